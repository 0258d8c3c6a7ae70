import { expect, given, test, verifies } from '../../fixtures/index.ts';
import { newCode, TokenEndpoint, tokensOf } from '../../fixtures/exchanges/token-endpoint.ts';

for (const { id, claim, isBusinessOf } of [
  { id: 'CORE-SUB-1', claim: 'sub', isBusinessOf: 'CORE-IDTOKEN-1' },
  { id: 'CORE-SID-1', claim: 'sid', isBusinessOf: 'CORE-IDTOKEN-2' },
] as const) {
  test(
    `${id} keeps the ${claim} through silent requests`,
    verifies(id),
    async ({ relyingParty, target, user, check }) => {
      const session = await relyingParty.signIn(user);
      const endpoint = new TokenEndpoint(target.description, relyingParty.registered);
      const answer = await endpoint.redeem(await newCode(session), relyingParty.urls.silentCallback);
      tokensOf(answer);
      await given(isBusinessOf, () => {
        expect(session.signedIn.claims[claim], `${claim} of the sign-in`).toEqual(expect.any(String));
      });
      await check(id, () => {
        expect(answer.claims[claim], `${claim} of the silent request`).toBe(session.signedIn.claims[claim]);
      });
    },
  );
}
