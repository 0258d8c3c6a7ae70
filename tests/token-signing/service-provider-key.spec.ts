import { readDiscovery } from '../../fixtures/exchanges/discovery.ts';
import { expect, signWithServiceProviderKey, test, verifies } from '../../fixtures/index.ts';
import { readKeys } from '../../fixtures/exchanges/keys.ts';
import { newState } from '../../fixtures/exchanges/logout-parameters.ts';
import { requestLogoutAnswering } from '../../fixtures/exchanges/logout.ts';
import { LONGEST_RESTART_MS } from '../../fixtures/server/restart.ts';
import { signersOf } from './signer.ts';

test(
  "IS-SIGN-4 with sign_with_sp_key=false the ID token of another tenant's user is signed with a key that its issuer publishes, and serves as a hint",
  { ...verifies('IS-SIGN-4', 'IS-SIGN-5'), tag: '@restart' },
  async ({ reconfigureServer, tenant, registerRelyingParty, openRelyingParty, target, check }, testInfo) => {
    testInfo.setTimeout(testInfo.timeout + LONGEST_RESTART_MS);
    await reconfigureServer([signWithServiceProviderKey(false)]);
    const registered = await registerRelyingParty({ application: { saas: true, tenantDomainInSubject: true } });
    const relyingParty = await openRelyingParty(registered);
    const guest = await tenant.createUser();
    const session = await relyingParty.signIn({ ...guest, user: `${guest.user}@${tenant.domain}` });
    const { endpoints } = await readDiscovery({ ...target.description, baseUrl: tenant.baseUrl });
    const signers = await signersOf(session.signedIn.idToken, {
      'the issuer': await readKeys(target.description, registered.endpoints.jwks),
      "the user's tenant": await readKeys(target.description, endpoints.jwks),
    });
    await check('IS-SIGN-4', () => {
      const signer = signers.includes('the issuer') ? 'the issuer' : signers.join(', ') || 'somebody else';
      expect(signer, 'who has signed the ID token').toBe('the issuer');
    });

    await session.confirmAlive();
    const state = newState();
    const { loggedOut } = relyingParty.urls;
    const parameters = { id_token_hint: session.signedIn.idToken, post_logout_redirect_uri: loggedOut, state };
    const answer = await requestLogoutAnswering(relyingParty, { parameters }, 'Yes');
    await check('IS-SIGN-5', async () => {
      expect(answer).toHaveReturned(loggedOut, state);
      await expect(session).toHaveEnded();
    });
  },
);
