import { seconds } from '../lib/durations.ts';
import type { HttpClient } from '../lib/http.ts';

const LONGEST_ANSWER = seconds(60);

/** A sign-in as the product's own console begins it: every server has that application, and nothing is made for it. */
function consoleSignIn(baseUrl: string): string {
  const parameters = new URLSearchParams({
    client_id: 'CONSOLE',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: `${baseUrl}/console`,
    // The example of RFC 7636, appendix B.
    code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
    code_challenge_method: 'S256',
  });
  return `${baseUrl}/oauth2/authorize?${parameters.toString()}`;
}

/**
 * Asks for the pages of sign-in and logout once. A server that has just started takes seconds for each of them, on a
 * busy machine half a minute, and a test would take that for a fault. What is answered is not looked at: a server that
 * has no such page is not wrong for that.
 */
export async function warmUp({ fetch }: HttpClient, baseUrl: string): Promise<void> {
  const pages = ['oauth2_error.do', 'oauth2_logout_consent.do', 'oauth2_logout.do'];
  const urls = [consoleSignIn(baseUrl), ...pages.map((page) => `${baseUrl}/authenticationendpoint/${page}`)];
  for (const url of urls) {
    await fetch(url, { signal: AbortSignal.timeout(LONGEST_ANSWER) })
      .then((answer) => answer.text())
      .catch(() => '');
  }
}
