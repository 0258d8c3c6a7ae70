import { authorizeByPost } from '../../fixtures/exchanges/authorization-endpoint.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';
import type { Session } from '../../fixtures/session.ts';

test(
  'CORE-METHOD-1 accepts an authentication request by POST',
  verifies('CORE-METHOD-1'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signInOnPage(user);
    await session.confirmAlive();
    const answer = await authorizeByPost(relyingParty);
    await check('CORE-METHOD-1', () => {
      expect(answer).toBeACode();
    });
  },
);

/** Those of the parameters for which a silent request of a live session gets no code. */
async function refusedBy(session: Session, parameters: Readonly<Record<string, string>>): Promise<string[]> {
  const refused = [];
  for (const [name, value] of Object.entries(parameters)) {
    const answer = await session.askSilently({ [name]: value });
    if (answer.kind !== 'answer' || !answer.parameters.has('code')) refused.push(name);
  }
  return refused;
}

for (const { id, what, parameters } of [
  { id: 'CORE-PARAM-1', what: 'ignores parameters that it does not know', parameters: { 'x-nobody-knows-this': '1' } },
  {
    id: 'CORE-PARAM-2',
    what: 'treats parameters without a value as absent',
    parameters: { max_age: '', id_token_hint: '', login_hint: '', ui_locales: '', acr_values: '', display: '' },
  },
  {
    id: 'CORE-PARAM-3',
    what: 'does not fail on parameters for which minimal support is enough',
    parameters: {
      display: 'popup',
      ui_locales: 'de-CH fr en',
      claims_locales: 'de-CH fr en',
      acr_values: 'urn:mace:incommon:iap:silver',
    },
  },
] as const) {
  test(`${id} ${what}`, verifies(id), async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signInOnPage(user);
    await session.confirmAlive();
    const refused = await refusedBy(session, parameters);
    await check(id, () => {
      expect(refused, 'parameters for which a request fails').toEqual([]);
    });
  });
}
