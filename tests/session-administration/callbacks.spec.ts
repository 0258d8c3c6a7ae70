import { logoutParameters, newState } from '../../fixtures/exchanges/logout-parameters.ts';
import { requestLogoutAnswering } from '../../fixtures/exchanges/logout.ts';
import { expect, given, test, verifies } from '../../fixtures/index.ts';

/** The one that is registered in place of another. */
const replacing = (uri: string): string => `${uri}?new=1`;

test(
  'IS-APP-7 a callback that is replaced while a session lives is not redirected to any more, and IS-APP-8 the session goes on by the new one',
  verifies('IS-APP-7', 'IS-APP-8', 'IS-APP-9', 'IS-APP-10', 'IS-APP-11'),
  async ({ relyingParty, newRelyingParty, context, target, user, admin, check }) => {
    const changed = await newRelyingParty();
    const session = await changed.signIn(user);
    const other = await relyingParty.joinSession();
    for (const each of [session, other]) {
      await each.stopRefreshing();
      await each.confirmAlive();
    }
    const statuses: number[] = [];
    context.on('response', (response) => {
      if (response.url().startsWith(target.description.baseUrl)) statuses.push(response.status());
    });
    const { callback, silentCallback, loggedOut } = changed.urls;
    const { id } = changed.registered.application;
    await admin.changeCallbacks(id, [callback, replacing(silentCallback), replacing(loggedOut)]);

    const former = await changed.askAtTopLevel({ prompt: 'none' });
    await check('IS-APP-7', () => {
      expect(former.kind, 'what a request with the former callback ends with').toBe('page');
    });
    const now = await changed.askSilently({ redirect_uri: replacing(silentCallback) });
    await check('IS-APP-8', async () => {
      expect(now).toBeACode();
      await expect(other).toBeAlive();
    });
    const formerLogout = { parameters: logoutParameters(session, { state: newState() }) };
    const refused = await requestLogoutAnswering(changed, formerLogout, 'Yes');
    await check('IS-APP-9', () => {
      expect(refused).toHaveVisitedNoneOf([loggedOut]);
    });
    await check('IS-APP-11', () => {
      expect(
        statuses.filter((status) => status >= 500),
        'faults of the server',
      ).toEqual([]);
    });
    await check(
      'IS-APP-10',
      async () => {
        await given('RPLOGOUT-REDIRECT-8', () => expect(other).toBeAlive());
        const parameters = logoutParameters(session, { post_logout_redirect_uri: replacing(loggedOut) });
        const answer = await requestLogoutAnswering(changed, { parameters }, 'Yes');
        expect(answer.url.href, 'where the logout leads').toContain(replacing(loggedOut));
        await expect(other).toHaveReceivedLogoutToken();
      },
      { needs: ['IS-APP-9'] },
    );
  },
);
