import type { BrowserContext } from '@playwright/test';
import { authorizeByPassword, watchRedirects } from '../../fixtures/exchanges/authorization-endpoint.ts';
import { expect, given, test, verifies } from '../../fixtures/index.ts';

/** From now on, where this browser sends the password, in order. */
function watchPassword(context: BrowserContext, password: string): string[] {
  const destinations: string[] = [];
  const inForm = new URLSearchParams([['', password]]).toString().slice(1);
  context.on('request', (request) => {
    const { origin, pathname } = new URL(request.url());
    if (request.postData()?.includes(inForm) === true) destinations.push(`${origin}${pathname}`);
  });
  return destinations;
}

test(
  'CORE-REDIRECT-1 sends the browser to the redirect_uri without status 307',
  verifies('CORE-REDIRECT-1'),
  async ({ relyingParty, user, context, check }) => {
    const redirects = watchRedirects(context, relyingParty);
    const answer = await authorizeByPassword(relyingParty, user);
    await given('CORE-CODE-1', () => {
      expect(answer).toBeACode();
    });
    expect(redirects.length, 'redirects to the redirect_uri').toBeGreaterThan(0);
    await check('CORE-REDIRECT-1', () => {
      expect(
        redirects.map(({ status }) => status),
        'status of the redirect to the redirect_uri',
      ).not.toContain(307);
    });
  },
);

test(
  'CORE-REDIRECT-2 passes the password on to nobody',
  verifies('CORE-REDIRECT-2'),
  async ({ relyingParty, user, context, check }) => {
    const destinations = watchPassword(context, user.password);
    await authorizeByPassword(relyingParty, user);
    expect(destinations.length, 'requests that carry the password').toBeGreaterThan(0);
    await check('CORE-REDIRECT-2', () => {
      expect(destinations.slice(1), 'where the password was sent after the login form').toEqual([]);
    });
  },
);
