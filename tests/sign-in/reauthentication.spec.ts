import { seconds } from '../../containers/durations.ts';
import { LoginPage } from '../../fixtures/login-page.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

const LONG = '10000';

test(
  'prompt=login asks again, and the new authentication has its own auth_time',
  verifies('CORE-LOGIN-1', 'CORE-LOGIN-2'),
  async ({ relyingParty, user, clock, check }) => {
    const session = await relyingParty.signIn(user, { parameters: { max_age: LONG } });
    await clock.advance(seconds(5));
    await check('CORE-LOGIN-1', async () => {
      const page = await relyingParty.beginSignIn({ parameters: { prompt: 'login' } });
      await expect(new LoginPage(page).form).toBeVisible();
      await page.close();
    });
    const again = await relyingParty.signIn(user, { parameters: { prompt: 'login', max_age: LONG } });
    await check('CORE-LOGIN-2', () => {
      expect(again.sub).toBe(session.sub);
      expect(Number(again.signedIn.claims['auth_time'])).toBeGreaterThan(Number(session.signedIn.claims['auth_time']));
    });
  },
);

test(
  'an interactive request whose max_age has passed asks again',
  verifies('CORE-MAXAGE-2'),
  async ({ relyingParty, user, clock }) => {
    await relyingParty.signIn(user);
    await clock.advance(seconds(5));
    const page = await relyingParty.beginSignIn({ parameters: { max_age: '1' } });
    await expect(new LoginPage(page).form).toBeVisible();
    await relyingParty.joinSession({ parameters: { max_age: LONG } });
  },
);
