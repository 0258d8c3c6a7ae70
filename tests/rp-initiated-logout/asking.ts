import { test as base } from '../../fixtures/index.ts';
import type { RelyingParty } from '../../fixtures/relying-party.ts';

export const test = base.extend<{ openAskingRelyingParty: () => Promise<RelyingParty> }>({
  /** Opens a relying party for which the provider is not told to skip the question whether to log out. */
  openAskingRelyingParty: async ({ newRelyingParty }, use) => {
    await use(() => newRelyingParty({ application: { skipLogoutConsent: false } }));
  },
});
