import type { Page, Response } from '@playwright/test';
import type { RelyingParty } from '../../fixtures/relying-party.ts';
import type { RequirementId } from '../../requirements/index.ts';

/** An endpoint that takes parameters from anybody. */
export interface Endpoint {
  readonly what: string;
  readonly id: RequirementId;
  readonly url: (relyingParty: RelyingParty) => string;
  /** Parameters of a request that is well formed. */
  readonly parameters: (relyingParty: RelyingParty) => Readonly<Record<string, string>>;
  /** Those that a malformed value is tried for. */
  readonly names: readonly string[];
}

const authorizationRequest = ({ clientId, urls }: RelyingParty): Readonly<Record<string, string>> => ({
  response_type: 'code',
  client_id: clientId,
  redirect_uri: urls.silentCallback,
  scope: 'openid',
});

export const endpoints: readonly Endpoint[] = [
  {
    what: 'an authorization request that shows the login page',
    id: 'INPUT-1',
    url: ({ registered }) => registered.endpoints.authorization,
    parameters: authorizationRequest,
    names: ['login_hint', 'state', 'redirect_uri'],
  },
  {
    what: 'a silent authorization request',
    id: 'INPUT-1',
    url: ({ registered }) => registered.endpoints.authorization,
    parameters: (relyingParty) => ({ ...authorizationRequest(relyingParty), prompt: 'none' }),
    names: ['login_hint', 'id_token_hint'],
  },
  {
    what: 'a logout request',
    id: 'INPUT-2',
    url: ({ registered }) => registered.endpoints.endSession,
    parameters: ({ clientId, urls }) => ({ client_id: clientId, post_logout_redirect_uri: urls.loggedOut }),
    names: ['id_token_hint', 'state', 'post_logout_redirect_uri'],
  },
  {
    what: 'a request for the check-session iframe',
    id: 'INPUT-3',
    url: ({ registered }) => registered.endpoints.checkSession,
    parameters: ({ clientId, urls }) => ({ client_id: clientId, redirect_uri: urls.callback }),
    names: ['client_id', 'redirect_uri'],
  },
];

/** The address of the request with one parameter as it goes over the wire, so that what is malformed stays so. */
export function withRawParameter(endpoint: Endpoint, relyingParty: RelyingParty, name: string, raw: string): string {
  const others = new URLSearchParams(endpoint.parameters(relyingParty));
  others.delete(name);
  return `${endpoint.url(relyingParty)}?${others.toString()}&${name}=${raw}`;
}

/** What the provider made of a request; a page of the relying party, where it may end, says nothing about that. */
export interface Opened {
  /** Of each answer on the way; 0 where the provider hung up. */
  readonly statuses: readonly number[];
  /** Names of all header fields on the way, in lower case. */
  readonly headers: ReadonlySet<string>;
  /** Where it ended. */
  readonly html: string;
  /** Did the markup of {@link MARKUP} run as a script? */
  readonly hasRun: boolean;
}

/** Breaks out of attributes and scripts; what runs leaves a mark. */
export const MARKUP = encodeURIComponent(
  `"'></script><script>window.injected=1</script><img src=x onerror=window.injected=1>`,
);

const HUNG_UP = /net::ERR_(?:EMPTY_RESPONSE|CONNECTION_(?:RESET|CLOSED|ABORTED))/;

/** Goes to an address, and says whether somebody hung up on the way; an error status without any content is an answer. */
async function goTo(page: Page, url: string): Promise<{ readonly hungUp: boolean }> {
  try {
    await page.goto(url);
    return { hungUp: false };
  } catch (error) {
    const hungUp = HUNG_UP.test(String(error));
    if (!hungUp && !String(error).includes('ERR_HTTP_RESPONSE_CODE_FAILURE')) throw error;
    return { hungUp };
  }
}

/** Opens an address of the provider. */
export async function open(page: Page, url: string): Promise<Opened> {
  const { origin } = new URL(url);
  const answers: Response[] = [];
  page.on('response', (response) => {
    if (response.request().isNavigationRequest() && new URL(response.url()).origin === origin) answers.push(response);
  });
  const { hungUp } = await goTo(page, url);
  await page.waitForLoadState();
  const headers = await Promise.all(answers.map((answer) => answer.headersArray()));
  const isOwnPage = page.url().startsWith(origin);
  return {
    statuses: [...answers.map((answer) => answer.status()), ...(hungUp ? [0] : [])],
    headers: new Set(headers.flat().map(({ name }) => name.toLowerCase())),
    html: isOwnPage ? await page.content() : '',
    hasRun: isOwnPage && (await page.evaluate(() => 'injected' in window)),
  };
}
