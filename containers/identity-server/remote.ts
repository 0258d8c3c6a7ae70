import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CannotRunError, type AdminCredentials, type Progress, type Target } from '../target.ts';
import { createHttpClient, fetchServerCertificate, networkFault, type HttpClient } from './http.ts';
import { readProductVersion } from './product-version.ts';
import { isCertificateFault, probeAdminApi, probeDiscovery, wrongCredentials, CONFIGS_PATH } from './readiness.ts';
