import type { AdminCredentials } from '../target.ts';
import type { HttpClient } from '../http.ts';
import { basicAuthorization } from './readiness.ts';

const PATH = '/services/ServerAdmin';
const ENVELOPE =
  '<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/"><s:Body><getServerVersion xmlns="http://org.apache.axis2/xsd"/></s:Body></s:Envelope>';
const TIMEOUT_MS = 30_000;

/** The version as the server itself reports it to its administrator, e.g. `7.1.0`; `unknown` where that interface is closed. */
export async function readProductVersion(http: HttpClient, baseUrl: string, admin: AdminCredentials): Promise<string> {
  try {
    // The REST interface has no such call; the older SOAP interface of the same administrator has.
    const answer = await http.fetch(`${baseUrl}${PATH}`, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        authorization: basicAuthorization(admin),
        'content-type': 'text/xml',
        soapaction: 'urn:getServerVersion',
      },
      body: ENVELOPE,
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return /<(?:\w+:)?return>([^<]+)</.exec(await answer.text())?.[1] ?? 'unknown';
  } catch {
    return 'unknown';
  }
}
