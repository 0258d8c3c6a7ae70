import { leadsTo, type AuthorizationEndpoint } from '../../fixtures/exchanges/authorization-endpoint.ts';
import { expect, given } from '../../fixtures/index.ts';

const ELSEWHERE = 'https://elsewhere.invalid/';

/** Uris are compared at all. @throws Undecided, blocked by CORE-CLIENT-2, where any uri will do. */
export const confirmForeignUriRefused = (endpoint: AuthorizationEndpoint): Promise<void> =>
  given('CORE-CLIENT-2', async () => {
    const answer = await endpoint.ask({ redirect_uri: ELSEWHERE });
    expect(leadsTo(answer, ELSEWHERE), 'a request with a uri of somebody else leads there').toBe(false);
  });
