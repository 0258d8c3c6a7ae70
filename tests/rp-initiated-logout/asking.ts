import { test as base } from '../../fixtures/index.ts';
import type { RelyingParty } from '../../fixtures/relying-party.ts';

export const test = base.extend<{ openAskingRelyingParty: () => Promise<RelyingParty> }>({
  /** Opens a relying party for which the provider is not told to skip the question whether to log out. */
  openAskingRelyingParty: async ({ registerRelyingParty, openRelyingParty }, use) => {
    await use(async () => openRelyingParty(await registerRelyingParty({ application: { skipLogoutConsent: false } })));
  },
});
