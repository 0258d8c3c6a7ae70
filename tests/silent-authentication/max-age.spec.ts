import { seconds } from '../../containers/durations.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

const LONG = '10000';

test(
  'a max_age that has passed refuses a silent request, one that has not does not',
  verifies('CORE-MAXAGE-1', 'CORE-MAXAGE-4'),
  async ({ relyingParty, user, clock, check }) => {
    const session = await relyingParty.signIn(user);
    await clock.advance(seconds(5));
    // In this order: where auth_time moves with a silent call, which is another fault, the second would hide the first.
    await check('CORE-MAXAGE-1', async () => {
      expect(await session.askSilently({ max_age: '1' })).toBeRefusedWith('login_required');
    });
    await check('CORE-MAXAGE-4', async () => {
      expect(await session.askSilently({ max_age: LONG })).toBeACode();
    });
  },
);

test(
  'auth_time is there with max_age, and stays the same through silent requests',
  verifies('CORE-MAXAGE-3', 'CORE-AUTHTIME-1'),
  async ({ relyingParty, user, clock, check }) => {
    const session = await relyingParty.signIn(user, { parameters: { max_age: LONG } });
    const authTime = session.signedIn.claims['auth_time'];
    await check('CORE-MAXAGE-3', () => {
      expect(authTime).toEqual(expect.any(Number));
    });
    await check('CORE-AUTHTIME-1', async () => {
      expect(authTime, 'auth_time of the sign-in').toEqual(expect.any(Number));
      for (let call = 0; call < 3; call += 1) {
        await clock.advance(seconds(3));
        const renewed = await relyingParty.joinSession({ parameters: { prompt: 'none', max_age: LONG } });
        expect(renewed.signedIn.claims['auth_time']).toBe(authTime);
      }
    });
  },
);
