import { logoutParameters } from '../../fixtures/exchanges/logout-parameters.ts';
import { requestLogout } from '../../fixtures/exchanges/logout.ts';
import { expect, given, seconds, test, verifies } from '../../fixtures/index.ts';
import { patience } from '../../fixtures/run/patience.ts';

test(
  'BACK-DELIVERY-1 every client of the session is sent a logout token, posted as a form: two clients, of which one asks',
  verifies('BACK-DELIVERY-1', 'BACK-DELIVERY-2'),
  async ({ relyingParty, secondRelyingParty, user, check }) => {
    const first = await relyingParty.signIn(user);
    const second = await secondRelyingParty.joinSession();
    await first.confirmAlive();
    await second.confirmAlive();
    await second.logOut();
    await given('RPLOGOUT-END-1', () => expect(first).toHaveEnded());
    await check('BACK-DELIVERY-1', async () => {
      await expect(first, 'the one that did not ask').toHaveReceivedLogoutToken();
      await expect(second, 'the one that asked').toHaveReceivedLogoutToken();
    });
    await check(
      'BACK-DELIVERY-2',
      async () => {
        for (const { relyingParty: party } of [first, second]) {
          const [request] = await party.allLogoutTokens();
          expect(request?.contentType.split(';')[0]?.trim().toLowerCase()).toBe('application/x-www-form-urlencoded');
          const names = request?.parameters.map(([name]) => name) ?? [];
          expect(names.filter((name) => name === 'logout_token')).toEqual(['logout_token']);
        }
      },
      { needs: ['BACK-DELIVERY-1'] },
    );
  },
);

test(
  'BACK-DELIVERY-3 nothing is sent to a client at which the user is not logged in: another user is logged in there',
  verifies('BACK-DELIVERY-3'),
  async ({ relyingParty, secondRelyingParty, openRelyingParty, otherBrowser, user, createUser, barrier, check }) => {
    const session = await relyingParty.signIn(user);
    const elsewhere = await openRelyingParty(secondRelyingParty.registered, otherBrowser);
    const bystander = await elsewhere.signIn(await createUser());
    await session.logOut();
    await session.waitForLogoutToken();
    await barrier([relyingParty, elsewhere]);
    const [ofUser, ofBystander] = [await elsewhere.logoutTokens(session), await elsewhere.logoutTokens(bystander)];
    await check('BACK-DELIVERY-3', () => {
      const sent = ofUser.length + ofBystander.length;
      expect(sent, 'logout tokens that name the user who has logged out, or the bystander').toBe(0);
    });
  },
);

test(
  'BACK-DELIVERY-4 a refused logout request makes the provider send nothing: its uri is not registered',
  verifies('BACK-DELIVERY-4'),
  async ({ relyingParty, secondRelyingParty, user, barrier, check }) => {
    const sessions = [await relyingParty.signIn(user), await secondRelyingParty.joinSession()] as const;
    const [session] = sessions;
    await session.confirmAlive();
    const post_logout_redirect_uri = `${relyingParty.urls.loggedOut}/not-registered`;
    await requestLogout(relyingParty, { parameters: logoutParameters(session, { post_logout_redirect_uri }) });
    await given('RPLOGOUT-REDIRECT-8', () => expect(session).toBeAlive());
    await barrier(sessions.map((each) => each.relyingParty));
    await check('BACK-DELIVERY-4', async () => {
      const sent = await Promise.all(sessions.map((each) => each.relyingParty.logoutTokens(each)));
      expect(
        sent.map(({ length }) => length),
        'logout tokens per client',
      ).toEqual([0, 0]);
    });
  },
);

/** The barrier alone may be passed sooner than a server tries again. */
const NEVER = patience(seconds(2));
const NOT_AT_ONCE = seconds(0.5);

/** How a receiver may answer, what forbids another try then, and for how long it is looked for at least. */
const answers = [
  { status: 200, id: 'BACK-DELIVERY-7', watch: NEVER },
  { status: 400, id: 'BACK-DELIVERY-7', watch: NEVER },
  { status: 204, id: 'BACK-DELIVERY-11', watch: NEVER },
  { status: 500, id: 'BACK-DELIVERY-12', watch: NOT_AT_ONCE },
] as const;

for (const { status, id, watch } of answers) {
  test(
    `${id} a logout request that was received is not sent again: the receiver answers ${String(status)}`,
    verifies(id),
    async ({ newRelyingParty, user, barrier, check }) => {
      const receiver = await newRelyingParty({ registration: { backChannel: { status, delayMs: 0 } } });
      const session = await receiver.signIn(user);
      await session.logOut();
      await session.waitForLogoutToken();
      const count = async () => (await receiver.logoutTokens(session)).length;
      const again = expect.poll(count, { intervals: [watch / 4], timeout: watch }).toBeGreaterThan(1);
      await Promise.all([barrier([receiver]), again.catch(() => undefined)]);
      const sent = await count();
      await check(id, () => {
        expect(sent, 'logout tokens').toBe(1);
      });
    },
  );
}

test(
  'BACK-DELIVERY-10 the registered uri is called with the query that is part of it',
  verifies('BACK-DELIVERY-10'),
  async ({ newRelyingParty, user, check }) => {
    const receiver = await newRelyingParty({ logoutQuery: 'tenant=a%20b%26c&tenant=d' });
    const session = await receiver.signIn(user);
    await session.logOut();
    const { query } = await session.waitForLogoutToken();
    await check('BACK-DELIVERY-10', () => {
      expect(query).toEqual([
        ['tenant', 'a b&c'],
        ['tenant', 'd'],
      ]);
    });
  },
);
