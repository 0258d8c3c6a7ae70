import { confirmActive } from '../../fixtures/exchanges/token-client.ts';
import { newCode, TokenEndpoint, tokensOf } from '../../fixtures/exchanges/token-endpoint.ts';
import {
  ACCOUNT_DISABLING,
  type AdminClient,
  expect,
  type Feature,
  given,
  PASSWORD_RECOVERY,
  RECOVERY_API,
  resetPassword,
  test,
  type User,
  verifies,
} from '../../fixtures/index.ts';
import type { RequirementId } from '../../requirements/index.ts';
import { expectEnded, expectTold } from './ended.ts';

interface Change {
  readonly by: string;
  readonly change: (admin: AdminClient, user: User) => Promise<void>;
  /** What the server may have to be told first that it can. */
  readonly feature?: Feature;
  /** The sessions end. */
  readonly ends: RequirementId;
  /** Their clients are told. */
  readonly tells: RequirementId;
  /** Access tokens are inactive. */
  readonly access: RequirementId;
  /** Refresh tokens are useless. */
  readonly refresh: RequirementId;
}

const CHANGES: readonly Change[] = [
  {
    by: 'a change of password',
    change: (admin, user) => admin.changePassword(user, `${user.password}-new`),
    ends: 'IS-ADMIN-4',
    tells: 'IS-ADMIN-7',
    access: 'IS-ACCOUNT-5',
    refresh: 'IS-ACCOUNT-9',
  },
  {
    by: 'the deletion of the user',
    change: (admin, user) => admin.deleteUser(user.id),
    ends: 'IS-ADMIN-5',
    tells: 'IS-ADMIN-8',
    access: 'IS-ACCOUNT-6',
    refresh: 'IS-ACCOUNT-10',
  },
  {
    by: 'a password that an administrator sets',
    change: (admin, user) => admin.setPassword(user, `${user.password}-new`),
    ends: 'IS-ACCOUNT-1',
    tells: 'IS-ACCOUNT-3',
    access: 'IS-ACCOUNT-7',
    refresh: 'IS-ACCOUNT-11',
  },
  {
    by: 'a password that replaces a forgotten one',
    feature: PASSWORD_RECOVERY,
    change: async (admin, user) => {
      const done = await resetPassword(admin.api, user, `${user.password}-new`);
      test.skip(!done, `does not apply: the server does not have ${RECOVERY_API}`);
    },
    ends: 'IS-ACCOUNT-20',
    tells: 'IS-ACCOUNT-21',
    access: 'IS-ACCOUNT-22',
    refresh: 'IS-ACCOUNT-23',
  },
  {
    by: 'a lock of the account',
    change: (admin, user) => admin.setLocked(user, true),
    ends: 'IS-ACCOUNT-2',
    tells: 'IS-ACCOUNT-4',
    access: 'IS-ACCOUNT-8',
    refresh: 'IS-ACCOUNT-12',
  },
  {
    by: 'disabling the account',
    feature: ACCOUNT_DISABLING,
    change: (admin, user) => admin.setDisabled(user, true),
    ends: 'IS-ACCOUNT-15',
    tells: 'IS-ACCOUNT-16',
    access: 'IS-ACCOUNT-17',
    refresh: 'IS-ACCOUNT-18',
  },
];

for (const { by, feature, change, ends, tells, access, refresh } of CHANGES) {
  test(
    `${access} ${by} makes access tokens inactive, and ${refresh} refresh tokens useless, before any browser asks`,
    verifies(access, refresh),
    async ({ relyingParty, tokensAfter, user, admin, switchOn, check }) => {
      if (feature !== undefined) await switchOn(feature);
      const { signedIn } = await relyingParty.signIn(user);
      await confirmActive(admin, signedIn);
      await change(admin, user);
      const tokens = tokensAfter(by, relyingParty, signedIn);
      await check(access, async () => {
        expect(await tokens.accessIsActive(), 'the access token is active').toBe(false);
      });
      await check(refresh, async () => {
        expect(await tokens.refreshIsGranted(), 'the refresh token is of use').toBe(false);
      });
    },
  );

  test(
    `${ends} ${by} ends the sessions of the user in every browser, and ${tells} notifies their clients`,
    verifies(ends, tells),
    async ({ relyingParty, secondRelyingParty, openRelyingParty, otherBrowser, user, admin, switchOn, check }) => {
      if (feature !== undefined) await switchOn(feature);
      const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
      const sessions = [
        await relyingParty.signIn(user),
        await secondRelyingParty.joinSession(),
        await elsewhere.signIn(user),
      ];
      for (const session of sessions) await session.confirmAlive();
      await change(admin, user);
      await check(ends, () => expectEnded(sessions));
      await check(tells, () => expectTold(sessions), { needs: [ends] });
    },
  );
}

test(
  'IS-ACCOUNT-13 when an account is unlocked, its sessions of before the lock do not come back',
  verifies('IS-ACCOUNT-13'),
  async ({ relyingParty, user, admin, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    await admin.setLocked(user, true);
    await given('IS-ACCOUNT-2', () => expect(session).toHaveEnded());
    await admin.setLocked(user, false);
    await check('IS-ACCOUNT-13', () => expect(session).toHaveEnded());
  },
);

test(
  'IS-ACCOUNT-19 when an account is enabled again, its sessions of before do not come back',
  verifies('IS-ACCOUNT-19'),
  async ({ relyingParty, user, admin, switchOn, check }) => {
    await switchOn(ACCOUNT_DISABLING);
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    await admin.setDisabled(user, true);
    await given('IS-ACCOUNT-15', () => expect(session).toHaveEnded());
    await admin.setDisabled(user, false);
    await check('IS-ACCOUNT-19', () => expect(session).toHaveEnded());
  },
);

test(
  'IS-ACCOUNT-14 a code that was issued before the user was deleted brings no tokens',
  verifies('IS-ACCOUNT-14'),
  async ({ relyingParty, target, user, admin, check }) => {
    const session = await relyingParty.signIn(user);
    const endpoint = new TokenEndpoint(target.description, relyingParty.registered);
    const { silentCallback } = relyingParty.urls;
    tokensOf(await endpoint.redeem(await newCode(session), silentCallback));
    const code = await newCode(session);
    await admin.deleteUser(user.id);
    const answer = await endpoint.redeem(code, silentCallback);
    await check('IS-ACCOUNT-14', () => {
      expect(answer.outcome).toBe('refused');
    });
  },
);
