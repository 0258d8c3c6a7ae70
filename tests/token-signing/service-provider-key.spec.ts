import { compactVerify, createLocalJWKSet } from 'jose';
import { signWithServiceProviderKey } from '../../containers/identity-server/deployment-toml.ts';
import { readKeys } from '../../fixtures/keys.ts';
import { newState, requestLogout } from '../../fixtures/logout.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';
import { LONGEST_RESTART_MS } from '../../fixtures/restart.ts';

test(
  "with sign_with_sp_key=false the tokens of another tenant's user can be verified with the keys of the issuer that they name, and serve as a hint",
  { ...verifies('IS-SIGN-4', 'IS-SIGN-5'), tag: '@restart' },
  async ({ reconfigureServer, tenant, registerRelyingParty, openRelyingParty, target, check }, testInfo) => {
    testInfo.setTimeout(testInfo.timeout + LONGEST_RESTART_MS);
    await reconfigureServer([signWithServiceProviderKey(false)]);
    const registered = await registerRelyingParty({ application: { saas: true, tenantDomainInSubject: true } });
    const relyingParty = await openRelyingParty(registered);
    const guest = await tenant.createUser();
    const session = await relyingParty.signIn({ ...guest, user: `${guest.user}@${tenant.domain}` });
    expect(session.signedIn.claims['iss']).toBe(registered.endpoints.issuer);
    const published = createLocalJWKSet(await readKeys(target.description, registered.endpoints.jwks));
    await check('IS-SIGN-4', () => compactVerify(session.signedIn.idToken, published));

    await expect(session).toBeAlive();
    const state = newState();
    const { loggedOut } = relyingParty.urls;
    const parameters = { id_token_hint: session.signedIn.idToken, post_logout_redirect_uri: loggedOut, state };
    await check('IS-SIGN-5', async () => {
      expect(await requestLogout(relyingParty, { parameters })).toHaveReturned(loggedOut, state);
      await expect(session).toHaveEnded();
    });
  },
);
