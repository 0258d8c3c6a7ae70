import { request as plainRequest } from 'node:http';
import { request as secureRequest } from 'node:https';
import type { Socket } from 'node:net';
import { getProxyForUrl } from 'proxy-from-env';
import type { Duration } from './durations.ts';
import { isLoopback } from './this-machine.ts';

/** The code of an error that a proxy is the reason for. */
export const PROXY_FAULT = 'PROXY_FAULT';

const fault = (proxy: URL, what: string): Error =>
  Object.assign(new Error(`the proxy ${proxy.host} ${what}`), { code: PROXY_FAULT });

/** By which proxy `url` is reached, as HTTPS_PROXY and NO_PROXY say; undefined: by none, as whatever is on this machine. */
export function proxyFor(url: string): URL | undefined {
  const proxy = isLoopback(new URL(url).hostname) ? '' : getProxyForUrl(url);
  return proxy === '' ? undefined : new URL(proxy);
}

/**
 * A connection to a server through a proxy, by CONNECT (RFC 9110, 9.3.6).
 * @throws Error of code {@link PROXY_FAULT} where the proxy can't be reached, or refuses, e.g. without its password.
 */
export function tunnel(
  proxy: URL,
  { host, port }: { readonly host: string; readonly port: number },
  timeout: Duration,
): Promise<Socket> {
  const request = proxy.protocol === 'https:' ? secureRequest : plainRequest;
  const path = `${host.includes(':') ? `[${host}]` : host}:${port}`;
  const credentials = [proxy.username, proxy.password].map(decodeURIComponent).join(':');
  const authorization = { 'proxy-authorization': `Basic ${Buffer.from(credentials).toString('base64')}` };
  const headers = { host: path, ...(proxy.username === '' ? {} : authorization) };
  return new Promise((resolve, reject) => {
    const asked = request(new URL('/', proxy), { method: 'CONNECT', path, headers, timeout });
    asked.once('connect', ({ statusCode = 0 }, socket) => {
      if (statusCode === 200) resolve(socket);
      else {
        socket.destroy();
        reject(fault(proxy, `answers ${statusCode} for ${path}`));
      }
    });
    asked.once('timeout', () => asked.destroy(fault(proxy, `gives no connection to ${path} in time`)));
    asked.once('error', (error) => {
      reject('code' in error && error.code === PROXY_FAULT ? error : fault(proxy, `can't be used: ${error.message}`));
    });
    asked.end();
  });
}
