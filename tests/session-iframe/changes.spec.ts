import { expect, given, plus, test, Undecided, verifies } from '../../fixtures/index.ts';
import { heard, newStateOf, stateOf } from './questions.ts';

test(
  'SESSION-IFRAME-1 the iframe can be asked, and says unchanged while nothing has changed',
  verifies('SESSION-IFRAME-1'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    stateOf(session);
    await check('SESSION-IFRAME-1', async () => {
      await expect(session, 'asked by a page of our own').toHaveIframeStatus('unchanged');
      await session.waitForSessionStatus('unchanged');
    });
  },
);

test(
  'SESSION-IFRAME-8 the page of the iframe comes without X-Frame-Options',
  verifies('SESSION-IFRAME-8'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmIframe();
    const page = await relyingParty.newPage();
    const url = new URL(relyingParty.registered.endpoints.checkSession);
    url.searchParams.set('client_id', relyingParty.clientId);
    url.searchParams.set('redirect_uri', relyingParty.urls.callback);
    const answer = await page.goto(url.href);
    if (answer === null) throw new Undecided('the page of the iframe brought no answer');
    const headers = await answer.allHeaders();
    await check('SESSION-IFRAME-8', () => {
      expect(headers['x-frame-options'] ?? 'none').toBe('none');
    });
  },
);

test(
  'SESSION-IFRAME-2 after a logout the iframe says changed, to both clients of the session',
  verifies('SESSION-IFRAME-2'),
  async ({ relyingParty, secondRelyingParty, user, check }) => {
    const first = await relyingParty.signIn(user);
    await first.stopRefreshing();
    const second = await secondRelyingParty.joinSession();
    await second.stopRefreshing();
    // The state from before the second client joined may have been changed by that.
    const state = await newStateOf(first);
    await first.confirmIframe(state);
    await second.confirmIframe();
    await first.confirmAlive();
    await second.logOut();
    const replies = [heard(await first.askIframe(state)), heard(await second.askIframe())];
    await given('RPLOGOUT-END-1', () => expect(first).toHaveEnded());
    await check('SESSION-IFRAME-2', () => {
      expect(replies).toEqual(['changed', 'changed']);
    });
  },
);

test(
  'SESSION-IFRAME-12 the iframe says changed, and after a silent renewal unchanged: another client has joined the session',
  verifies('SESSION-IFRAME-12', 'SESSION-IFRAME-15'),
  async ({ relyingParty, secondRelyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await session.confirmIframe();
    await secondRelyingParty.joinSession();
    await check('SESSION-IFRAME-15', () => expect(session).toHaveIframeStatus('changed'));
    const state = await newStateOf(session);
    await check('SESSION-IFRAME-12', () => expect(session).toHaveIframeStatus('unchanged', state));
  },
);

test(
  'SESSION-IFRAME-10 the iframe says changed: after idle expiry',
  verifies('SESSION-IFRAME-10'),
  async ({ relyingParty, user, clock, timings, check }) => {
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await session.confirmAlive();
    await session.confirmIframe();
    await clock.advance(plus(timings.idleTimeout, timings.margin));
    const reply = heard(await session.askIframe());
    await given('IS-IDLE-2', () => expect(session).toHaveEnded());
    await check('SESSION-IFRAME-10', () => {
      expect(reply).toBe('changed');
    });
  },
);

test(
  'SESSION-IFRAME-11 the iframe says changed: after the session was ended through the API',
  verifies('SESSION-IFRAME-11'),
  async ({ relyingParty, user, admin, check }) => {
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await session.confirmAlive();
    await session.confirmIframe();
    await admin.terminateSessions(user);
    const reply = heard(await session.askIframe());
    await given('IS-ADMIN-2', () => expect(session).toHaveEnded());
    await check('SESSION-IFRAME-11', () => {
      expect(reply).toBe('changed');
    });
  },
);
