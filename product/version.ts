import type { HttpClient } from '../lib/http.ts';
import { authorizer, type Administrator } from './administrator.ts';

/** What is said of a server that does not tell its version. */
export const UNKNOWN_VERSION = 'unknown';

export interface Product {
  readonly name: string;
  /** E.g. `7.1.0`, or {@link UNKNOWN_VERSION}; whose word that is, is among the details of the target. */
  readonly version: string;
  /** True for the reference provider: what passes there says nothing about the product. */
  readonly standIn: boolean;
}

const PATH = '/services/ServerAdmin';
const ENVELOPE =
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><getServerVersion xmlns="http://org.apache.axis2/xsd"/></s:Body></s:Envelope>';
const TIMEOUT_MS = 30_000;

/** Lines of a log that hold all of a start: a healthy one writes about a hundred. */
export const LOG_OF_START = 5_000;

/** The line with which a server ends its start. */
const inLog = (log: string): string | undefined => /\bServer\s+:\s+WSO2 Identity Server-(\S+)/.exec(log)?.[1];

/**
 * The version as the server itself tells it, in its log or to its administrator, e.g. `7.1.0`; {@link UNKNOWN_VERSION}
 * where there is no log and that interface is closed, as on an assembled or hardened server.
 */
export async function readProductVersion(
  http: HttpClient,
  baseUrl: string,
  admin: Administrator,
  log = '',
): Promise<string> {
  const logged = inLog(log);
  if (logged !== undefined) return logged;
  try {
    // The REST interface has no such call; the older SOAP interface of the same administrator has.
    const answer = await http.fetch(`${baseUrl}${PATH}`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        authorization: await authorizer(http, baseUrl, admin)(),
        'content-type': 'text/xml',
        soapaction: 'urn:getServerVersion',
      },
      body: ENVELOPE,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return /<(?:\w+:)?return>([^<]+)</.exec(await answer.text())?.[1] ?? UNKNOWN_VERSION;
  } catch {
    return UNKNOWN_VERSION;
  }
}
