import { readDiscovery } from '../../fixtures/exchanges/discovery.ts';
import { expect, given, type SharedTarget, seconds, test, verifies } from '../../fixtures/index.ts';
import type { Session } from '../../fixtures/session.ts';
import { TokenEndpoint, tokensOf, type TokenAnswer } from '../../fixtures/exchanges/token-endpoint.ts';
import { Undecided } from '../../fixtures/undecided.ts';

function refreshTokenOf({ signedIn }: Session): string {
  if (signedIn.refreshToken === undefined) throw new Undecided('the sign-in brought no refresh token');
  return signedIn.refreshToken;
}

async function refresh(session: Session, { description }: SharedTarget): Promise<TokenAnswer> {
  const answer = await new TokenEndpoint(description, session.relyingParty.registered).refresh(refreshTokenOf(session));
  tokensOf(answer);
  return answer;
}

const NO_ID_TOKEN = 'does not apply: this server issues no ID token at a refresh, which it need not';

test(
  'CORE-REFRESH-1 keeps issuer, subject and audience at a refresh',
  verifies('CORE-REFRESH-1'),
  async ({ relyingParty, target, user, check }, testInfo) => {
    const session = await relyingParty.signInOnPage(user);
    const { iss, sub, aud } = session.signedIn.claims;
    const { body, claims } = await refresh(session, target);
    testInfo.skip(body.id_token === undefined, NO_ID_TOKEN);
    await check('CORE-REFRESH-1', () => {
      expect(claims, 'claims of the second ID token').toMatchObject({ iss, sub, aud });
    });
  },
);

test(
  'CORE-REFRESH-2 keeps the sid at a refresh',
  verifies('CORE-REFRESH-2'),
  async ({ relyingParty, target, user, check }, testInfo) => {
    const { document } = await readDiscovery(target.description);
    testInfo.skip(
      document['backchannel_logout_session_supported'] !== true,
      'does not apply: the metadata does not say that logout tokens carry a sid',
    );
    const session = await relyingParty.signInOnPage(user);
    const { sid } = session.signedIn.claims;
    await given('CORE-IDTOKEN-2', () => {
      expect(sid, 'sid of the first ID token').toEqual(expect.any(String));
    });
    const { body, claims } = await refresh(session, target);
    testInfo.skip(body.id_token === undefined, NO_ID_TOKEN);
    await check('CORE-REFRESH-2', () => {
      expect(claims['sid'], 'sid of the second ID token').toBe(sid);
    });
  },
);

test(
  'CORE-REFRESH-3 keeps auth_time at a refresh',
  verifies('CORE-REFRESH-3'),
  async ({ relyingParty, target, user, clock, check }, testInfo) => {
    const session = await relyingParty.signInOnPage(user, { parameters: { max_age: '10000' } });
    const { auth_time: authTime } = session.signedIn.claims;
    await given('CORE-MAXAGE-3', () => {
      expect(authTime, 'auth_time of the first ID token').toEqual(expect.any(Number));
    });
    await clock.advance(seconds(5));
    const { body, claims } = await refresh(session, target);
    testInfo.skip(body.id_token === undefined, NO_ID_TOKEN);
    await check('CORE-REFRESH-3', () => {
      expect(claims['auth_time'] ?? authTime, 'auth_time of the second ID token').toBe(authTime);
    });
  },
);

test(
  'CORE-REFRESH-4 refuses the refresh token of another client',
  verifies('CORE-REFRESH-4'),
  async ({ relyingParty, secondRelyingParty, target, user, check }) => {
    const session = await relyingParty.signInOnPage(user);
    const own = tokensOf(await refresh(session, target));
    const other = new TokenEndpoint(target.description, secondRelyingParty.registered);
    const answer = await other.refresh(own.refresh_token ?? refreshTokenOf(session));
    await check('CORE-REFRESH-4', () => {
      expect(answer.outcome, "the answer to another client with this client's refresh token").toBe('refused');
    });
  },
);
