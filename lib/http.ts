import { isIP } from 'node:net';
import { X509Certificate } from 'node:crypto';
import { connect, createSecureContext, TLSSocket, type ConnectionOptions } from 'node:tls';
import { Agent, buildConnector, fetch, type RequestInit, type Response } from 'undici';
import { seconds, type Duration } from './durations.ts';
import { proxyFor, tunnel } from './proxy.ts';
import { withoutBrackets } from './this-machine.ts';

export interface HttpClient {
  /** As the standard's `fetch`; gives up after 10 s without a connection and 60 s without an answer. */
  readonly fetch: (url: string | URL, init?: RequestInit) => Promise<Response>;
}

const CONNECT_TIMEOUT = seconds(10);
const ANSWER_TIMEOUT = seconds(60);
const IDEMPOTENT = new Set(['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE']);
const BROKEN_CONNECTION = new Set(['ECONNRESET', 'UND_ERR_SOCKET']);

/** What Node.js says in codes only. */
const CERTIFICATE_FAULTS: Readonly<Record<string, string>> = {
  CERT_HAS_EXPIRED: 'it has expired',
  CERT_NOT_YET_VALID: 'it is not valid yet',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'it is signed by itself, and not trusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'its issuer is not trusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its issuer is not trusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its issuer is not trusted',
};

/** PEM text with one or several certificates, one by one. */
const certificatesIn = (pem: string): X509Certificate[] =>
  (pem.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []).map(
    (each) => new X509Certificate(each),
  );

/**
 * Why the server at the other end of `socket`, which `presented` its certificate, is not trusted; undefined when it is.
 * It is, when its chain verifies for the host name, or when it presents exactly one of the `pinned` certificates, which
 * proves the same key even where the certificate has expired: those that products ship are good for a year.
 */
function distrust(
  socket: TLSSocket,
  presented: X509Certificate | undefined,
  pinned: readonly X509Certificate[],
): Error | undefined {
  if (socket.authorized) return undefined;
  if (pinned.some(({ fingerprint256 }) => fingerprint256 === presented?.fingerprint256)) return undefined;
  const { authorizationError: reason } = socket as { authorizationError?: Error | string };
  if (reason instanceof Error) return reason;
  const code = reason ?? 'unknown';
  return Object.assign(new Error(CERTIFICATE_FAULTS[code] ?? 'it does not verify'), { code });
}

/** Options of a TLS connection that {@link distrust} then judges: nothing is sent before that. */
export const trustOptions = (certificate: string | undefined) => ({
  rejectUnauthorized: false,
  // A pinned certificate need not be a root: a server may present its own without those above it.
  ...(certificate === undefined ? {} : { ca: certificate, allowPartialTrustChain: true }),
});

/** Connects to verified servers only. */
function verifyingConnector(certificate: string | undefined): buildConnector.connector {
  const pinned = certificatesIn(certificate ?? '');
  // A resumed TLS session does not show the certificate again, and could not be compared with the pinned ones.
  // Read once: every connection would read the authorities anew.
  const secureContext = createSecureContext(trustOptions(certificate));
  const connect = buildConnector({
    timeout: CONNECT_TIMEOUT,
    maxCachedSessions: 0,
    ...trustOptions(certificate),
    secureContext,
  });
  return (options, callback) => {
    const judge: buildConnector.Callback = (...[error, socket]) => {
      const fault =
        error ??
        (socket instanceof TLSSocket ? distrust(socket, socket.getPeerX509Certificate(), pinned) : null) ??
        null;
      if (fault === null && socket !== null) {
        callback(null, socket);
        return;
      }
      socket?.destroy();
      callback(fault ?? new Error('no connection'), null);
    };
    const url = `${options.protocol}//${options.host ?? options.hostname}`;
    const proxy = options.protocol === 'https:' ? proxyFor(url) : undefined;
    if (proxy === undefined) {
      connect(options, judge);
      return;
    }
    tunnel(proxy, addressOf(url), CONNECT_TIMEOUT).then(
      (httpSocket) => {
        connect({ ...options, httpSocket }, judge);
      },
      (error: unknown) => {
        callback(error instanceof Error ? error : new Error(String(error)), null);
      },
    );
  };
}

