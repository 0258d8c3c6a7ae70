import { beginAtLoginPage } from '../../fixtures/exchanges/authorization-endpoint.ts';
import { expect, given, seconds, test, verifies } from '../../fixtures/index.ts';
import { LoginPage } from '../../fixtures/exchanges/login-page.ts';
import { arriveHome, arriveHomeOrAtLogin } from '../../fixtures/exchanges/sign-in.ts';

const LONG = '10000';
const PAUSE = seconds(5);

test('CORE-LOGIN-1 asks again with prompt=login', verifies('CORE-LOGIN-1'), async ({ relyingParty, user, check }) => {
  const session = await relyingParty.signInOnPage(user);
  await session.confirmAlive();
  const page = await relyingParty.beginSignIn({ parameters: { prompt: 'login' } });
  const at = await arriveHomeOrAtLogin(page, relyingParty);
  await check('CORE-LOGIN-1', () => {
    expect(at, 'where prompt=login leads').toBe('login');
  });
});

test(
  'CORE-LOGIN-2 reports the time of the new authentication',
  verifies('CORE-LOGIN-2'),
  async ({ relyingParty, user, clock, check }) => {
    const session = await relyingParty.signInOnPage(user, { parameters: { max_age: LONG } });
    await clock.advance(PAUSE);
    const page = await beginAtLoginPage(relyingParty, { prompt: 'login', max_age: LONG });
    await new LoginPage(page).submit(user);
    await arriveHome(page, relyingParty);
    const [before, after] = (await relyingParty.eventsOf('signed-in')).map(({ claims }) => claims['auth_time']);
    await given('CORE-MAXAGE-3', () => {
      expect([before, after]).toEqual([session.signedIn.claims['auth_time'], expect.any(Number)]);
    });
    await check('CORE-LOGIN-2', () => {
      expect(after, 'auth_time after the second authentication').toBeGreaterThan(Number(before));
    });
  },
);

test(
  'CORE-MAXAGE-2 asks again when max_age has passed',
  verifies('CORE-MAXAGE-2'),
  async ({ relyingParty, user, clock, check }) => {
    const session = await relyingParty.signInOnPage(user);
    await clock.advance(PAUSE);
    const page = await relyingParty.beginSignIn({ parameters: { max_age: '1' } });
    const at = await arriveHomeOrAtLogin(page, relyingParty);
    // Last, as it may make the sign-in look new: the session lives, so it is max_age that was asked for.
    if (at === 'login') await session.confirmAlive();
    await check('CORE-MAXAGE-2', () => {
      expect(at, 'where a request leads whose max_age has passed').toBe('login');
    });
  },
);

for (const maxAge of [LONG, '0']) {
  test(
    `CORE-MAXAGE-3 puts auth_time into the ID token: max_age=${maxAge}`,
    verifies('CORE-MAXAGE-3'),
    async ({ relyingParty, user, check }) => {
      const { signedIn } = await relyingParty.signInOnPage(user, { parameters: { max_age: maxAge } });
      await check('CORE-MAXAGE-3', () => {
        const { auth_time: authTime } = signedIn.claims;
        expect({ maxAge, authTime }, 'auth_time').toEqual({ maxAge, authTime: expect.any(Number) });
      });
    },
  );
}

test('CORE-MAXAGE-5 asks again with max_age=0', verifies('CORE-MAXAGE-5'), async ({ relyingParty, user, check }) => {
  const session = await relyingParty.signInOnPage(user);
  await session.confirmAlive();
  const page = await relyingParty.beginSignIn({ parameters: { max_age: '0' } });
  const at = await arriveHomeOrAtLogin(page, relyingParty);
  await check('CORE-MAXAGE-5', () => {
    expect(at, 'where max_age=0 leads').toBe('login');
  });
});
