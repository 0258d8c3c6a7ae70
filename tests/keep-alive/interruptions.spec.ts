import { EventEmitter, once } from 'node:events';
import { minus, plus, seconds, times } from '../../containers/durations.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

/** How long the relying party waits for the answer to a silent call. */
const SILENT_TIMEOUT = seconds(5);

test(
  'an interval longer than the idle timeout does not keep the session',
  verifies('IS-KEEPALIVE-4'),
  async ({ registerRelyingParty, openRelyingParty, user, clock, timings }) => {
    const refreshInterval = plus(timings.idleTimeout, timings.margin);
    const registered = await registerRelyingParty({ registration: { refreshIntervalMs: refreshInterval } });
    const relyingParty = await openRelyingParty(registered);
    const session = await relyingParty.signIn(user);
    await expect(session).toBeAlive();
    await clock.advance(refreshInterval);
    expect(await session.waitForSilentResult()).toMatchObject({ outcome: 'refused', error: 'login_required' });
    await expect(session).toHaveEnded();
  },
);

test(
  'an answer that is lost does not end the session: the next call renews it',
  verifies('IS-KEEPALIVE-5'),
  async ({ registerRelyingParty, openRelyingParty, user, clock, timings }) => {
    const registered = await registerRelyingParty({ registration: { silentTimeoutMs: SILENT_TIMEOUT } });
    const relyingParty = await openRelyingParty(registered);
    const session = await relyingParty.signIn(user);
    await clock.advance(timings.refreshInterval);
    await expect(session).toHaveBeenRefreshed();

    const silentCalls = `${relyingParty.urls.silent}?*`;
    await session.page.route(silentCalls, (route) => route.abort());
    await clock.advance(timings.refreshInterval);
    await clock.advance(SILENT_TIMEOUT);
    expect((await session.waitForSilentResult()).outcome).toBe('lost');
    await session.page.unroute(silentCalls);

    await clock.advance(timings.refreshInterval);
    await expect(session).toHaveBeenRefreshed();
    await expect(session.page.getByTestId('signed-in-as')).toBeVisible();
  },
);

test(
  'an answer that takes its time renews the session all the same, and the user stays signed in meanwhile',
  verifies('IS-KEEPALIVE-5'),
  async ({ relyingParty, user, clock, timings }) => {
    const session = await relyingParty.signIn(user);
    await expect(session).toBeAlive();
    const silentCalls = `${relyingParty.urls.silent}?*`;
    const network = new EventEmitter();
    const answerMayCome = once(network, 'answer');
    const asked = session.page.waitForRequest(silentCalls);
    await session.page.route(silentCalls, async (route) => {
      await answerMayCome;
      await route.continue();
    });
    const result = session.refreshNow();
    await asked;
    await expect(session.page.getByTestId('signed-in-as')).toBeVisible();
    await expect(session).toHaveIframeStatus('unchanged');
    network.emit('answer');
    expect(await result).toMatchObject({ outcome: 'renewed' });
    await session.page.unroute(silentCalls);
    await clock.advance(timings.refreshInterval);
    await expect(session).toHaveBeenRefreshed();
  },
);

test(
  'a page that slept for less than the idle timeout renews the session on waking, and after longer tells its user that it has ended',
  verifies('IS-KEEPALIVE-8'),
  async ({ relyingParty, user, clock, timings }) => {
    const session = await relyingParty.signIn(user);
    await clock.advance(timings.refreshInterval);
    await expect(session).toHaveBeenRefreshed();
    await clock.passAsleep(minus(timings.idleTimeout, timings.margin));
    await expect(session, 'on waking in time').toHaveBeenRefreshed();
    await clock.passAsleep(plus(timings.idleTimeout, timings.margin));
    expect(await session.waitForSilentResult(), 'on waking too late').toMatchObject({
      outcome: 'refused',
      error: 'login_required',
    });
    await expect(session.page.getByTestId('sign-in')).toBeVisible();
    await expect(session).toHaveEnded();
  },
);

test(
  'two tabs keep the session together, and either of them alone',
  verifies('IS-KEEPALIVE-6'),
  async ({ relyingParty, user, clock, timings }) => {
    const session = await relyingParty.signIn(user);
    const tab = await session.page.context().newPage();
    await tab.goto(relyingParty.urls.home);
    await expect(tab.getByTestId('signed-in-as')).toBeVisible();
    const rounds = Math.ceil((timings.idleTimeout * 1.5) / timings.refreshInterval);
    for (let round = 0; round < rounds; round += 1) {
      await clock.advance(timings.refreshInterval);
      await expect(session).toHaveBeenRefreshed();
    }
    await session.page.close();
    for (let round = 0; round < rounds; round += 1) {
      await clock.advance(timings.refreshInterval);
      await expect(session).toHaveBeenRefreshed();
    }
    await expect(session).toBeAlive();
  },
);

test(
  'after a logout the page sends no further silent call',
  verifies('IS-KEEPALIVE-7'),
  async ({ relyingParty, user, clock, timings }) => {
    const session = await relyingParty.signIn(user);
    await clock.advance(timings.refreshInterval);
    await expect(session).toHaveBeenRefreshed();
    await session.logOut();
    await session.waitForLoggedOut();
    const calls: string[] = [];
    session.page.context().on('request', (request) => {
      if (request.url().startsWith(relyingParty.registered.endpoints.authorization)) calls.push(request.url());
    });
    await session.page.goto(relyingParty.urls.home);
    await clock.advance(times(timings.refreshInterval, 2));
    await expect(session.page.getByTestId('sign-in')).toBeVisible();
    expect(calls).toEqual([]);
  },
);

test(
  'silent calls of one relying party keep the session for the other',
  verifies('IS-SSO-4'),
  async ({ relyingParty, secondRelyingParty, user, clock, timings }) => {
    const first = await relyingParty.signIn(user);
    const second = await secondRelyingParty.joinSession();
    await first.stopRefreshing();
    const rounds = Math.ceil((timings.idleTimeout * 1.5) / timings.refreshInterval);
    for (let round = 0; round < rounds; round += 1) {
      await clock.advance(timings.refreshInterval);
      await expect(second).toHaveBeenRefreshed();
    }
    await clock.advance(minus(timings.refreshInterval, timings.margin));
    await expect(first).toBeAlive();
  },
);
