import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { CannotRunError, type Progress } from '../../lib/cannot-run.ts';
import { AdminError } from '../../product/admin-error.ts';
import { hasRights, type Administrator } from '../../product/administrator.ts';
import type { Target } from '../target.ts';
import { PROXY_FAULT } from '../../lib/proxy.ts';
import { createHttpClient, fetchServerCertificate, networkFault, type HttpClient } from '../../lib/http.ts';
import { readProductVersion, UNKNOWN_VERSION } from '../../product/version.ts';
import {
  CONFIGS_PATH,
  isCertificateFault,
  probeAdminApi,
  probeDiscovery,
  wrongCredentials,
} from '../../product/readiness.ts';

export interface RemoteOptions {
  /** Of a server that is running: its origin, and the path that a proxy may put in front of all of its own. */
  readonly url: string;
  /** Domain of the tenant in which everything is done; absent: the super tenant. */
  readonly tenant?: string;
  readonly admin: Administrator;
  /** PEM certificates to trust besides the public authorities. */
  readonly caFile?: string;
  readonly allowServerChanges: boolean;
  readonly progress: Progress;
}

const NAME_REMEDY = 'check the host name in IS_URL, and that this machine can resolve it.';
const PROXY_REMEDY = 'check HTTPS_PROXY; NO_PROXY names the hosts to which this machine connects without the proxy.';
const NETWORK_REMEDY = 'start the server, check host and port in IS_URL, and that no firewall or VPN is in between.';

/** What a failed connection means, by its code, where its message does not say it better. */
const CONNECTION_FAULTS: Readonly<Record<string, readonly [meaning: string | undefined, remedy: string]>> = {
  [PROXY_FAULT]: [undefined, PROXY_REMEDY],
  ECONNREFUSED: ['nothing listens there', NETWORK_REMEDY],
  ENOTFOUND: ['there is no host of that name', NAME_REMEDY],
  EAI_AGAIN: ['the name could not be resolved', NAME_REMEDY],
  ETIMEDOUT: ['no answer in time', NETWORK_REMEDY],
  TimeoutError: ['no answer in time', NETWORK_REMEDY],
  UND_ERR_CONNECT_TIMEOUT: ['no connection in time', NETWORK_REMEDY],
  UND_ERR_HEADERS_TIMEOUT: ['no answer in time', NETWORK_REMEDY],
  ERR_SSL_WRONG_VERSION_NUMBER: [
    'what listens there does not speak TLS',
    'set IS_URL to the https port of the server, usually 9443.',
  ],
  EPROTO: ['what listens there does not speak TLS', 'set IS_URL to the https port of the server, usually 9443.'],
};

function unreachable(baseUrl: string, error: unknown): CannotRunError {
  const { code, message } = networkFault(error);
  const [meaning = message, remedy = NETWORK_REMEDY] = CONNECTION_FAULTS[code] ?? [];
  return new CannotRunError(`There is no connection to ${baseUrl}: ${meaning} (${code}).`, remedy, { cause: error });
}

/** Why the certificate is not trusted, what it is, and how it comes to be. */
function untrusted(baseUrl: string, presented: X509Certificate, error: unknown): CannotRunError {
  const { code, message } = networkFault(error);
  const { hostname, port } = new URL(baseUrl);
  return new CannotRunError(
    [
      `The certificate of ${baseUrl} can't be verified: ${message} (${code}).`,
      `It is for ${presented.subjectAltName ?? presented.subject}, valid from ${presented.validFrom} to ${presented.validTo};`,
      `its SHA-256 fingerprint is ${presented.fingerprint256}.`,
    ].join('\n  '),
    [
      'if that is the fingerprint of your server, store its certificate and trust it:',
      `openssl s_client -connect ${hostname}:${port || '443'} -showcerts </dev/null | openssl x509 > is.pem`,
      'and set IS_CA=is.pem',
    ].join('\n    '),
    { cause: error },
  );
}

async function readAuthorities(caFile: string): Promise<string> {
  try {
    return await readFile(caFile, 'utf8');
  } catch (error) {
    throw new CannotRunError(
      `IS_CA names "${caFile}", which can't be read.`,
      'set IS_CA to a file of PEM certificates, or unset it.',
      { cause: error },
    );
  }
}

interface Trust {
  readonly http: HttpClient;
  /** PEM; absent where the public authorities verify the server. */
  readonly certificate?: string;
  /** Of discovery: undefined where it is right. */
  readonly problem: string | undefined;
}

/** Finds what verifies the server's certificate: IS_CA, else the public authorities that Node.js knows. */
async function establishTrust(baseUrl: string, caFile: string | undefined): Promise<Trust> {
  const authorities = caFile === undefined ? [{}] : [{ certificate: await readAuthorities(caFile) }, {}];
  const presented = await fetchServerCertificate(baseUrl).catch((error: unknown) => {
    throw unreachable(baseUrl, error);
  });
  let fault: unknown;
  for (const trusted of authorities) {
    const http = createHttpClient(trusted);
    try {
      return { ...trusted, http, problem: await probeDiscovery(http, baseUrl) };
    } catch (error) {
      if (!isCertificateFault(networkFault(error).code)) throw unreachable(baseUrl, error);
      fault ??= error;
    }
  }
  throw untrusted(baseUrl, new X509Certificate(presented), fault);
}