/**
 * An HTTP client that trusts `certificate` (PEM, one or several: authorities, or the server's own) and nothing else, or
 * the public authorities that Node.js knows where it is absent.
 * A request of an idempotent method whose connection breaks is repeated once: a server whose clock jumps cuts its connections.
 */
export function createHttpClient({ certificate }: { readonly certificate?: string | undefined }): HttpClient {
  const dispatcher = new Agent({
    // Without kept-alive connections: one that outlives a jump of the server's clock is dead, and may hang.
    pipelining: 0,
    connect: verifyingConnector(certificate),
    headersTimeout: ANSWER_TIMEOUT,
    bodyTimeout: ANSWER_TIMEOUT,
  });
  return {
    fetch: async (url, init = {}) => {
      try {
        return await fetch(url, { ...init, dispatcher });
      } catch (error) {
        // Not undici's retry interceptor: it cannot repeat a request that has a body.
        const repeatable = IDEMPOTENT.has(init.method ?? 'GET') && !(init.body instanceof ReadableStream);
        if (!repeatable || !BROKEN_CONNECTION.has(networkFault(error).code)) throw error;
        return fetch(url, { ...init, dispatcher });
      }
    },
  };
}

/** Where the server at `url` listens. */
function addressOf(url: string): { readonly host: string; readonly port: number } {
  const { hostname, port } = new URL(url);
  return { host: withoutBrackets(hostname), port: Number(port || 443) };
}

/** What `read` finds at the TLS handshake with the server at `url`, which is sent nothing. @throws Error with a `code`. */
async function atHandshake<Found>(
  url: string,
  options: ConnectionOptions,
  timeout: Duration,
  read: (socket: TLSSocket) => Found,
): Promise<Found> {
  const address = addressOf(url);
  const proxy = proxyFor(url);
  const way = proxy === undefined ? address : { socket: await tunnel(proxy, address, timeout) };
  const name = isIP(address.host) === 0 ? { servername: address.host } : {};
  return new Promise((resolve, reject) => {
    const socket = connect({ ...way, ...name, ...options }, () => {
      try {
        resolve(read(socket));
      } catch (error) {
        reject(error instanceof Error ? error : new Error(String(error)));
      }
      socket.destroy();
    });
    socket.setTimeout(timeout, () => {
      socket.destroy(Object.assign(new Error(`no TLS handshake within ${timeout} ms`), { code: 'ETIMEDOUT' }));
    });
    socket.once('error', reject);
  });
}

/**
 * The certificates that the server at `url` presents, unverified, as PEM: the server's own first.
 * @throws Error with a `code` when there is no TLS server within `timeout`.
 */
export const fetchServerCertificate = (url: string, timeout: Duration = CONNECT_TIMEOUT): Promise<string> =>
  // The one place without verification: it learns which certificate to verify against, and sends nothing.
  atHandshake(url, { rejectUnauthorized: false }, timeout, (socket) => {
    const chain: string[] = [];
    for (
      let next = socket.getPeerX509Certificate();
      next !== undefined && !chain.includes(next.toString());
      next = next.issuerCertificate
    ) {
      chain.push(next.toString());
    }
    return chain.join('');
  });

/** The certificate that the server at `url` presents, once it is trusted by the rule of {@link createHttpClient}. */
export const verifiedCertificate = (url: string, certificate: string | undefined): Promise<X509Certificate> =>
  atHandshake(url, trustOptions(certificate), CONNECT_TIMEOUT, (socket) => {
    // Asked for once: Node.js takes the certificate off the chain as it gives it, and has none the second time.
    const presented = socket.getPeerX509Certificate();
    const fault = distrust(socket, presented, certificatesIn(certificate ?? ''));
    if (presented === undefined || fault !== undefined) throw fault ?? new Error(`${url} is not trusted`);
    return presented;
  });

/** The code of whatever stopped a request, e.g. `ECONNREFUSED`, and its message; `fetch` hides them as causes. */
export function networkFault(error: unknown): { readonly code: string; readonly message: string } {
  let deepest = error;
  while (deepest instanceof Error && deepest.cause instanceof Error) deepest = deepest.cause;
  if (!(deepest instanceof Error)) return { code: '', message: String(deepest) };
  const code = 'code' in deepest && typeof deepest.code === 'string' ? deepest.code : deepest.name;
  return { code, message: deepest.message === '' ? code : deepest.message };
}
