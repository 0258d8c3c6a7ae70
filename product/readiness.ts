import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { formatDuration, milliseconds, plus, seconds, times, type Duration } from '../lib/durations.ts';
import { CannotRunError, type Progress } from '../lib/cannot-run.ts';
import { authorizer, nameOf, type AdminCredentials, type Administrator } from './administrator.ts';
import { createHttpClient, fetchServerCertificate, networkFault, type HttpClient } from '../lib/http.ts';
import { warmUp } from './warm-up.ts';

export interface ReadinessOptions {
  /** Origin of the server. */
  readonly baseUrl: string;
  readonly admin: AdminCredentials;
  /** PEM that the server will present; where it is not known beforehand, the first that it presents is trusted from then on. */
  readonly certificate?: string;
  readonly timeout: Duration;
  readonly progress: Progress;
  /** Resolves, with how, when the server ends: it will not become ready any more. */
  readonly ended?: Promise<string>;
  /** Its last log lines, for the error. */
  readonly logTail?: (lines: number) => Promise<string>;
}

export const DISCOVERY_PATH = '/oauth2/token/.well-known/openid-configuration';
export const CONFIGS_PATH = '/api/server/v1/configs';

const POLL_INTERVAL = milliseconds(500);
const FIRST_REPORT = seconds(5);
const REQUEST_TIMEOUT = seconds(15);
const LOG_LINES = 20;

/**
 * Answers to the administrator's credentials that are final when they stay for so long. 503 is what 7.2 answers to wrong
 * credentials, and what a server answers that is still starting.
 */
const REFUSALS: Readonly<Record<number, Duration>> = { 401: seconds(5), 403: seconds(5), 503: seconds(60) };

export const wrongCredentials = (baseUrl: string, admin: Administrator, status: number): CannotRunError =>
  new CannotRunError(
    status === 403
      ? `The server at ${baseUrl} knows ${nameOf(admin)}, who may not administer it (it answered 403 to ${CONFIGS_PATH}).`
      : `The server at ${baseUrl} does not accept ${nameOf(admin)} (it answered ${status} to ${CONFIGS_PATH}${status === 503 ? ', as 7.2 does to a wrong password' : ''}).`,
    'user' in admin
      ? 'set IS_ADMIN_USER and IS_ADMIN_PASSWORD to the credentials of an administrator of the super tenant, or of the tenant that IS_TENANT names.'
      : 'give the client, or the token, the scopes that .env.example names beside IS_ADMIN_CLIENT_ID, and a token that has not expired.',
  );

/** TLS faults that waiting does not cure. */
const CERTIFICATE_FAULT = /^(?:CERT_|ERR_TLS_CERT_|DEPTH_ZERO_|INVALID_|SELF_SIGNED_|UNABLE_TO_)/;
export const isCertificateFault = (code: string): boolean => CERTIFICATE_FAULT.test(code);

const discovery = z.object({ issuer: z.string() });

/** @returns undefined when the discovery document is there and names this server, else what was answered. */
export async function probeDiscovery(http: HttpClient, baseUrl: string): Promise<string | undefined> {
  const answer = await http.fetch(`${baseUrl}${DISCOVERY_PATH}`, {
    redirect: 'manual',
    signal: AbortSignal.timeout(REQUEST_TIMEOUT),
  });
  const body = await answer.text();
  if (answer.status !== 200) return `${DISCOVERY_PATH} answers ${answer.status}`;
  let issuer: string;
  try {
    ({ issuer } = discovery.parse(JSON.parse(body)));
  } catch {
    return `${DISCOVERY_PATH} answers 200, but not with a discovery document`;
  }
  return issuer.startsWith(`${baseUrl}/`) ? undefined : `the issuer is ${issuer}, which is not at ${baseUrl}`;
}

/** @returns the status of an authenticated call to the admin API. */
export async function probeAdminApi(http: HttpClient, baseUrl: string, admin: Administrator): Promise<number> {
  const answer = await http.fetch(`${baseUrl}${CONFIGS_PATH}`, {
    redirect: 'manual',
    headers: { authorization: await authorizer(http, baseUrl, admin)(), accept: 'application/json' },
    signal: AbortSignal.timeout(REQUEST_TIMEOUT),
  });
  await answer.text();
  return answer.status;
}