/** A server behind a proxy may have a path in front of all of its own; what else stands in IS_URL, e.g. the console's, does not matter. */
async function findServer(origin: string, path: string, caFile: string | undefined) {
  const found = { baseUrl: origin, ...(await establishTrust(origin, caFile)) };
  if (path === '' || found.problem === undefined) return found;
  const baseUrl = `${origin}${path}`;
  const problem = await probeDiscovery(found.http, baseUrl);
  return problem === undefined ? { ...found, baseUrl, problem } : found;
}

/** The address of everything that a tenant has of its own. @throws CannotRunError where there is no such tenant. */
async function enterTenant(http: HttpClient, server: string, tenant: string): Promise<string> {
  const baseUrl = `${server}/t/${tenant}`;
  const problem = await probeDiscovery(http, baseUrl);
  if (problem === undefined) return baseUrl;
  throw new CannotRunError(
    `The server at ${server} has no tenant "${tenant}" in which applications could be: ${problem}.`,
    'set IS_TENANT to the domain of an active tenant, and IS_ADMIN_USER to an administrator of it, e.g. admin@example.com.',
  );
}

async function checkAdministrator(http: HttpClient, baseUrl: string, admin: Administrator): Promise<void> {
  if (!hasRights(admin)) return;
  const status = await probeAdminApi(http, baseUrl, admin).catch((error: unknown) => {
    // The token endpoint answers a client that is wrong, or has no right to what it asks for, in words.
    if (error instanceof AdminError)
      throw new CannotRunError(
        `The server at ${baseUrl} gives the OAuth client of IS_ADMIN_CLIENT_ID no token: ${error.message}`,
        'check IS_ADMIN_CLIENT_ID and IS_ADMIN_CLIENT_SECRET, and that the client may use the client credentials grant with the scopes that .env.example names.',
        { cause: error },
      );
    throw unreachable(baseUrl, error);
  });
  if (status === 200) return;
  if ([401, 403, 503].includes(status)) throw wrongCredentials(baseUrl, admin, status);
  throw new CannotRunError(
    `The admin API of ${baseUrl} answers ${status} to ${CONFIGS_PATH}.`,
    'check that IS_URL leads to the server itself, or to a proxy that lets /api through; if it is just starting, try again in a minute.',
  );
}

const refuse = (what: string): Promise<never> => Promise.reject(new Error(`A remote server is not ours to ${what}.`));

/**
 * Uses a server that is already running. Nothing is started, and nothing changed.
 * @throws CannotRunError when it can't be reached or verified, is no Identity Server, or refuses the administrator.
 */
export async function startRemote({
  url,
  tenant,
  admin,
  caFile,
  allowServerChanges,
  progress,
}: RemoteOptions): Promise<Target> {
  if (!URL.canParse(url))
    throw new CannotRunError(
      `IS_URL is "${url}", which is no url.`,
      'set it to the server, e.g. IS_URL=https://localhost:9443',
    );
  const { origin, pathname } = new URL(url);
  progress(`Asking the server at ${origin} who it is`);
  const found = await findServer(origin, pathname.replace(/\/+$/, ''), caFile);
  const { http, certificate, problem } = found;
  if (problem !== undefined) {
    throw new CannotRunError(
      `What answers at ${found.baseUrl} is not a WSO2 Identity Server of that name: ${problem}.`,
      'set IS_URL to the origin that the server itself uses in its issuer ([server] hostname and proxyPort in its deployment.toml).',
    );
  }
  const baseUrl = tenant === undefined ? found.baseUrl : await enterTenant(http, found.baseUrl, tenant);
  await checkAdministrator(http, baseUrl, admin);
  return {
    description: {
      kind: 'remote',
      product: {
        name: 'WSO2 Identity Server',
        version: hasRights(admin) ? await readProductVersion(http, baseUrl, admin) : UNKNOWN_VERSION,
        standIn: false,
      },
      baseUrl,
      admin,
      clock: { kind: 'real', reason: "a remote server's clock is not ours to move" },
      canRestart: false,
      isConfigurable: false,
      allowsServerChanges: allowServerChanges && hasRights(admin),
      details: { 'verified by': certificate === undefined ? 'the public authorities' : `IS_CA=${caFile ?? ''}` },
      ...(certificate === undefined ? {} : { certificate }),
    },
    moveClock: () => refuse('move the clock of'),
    halt: () => refuse('halt'),
    resume: () => refuse('start'),
    logTail: () => Promise.resolve(''),
    stop: () => Promise.resolve(),
  };
}
