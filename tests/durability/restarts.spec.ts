import { readDiscovery } from '../../fixtures/exchanges/discovery.ts';
import { readKeys } from '../../fixtures/exchanges/keys.ts';
import { newState } from '../../fixtures/exchanges/logout-parameters.ts';
import { requestLogoutAnswering } from '../../fixtures/exchanges/logout.ts';
import { expect, seconds, signWithServiceProviderKey, test, verifies, type User } from '../../fixtures/index.ts';
import type { RelyingParty } from '../../fixtures/relying-party.ts';
import { LONGEST_RESTART_MS } from '../../fixtures/server/restart.ts';
import type { Session } from '../../fixtures/session.ts';
import { signersOf } from '../token-signing/signer.ts';

// One after the other: the first restart brings the settings of the second test, and the crash takes them back.
test.describe.configure({ mode: 'default' });

const SETTINGS = [signWithServiceProviderKey(false)];

/** Two clients of one session, quiet from now on. */
async function signInTwice(first: RelyingParty, second: RelyingParty, user: User): Promise<[Session, Session]> {
  const sessions: [Session, Session] = [await first.signIn(user), await second.joinSession()];
  for (const session of sessions) {
    await session.stopRefreshing();
    await session.confirmAlive();
  }
  return sessions;
}

async function expectAlive(sessions: readonly Session[]): Promise<void> {
  for (const session of sessions) await expect(session).toBeAlive();
}

async function expectTold(sessions: readonly Session[]): Promise<void> {
  for (const session of sessions) await expect(session).toHaveReceivedLogoutToken();
}

test(
  'IS-DURABLE-1 a session survives a restart of the server, and a logout after it notifies every client',
  { ...verifies('IS-DURABLE-1', 'IS-DURABLE-3', 'IS-DURABLE-4'), tag: '@restart' },
  async (
    {
      relyingParty,
      secondRelyingParty,
      registerRelyingParty,
      openRelyingParty,
      confirmNotification,
      otherBrowser,
      user,
      createUser,
      restartServer,
      check,
    },
    testInfo,
  ) => {
    testInfo.setTimeout(testInfo.timeout + LONGEST_RESTART_MS);
    const registered = await registerRelyingParty({ registration: { silentTimeoutMs: seconds(3) } });
    const open = await (await openRelyingParty(registered, otherBrowser)).signIn(await createUser());
    await open.confirmAlive();
    await confirmNotification(relyingParty);
    const sessions = await signInTwice(relyingParty, secondRelyingParty, user);
    const whileDown = await restartServer('graceful', { whileDown: () => open.refreshNow(), settings: SETTINGS });
    expect(whileDown?.outcome, 'of the call while the server was away').toBe('lost');
    await check('IS-DURABLE-1', () => expectAlive([...sessions, open]));
    await check(
      'IS-DURABLE-3',
      async () => {
        for (let call = 0; call < 2; call += 1) expect((await open.refreshNow()).outcome).toBe('renewed');
      },
      { needs: ['IS-DURABLE-1'] },
    );
    await sessions[0].logOut();
    await check('IS-DURABLE-4', () => expectTold(sessions), { needs: ['IS-DURABLE-1'] });
  },
);

test(
  "IS-SIGN-4 with sign_with_sp_key=false the ID token of another tenant's user is signed with a key that its issuer publishes, and serves as a hint",
  { ...verifies('IS-SIGN-4', 'IS-SIGN-5'), tag: '@restart' },
  async ({ reconfigureServer, tenant, registerRelyingParty, openRelyingParty, target, check }, testInfo) => {
    testInfo.setTimeout(testInfo.timeout + LONGEST_RESTART_MS);
    await reconfigureServer(SETTINGS);
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

test(
  'IS-DURABLE-2 a session survives a crash of the server, and a logout after it notifies every client',
  { ...verifies('IS-DURABLE-2', 'IS-DURABLE-4'), tag: '@restart' },
  async ({ relyingParty, secondRelyingParty, user, restartServer, confirmNotification, check }, testInfo) => {
    testInfo.setTimeout(testInfo.timeout + LONGEST_RESTART_MS);
    await confirmNotification(relyingParty);
    const sessions = await signInTwice(relyingParty, secondRelyingParty, user);
    await restartServer('kill');
    await check('IS-DURABLE-2', () => expectAlive(sessions));
    await sessions[0].logOut();
    await check('IS-DURABLE-4', () => expectTold(sessions), { needs: ['IS-DURABLE-2'] });
  },
);
