import { calculatePKCECodeChallenge, randomPKCECodeVerifier } from 'openid-client';
import { expect, test, verifies } from '../../fixtures/index.ts';
import { newCode, TokenEndpoint, tokensOf } from '../../fixtures/exchanges/token-endpoint.ts';

for (const { what, answer } of [
  { what: 'a wrong code_verifier', answer: { code_verifier: randomPKCECodeVerifier() } },
  { what: 'no code_verifier', answer: {} },
]) {
  test(
    `CORE-PKCE-1 refuses a code with a code_challenge: ${what}`,
    verifies('CORE-PKCE-1'),
    async ({ relyingParty, target, user, check }) => {
      const session = await relyingParty.signInOnPage(user);
      const endpoint = new TokenEndpoint(target.description, relyingParty.registered);
      const { silentCallback } = relyingParty.urls;
      const verifier = randomPKCECodeVerifier();
      const challenge = {
        code_challenge: await calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
      };
      tokensOf(await endpoint.redeem(await newCode(session, challenge), silentCallback, { code_verifier: verifier }));
      const refused = await endpoint.redeem(await newCode(session, challenge), silentCallback, answer);
      await check('CORE-PKCE-1', () => {
        expect(refused.outcome, `the answer to a code with ${what}`).toBe('refused');
      });
    },
  );
}

test(
  'CORE-PKCE-2 refuses a code_verifier without a code_challenge',
  verifies('CORE-PKCE-2'),
  async ({ relyingParty, target, user, check }) => {
    const session = await relyingParty.signInOnPage(user);
    const endpoint = new TokenEndpoint(target.description, relyingParty.registered);
    const { silentCallback } = relyingParty.urls;
    tokensOf(await endpoint.redeem(await newCode(session), silentCallback));
    const refused = await endpoint.redeem(await newCode(session), silentCallback, {
      code_verifier: randomPKCECodeVerifier(),
    });
    await check('CORE-PKCE-2', () => {
      expect(refused.outcome, 'the answer to a code_verifier that nobody asked for').toBe('refused');
    });
  },
);
