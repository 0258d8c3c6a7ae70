import { expect, given, minutes, plus, seconds, test, verifies } from '../../fixtures/index.ts';
import { newCode, TokenEndpoint, tokensOf } from '../../fixtures/exchanges/token-endpoint.ts';

test(
  'CORE-CODE-2 refuses a code that was used before',
  verifies('CORE-CODE-2'),
  async ({ relyingParty, target, user, check }) => {
    const session = await relyingParty.signInOnPage(user);
    const endpoint = new TokenEndpoint(target.description, relyingParty.registered);
    const { silentCallback } = relyingParty.urls;
    const code = await newCode(session);
    tokensOf(await endpoint.redeem(code, silentCallback));
    const second = await endpoint.redeem(code, silentCallback);
    await check('CORE-CODE-2', () => {
      expect(second.outcome, 'the second use of a code').toBe('refused');
    });
  },
);

test(
  'CORE-CODE-3 revokes the tokens of a code that is used again',
  verifies('CORE-CODE-3'),
  async ({ relyingParty, target, user, check }) => {
    const session = await relyingParty.signInOnPage(user);
    const endpoint = new TokenEndpoint(target.description, relyingParty.registered);
    const { silentCallback } = relyingParty.urls;
    const code = await newCode(session);
    const { access_token: accessToken } = tokensOf(await endpoint.redeem(code, silentCallback));
    expect((await endpoint.userInfo(accessToken)).status, 'status of userinfo before the second use').toBe(200);
    const second = await endpoint.redeem(code, silentCallback);
    await given('CORE-CODE-2', () => {
      expect(second.outcome, 'the second use of a code').toBe('refused');
    });
    const after = await endpoint.userInfo(accessToken);
    await check('CORE-CODE-3', () => {
      expect(after.status, 'status of userinfo after the second use').not.toBe(200);
    });
  },
);

test(
  'CORE-CODE-4 lets a code expire within ten minutes',
  verifies('CORE-CODE-4'),
  async ({ relyingParty, target, user, clock, check }) => {
    const life = plus(minutes(10), seconds(30));
    clock.needs(life);
    const session = await relyingParty.signInOnPage(user);
    const endpoint = new TokenEndpoint(target.description, relyingParty.registered);
    const { silentCallback } = relyingParty.urls;
    tokensOf(await endpoint.redeem(await newCode(session), silentCallback));
    const code = await newCode(session);
    await session.stopRefreshing();
    await clock.advance(life);
    const late = await endpoint.redeem(code, silentCallback);
    await check('CORE-CODE-4', () => {
      expect(late.outcome, 'the use of a code after ten minutes').toBe('refused');
    });
  },
);

test(
  'CORE-CODE-5 refuses the code of another client',
  verifies('CORE-CODE-5'),
  async ({ relyingParty, secondRelyingParty, target, user, check }) => {
    const session = await relyingParty.signInOnPage(user);
    const { silentCallback } = relyingParty.urls;
    const own = new TokenEndpoint(target.description, relyingParty.registered);
    const other = new TokenEndpoint(target.description, secondRelyingParty.registered);
    const answer = await other.redeem(await newCode(session), silentCallback);
    tokensOf(await own.redeem(await newCode(session), silentCallback));
    await check('CORE-CODE-5', () => {
      expect(answer.outcome, "the answer to another client with this client's code").toBe('refused');
    });
  },
);
