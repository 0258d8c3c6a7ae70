import { compactVerify, decodeJwt, decodeProtectedHeader, importJWK } from 'jose';
import { expect, given, test, Undecided, verifies } from '../../fixtures/index.ts';
import { readKeys, type PublishedKeys } from '../../fixtures/exchanges/keys.ts';

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';
const LONGEST_LIFE_SECONDS = 120;

/** Without the prefix that may be left out, in lower case. */
const typeOf = (token: string): string =>
  decodeProtectedHeader(token)
    .typ?.toLowerCase()
    .replace(/^application\//, '') ?? 'no typ';

/** What the token says of the logout event; undefined where it has no such event. */
function eventOf(token: string): unknown {
  const { events } = decodeJwt<{ events?: Readonly<Record<string, unknown>> }>(token);
  return events?.[LOGOUT_EVENT];
}

/** In seconds. @throws Undecided, blocked by BACK-TOKEN-1, where it does not say. */
function lifeOf(token: string): number {
  const { exp, iat } = decodeJwt(token);
  if (exp === undefined || iat === undefined)
    throw new Undecided('the logout token does not say when it was issued, or when it expires', 'BACK-TOKEN-1');
  return exp - iat;
}

/** The published key that the token is signed with; none where it is another. */
async function keyOf(token: string, { keys }: PublishedKeys): Promise<string> {
  const alg = decodeProtectedHeader(token).alg ?? 'none';
  for (const key of keys) {
    const fits = await importJWK(key, alg).then(
      (imported) => compactVerify(token, imported).then(Boolean, () => false),
      () => false,
    );
    if (fits) return key.kid ?? 'the only one';
  }
  return 'none';
}

test(
  'BACK-TOKEN-1 the logout token passes every check of a relying party, and everything else that is required of it: two clients',
  verifies(
    'BACK-TOKEN-1',
    'BACK-TOKEN-2',
    'BACK-TOKEN-3',
    'BACK-TOKEN-4',
    'BACK-TOKEN-7',
    'BACK-TOKEN-8',
    'BACK-TOKEN-9',
    'BACK-TOKEN-10',
  ),
  async ({ relyingParty, secondRelyingParty, user, target, check }) => {
    const sessions = [await relyingParty.signIn(user), await secondRelyingParty.joinSession()] as const;
    await sessions[0].logOut();
    const sent = await Promise.all(sessions.map((session) => session.waitForLogoutToken()));
    const tokens = sent.map(({ token }) => token);
    await given('BACK-DELIVERY-2', () => {
      expect(tokens).not.toContain('');
    });
    await check('BACK-TOKEN-1', () => {
      expect(sent.map(({ problem }) => problem ?? 'none')).toEqual(['none', 'none']);
    });
    await check('BACK-TOKEN-2', async () => {
      for (const session of sessions) await expect(session).toBeNamedByItsLogoutToken();
    });
    await check('BACK-TOKEN-3', () => {
      expect(tokens.map((token) => typeOf(token))).toEqual(['logout+jwt', 'logout+jwt']);
    });
    await check('BACK-TOKEN-4', () => {
      expect(Math.max(...tokens.map(lifeOf)), 'seconds').toBeLessThanOrEqual(LONGEST_LIFE_SECONDS);
    });
    await check(
      'BACK-TOKEN-7',
      () => {
        const kinds = tokens
          .map((token) => eventOf(token))
          .map((event) => (event === null ? 'null' : Array.isArray(event) ? 'array' : typeof event));
        expect(kinds).toEqual(['object', 'object']);
      },
      { needs: ['BACK-TOKEN-1'] },
    );
    await check(
      'BACK-TOKEN-8',
      () => {
        expect(tokens.map((token) => eventOf(token))).toEqual([{}, {}]);
      },
      { needs: ['BACK-TOKEN-1', 'BACK-TOKEN-7'] },
    );
    const idTokens = sessions.map(({ signedIn }) => signedIn.idToken);
    await check(
      'BACK-TOKEN-9',
      async () => {
        const published = await readKeys(target.description, relyingParty.registered.endpoints.jwks);
        const keysOf = (all: readonly string[]) => Promise.all(all.map((token) => keyOf(token, published)));
        expect(await keysOf(tokens), 'ids of the keys').toEqual(await keysOf(idTokens));
      },
      { needs: ['BACK-TOKEN-1'] },
    );
    await check(
      'BACK-TOKEN-10',
      () => {
        const algorithmsOf = (all: readonly string[]) => all.map((token) => decodeProtectedHeader(token).alg);
        expect(algorithmsOf(tokens)).toEqual(algorithmsOf(idTokens));
      },
      { needs: ['BACK-TOKEN-1'] },
    );
  },
);

test(
  'BACK-TOKEN-5 every logout token has a jti of its own: two clients, and a later logout of somebody else',
  verifies('BACK-TOKEN-5'),
  async ({ relyingParty, secondRelyingParty, user, barrier, check }) => {
    const sessions = [await relyingParty.signIn(user), await secondRelyingParty.joinSession()] as const;
    await sessions[0].logOut();
    await Promise.all(sessions.map((session) => session.waitForLogoutToken()));
    await barrier([relyingParty, secondRelyingParty]);
    const sent = [...(await relyingParty.allLogoutTokens()), ...(await secondRelyingParty.allLogoutTokens())];
    await given('BACK-DELIVERY-2', () => {
      expect(sent.map(({ token }) => token)).not.toContain('');
    });
    // A token that was sent twice is one token.
    const tokens = [...new Set(sent.map(({ token }) => token))];
    const ids = tokens.map((token) => decodeJwt(token).jti);
    await check('BACK-TOKEN-5', () => {
      expect(
        ids.filter((id, index) => typeof id !== 'string' || ids.indexOf(id) !== index).map((id) => id ?? 'none'),
        'jtis that are missing, or were used before',
      ).toEqual([]);
    });
  },
);