/** Throws once the admin API has refused the credentials for long enough. */
function refusalWatch({ baseUrl, admin }: ReadinessOptions): (status: number) => void {
  let refusing: { status: number; since: number } | undefined;
  return (status) => {
    const patience = REFUSALS[status];
    if (patience === undefined) {
      refusing = undefined;
      return;
    }
    if (refusing?.status !== status) refusing = { status, since: performance.now() };
    if (performance.now() - refusing.since >= patience) throw wrongCredentials(baseUrl, admin, status);
  };
}

async function notReady(problem: string, { logTail }: ReadinessOptions): Promise<CannotRunError> {
  const tail = (await logTail?.(LOG_LINES)) ?? '';
  const shown = tail === '' ? '' : `\n  The last lines of its log:\n${tail.replaceAll(/^/gm, '    ')}`;
  return new CannotRunError(
    `${problem}${shown}`,
    'fix what the log complains about; on a slow machine, raise IS_START_TIMEOUT (seconds).',
  );
}

/** What kept an attempt from succeeding, in words. @throws CannotRunError where another attempt would be of no use. */
function whatWasSeen(error: unknown, baseUrl: string): string {
  if (error instanceof CannotRunError) throw error;
  const { code, message } = networkFault(error);
  if (!isCertificateFault(code)) return message;
  throw new CannotRunError(
    `The certificate that the server at ${baseUrl} presents can't be verified: ${message} (${code}).`,
    'give the server a valid certificate for the name in that url; the shipped ones are valid for one year only.',
    { cause: error },
  );
}

type Reach = <Value>(what: string, attempt: () => Promise<Value>) => Promise<Value>;

/** Makes the function that repeats an attempt until it succeeds; all that it is used for share one time-out. */
function reachWithin(options: ReadinessOptions): Reach {
  const { baseUrl, timeout, progress } = options;
  const started = performance.now();
  let reportAt = FIRST_REPORT;
  let end: string | undefined;
  void options.ended?.then((how) => (end = how));

  return async (what, attempt) => {
    for (;;) {
      let seen: string;
      try {
        return await attempt();
      } catch (error) {
        seen = whatWasSeen(error, baseUrl);
      }
      const waited = milliseconds(performance.now() - started);
      if (end !== undefined) throw await notReady(`The server ended before it was ready: ${end}.`, options);
      if (waited > timeout) {
        throw await notReady(
          `The server at ${baseUrl} was not ready after ${formatDuration(timeout)}: ${what} is missing (${seen}).`,
          options,
        );
      }
      if (waited >= reportAt) {
        // Ever more rarely: a slow start is to be seen, and not to fill the screen.
        reportAt = plus(times(waited, 1.5), FIRST_REPORT);
        progress(
          `Waiting for ${what} of ${baseUrl}, ${formatDuration(waited)} of at most ${formatDuration(timeout)} (${seen})`,
        );
      }
      await delay(POLL_INTERVAL);
    }
  };
}

/**
 * Waits until a starting server can be used: discovery answers, an authenticated admin call succeeds, and its pages have
 * been shown once.
 * @throws CannotRunError when the credentials are wrong, the server ends, or the time is over.
 */
export async function waitUntilReady(
  options: ReadinessOptions,
): Promise<{ readonly certificate: string; readonly http: HttpClient }> {
  const { baseUrl, admin } = options;
  const reach = reachWithin(options);
  const watchRefusals = refusalWatch(options);

  const presented = await reach('the https port', () => fetchServerCertificate(baseUrl));
  const certificate = options.certificate ?? presented;
  const http = createHttpClient({ certificate });
  await reach('the discovery document', async () => {
    const problem = await probeDiscovery(http, baseUrl);
    if (problem !== undefined) throw new Error(problem);
  });
  // The last to come: its web application is deployed after the others.
  await reach('the admin API', async () => {
    const status = await probeAdminApi(http, baseUrl, admin);
    watchRefusals(status);
    if (status !== 200) throw new Error(`${CONFIGS_PATH} answers ${status}`);
  });
  await warmUp(http, baseUrl);
  return { certificate, http };
}
