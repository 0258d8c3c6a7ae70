import { expect, given, seconds, test, verifies } from '../../fixtures/index.ts';
import { newCode, TokenEndpoint } from '../../fixtures/exchanges/token-endpoint.ts';

const LONG = '10000';

test(
  'CORE-MAXAGE-1 issues no code when max_age has passed',
  verifies('CORE-MAXAGE-1'),
  async ({ relyingParty, user, clock, check }) => {
    const session = await relyingParty.signIn(user);
    await clock.advance(seconds(5));
    // First: where auth_time moves with a silent call, which is another fault, the control would hide this one.
    const answer = await session.askSilently({ max_age: '1' });
    await session.confirmAlive();
    await check('CORE-MAXAGE-1', () => {
      expect(answer).not.toBeACode();
    });
  },
);

test(
  'CORE-MAXAGE-4 issues a code when max_age has not passed',
  verifies('CORE-MAXAGE-4'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    const answer = await session.askSilently({ max_age: LONG });
    await check('CORE-MAXAGE-4', () => {
      expect(answer).toBeACode();
    });
  },
);

test(
  'CORE-AUTHTIME-1 keeps auth_time through silent requests',
  verifies('CORE-AUTHTIME-1'),
  async ({ relyingParty, target, user, clock, check }) => {
    const session = await relyingParty.signInOnPage(user, { parameters: { max_age: LONG } });
    const { auth_time: authTime } = session.signedIn.claims;
    const endpoint = new TokenEndpoint(target.description, relyingParty.registered);
    const later: unknown[] = [];
    for (let call = 0; call < 2; call += 1) {
      await clock.advance(seconds(3));
      const code = await newCode(session, { max_age: LONG });
      later.push((await endpoint.redeem(code, relyingParty.urls.silentCallback)).claims['auth_time']);
    }
    await given('CORE-MAXAGE-3', () => {
      expect([authTime, ...later]).toEqual([expect.any(Number), expect.any(Number), expect.any(Number)]);
    });
    await check('CORE-AUTHTIME-1', () => {
      expect(later.at(-1), 'auth_time after two silent requests').toBe(authTime);
    });
  },
);
