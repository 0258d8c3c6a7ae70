import { createHash } from 'node:crypto';
import { decodeProtectedHeader } from 'jose';
import { authorizeByPassword } from '../../fixtures/exchanges/authorization-endpoint.ts';
import { readDiscovery } from '../../fixtures/exchanges/discovery.ts';
import { expect, given, test, verifies } from '../../fixtures/index.ts';
import { newCode, TokenEndpoint, tokensOf } from '../../fixtures/exchanges/token-endpoint.ts';

/** The left half of the hash that the algorithm of the ID token uses. */
function halfHash(accessToken: string, algorithm: string | undefined): string {
  const hash = createHash(`sha${algorithm?.slice(2) ?? ''}`)
    .update(accessToken, 'ascii')
    .digest();
  return hash.subarray(0, hash.length / 2).toString('base64url');
}

test(
  'CORE-IDTOKEN-1 gives an ID token that is complete and meant for this client',
  verifies('CORE-IDTOKEN-1'),
  async ({ relyingParty, target, user, check }) => {
    const answer = await authorizeByPassword(relyingParty, user);
    await given('CORE-CODE-1', () => {
      expect(answer).toBeACode();
    });
    const code = answer.kind === 'answer' ? answer.parameters.get('code') : null;
    const endpoint = new TokenEndpoint(target.description, relyingParty.registered);
    const answered = await endpoint.redeem(code ?? '', relyingParty.urls.silentCallback);
    tokensOf(answered);
    await check('CORE-IDTOKEN-1', () => {
      expect(answered.claims, 'claims of the ID token').toMatchObject({
        iss: relyingParty.registered.endpoints.issuer,
        sub: expect.stringMatching(/./),
        exp: expect.any(Number),
        iat: expect.any(Number),
        nonce: answer.sent.get('nonce'),
      });
      expect([answered.claims.aud].flat(), 'audience').toContain(relyingParty.clientId);
    });
  },
);

test(
  'CORE-IDTOKEN-2 puts a sid into ID tokens, as the metadata says',
  verifies('CORE-IDTOKEN-2'),
  async ({ relyingParty, target, user, check }, testInfo) => {
    const { document } = await readDiscovery(target.description);
    testInfo.skip(
      document['backchannel_logout_session_supported'] !== true,
      'does not apply: the metadata does not say that logout tokens carry a sid',
    );
    const { signedIn } = await relyingParty.signInOnPage(user);
    await check('CORE-IDTOKEN-2', () => {
      expect(signedIn.claims['sid'], 'sid of the ID token').toEqual(expect.any(String));
    });
  },
);

test(
  'CORE-ATHASH-1 hashes the access token that comes with the ID token',
  verifies('CORE-ATHASH-1'),
  async ({ relyingParty, user, check }) => {
    const { signedIn } = await relyingParty.signInOnPage(user);
    const expected = halfHash(signedIn.accessToken, decodeProtectedHeader(signedIn.idToken).alg);
    await check('CORE-ATHASH-1', () => {
      expect(signedIn.claims['at_hash'] ?? expected, 'at_hash').toBe(expected);
    });
  },
);

test(
  'CORE-USERINFO-1 names the user by the sub of the ID token',
  verifies('CORE-USERINFO-1'),
  async ({ relyingParty, target, user, check }) => {
    const session = await relyingParty.signInOnPage(user);
    const endpoint = new TokenEndpoint(target.description, relyingParty.registered);
    const { status, claims } = await endpoint.userInfo(session.signedIn.accessToken);
    expect(status, 'status of the userinfo answer').toBe(200);
    await check('CORE-USERINFO-1', () => {
      expect(claims['sub'], 'sub of the userinfo answer').toBe(session.sub);
    });
  },
);

for (const { grant, ask } of [
  {
    grant: 'code',
    ask: (endpoint: TokenEndpoint, { code, redirectUri }: Grants) => endpoint.redeem(code, redirectUri),
  },
  {
    grant: 'refresh token',
    ask: (endpoint: TokenEndpoint, { refreshToken }: Grants) => endpoint.refresh(refreshToken),
  },
]) {
  test(
    `CORE-CACHE-1 forbids caches to keep tokens: ${grant}`,
    verifies('CORE-CACHE-1'),
    async ({ relyingParty, target, user, check }) => {
      const session = await relyingParty.signInOnPage(user);
      const answer = await ask(new TokenEndpoint(target.description, relyingParty.registered), {
        code: await newCode(session),
        redirectUri: relyingParty.urls.silentCallback,
        refreshToken: session.signedIn.refreshToken ?? '',
      });
      tokensOf(answer);
      await check('CORE-CACHE-1', () => {
        expect(answer.headers.get('cache-control') ?? '', 'Cache-Control').toMatch(/\bno-store\b/i);
        expect(answer.headers.get('pragma') ?? '', 'Pragma').toMatch(/\bno-cache\b/i);
      });
    },
  );
}

interface Grants {
  readonly code: string;
  readonly redirectUri: string;
  readonly refreshToken: string;
}
