import { days, hours, minus, minutes, plus, seconds, type Duration } from '../../../containers/durations.ts';
import type { User } from '../../../containers/identity-server/admin-client.ts';
import type { Browser } from '../browser.ts';
import { outcome, type Scene } from '../scene.ts';
import type { Probe } from './probe.ts';

const IDLE_TIMEOUT = minutes(15);
const REMEMBERED = days(14);

/** Signs in, recorded and without tokens. */
async function begin(scene: Scene, { user, ...options }: { remember?: boolean; user?: User } = {}): Promise<Browser> {
  const browser = scene.browser();
  await scene.signIn(browser, scene.world.clients.A, user ?? (await scene.user()), options);
  return browser;
}

/** How many silent calls succeed, one each `interval`, of `calls`. */
async function keepAlive(scene: Scene, browser: Browser, interval: Duration, calls: number): Promise<number> {
  for (let kept = 0; kept < calls; kept += 1) {
    await scene.advance(interval);
    if (!(await scene.isLive(browser))) return kept;
  }
  return calls;
}

async function idleTimeout(scene: Scene): Promise<unknown> {
  const browser = await begin(scene);
  const received = await scene.listen();
  const kept = await keepAlive(scene, browser, minus(IDLE_TIMEOUT, minutes(1)), 20);
  await scene.advance(plus(IDLE_TIMEOUT, minutes(1)));
  const after = outcome(await scene.silent(browser, scene.world.clients.A));
  const cookies = (await browser.cookies()).map(({ name }) => name).sort();
  return { kept, after, backChannelOnIdleExpiry: (await received(0)).length, cookies };
}

/** What is done after 10 minutes, and the status of its answer; is the session alive another 10 minutes later? */
const NOT_SILENT: Readonly<Record<string, (scene: Scene, session: Session) => Promise<number>>> = {
  userinfo: async (scene, session) => (await scene.userinfo(session)).status,
  refresh: async (scene, { refreshToken }) => {
    await scene.token(scene.world.clients.A, { grant_type: 'refresh_token', refresh_token: refreshToken });
    return 200;
  },
  checksession: async (scene, { browser }) => {
    const { clientId, callback } = scene.world.clients.A;
    const query = new URLSearchParams({ client_id: clientId, redirect_uri: callback }).toString();
    return (await browser.send(scene.url(`/oidc/checksession?${query}`))).status;
  },
  refusedSilent: async (scene, { browser }) =>
    (await scene.silent(browser, scene.world.clients.A, { prompt: 'none login' })).status,
  extendSession: async (scene, { browser }) => (await browser.send(scene.url('/identity/extend-session'))).status,
};
type Session = Awaited<ReturnType<Scene['signInForTokens']>> & { readonly browser: Browser };

async function whatExtends(scene: Scene): Promise<unknown> {
  const observed: Record<string, unknown> = {};
  const user = await scene.user();
  for (const [name, act] of Object.entries(NOT_SILENT)) {
    const browser = scene.browser();
    const tokens = await scene.signInForTokens(browser, scene.world.clients.A, user);
    await scene.advance(minutes(10));
    const status = await act(scene, { ...tokens, browser });
    await scene.advance(minutes(10));
    observed[name] = { status, sessionLiveAt20min: await scene.isLive(browser) };
  }
  return observed;
}

async function rememberedDays(scene: Scene): Promise<unknown> {
  const browser = await begin(scene, { remember: true });
  for (let day = 1; day <= 20; day += 1) {
    await scene.advance(days(1));
    if (!(await scene.isLive(browser))) return { diedOnDay: day };
  }
  return { diedOnDay: null };
}

async function boundary(scene: Scene): Promise<unknown> {
  const user = await scene.user();
  const aliveAfter = async (idle: Duration): Promise<boolean> => {
    const browser = await begin(scene, { user });
    await scene.advance(idle);
    return scene.isLive(browser);
  };
  const before = await aliveAfter(minus(IDLE_TIMEOUT, seconds(10)));
  return { before, after: await aliveAfter(plus(IDLE_TIMEOUT, seconds(10))) };
}

async function remembered(scene: Scene): Promise<unknown> {
  const browser = await begin(scene, { remember: true });
  await scene.advance(minus(REMEMBERED, days(1)));
  const at13d = await scene.isLive(browser);
  await scene.advance(hours(23));
  const at13d23h = await scene.isLive(browser);
  await scene.advance(hours(2));
  return { at13d, at13d23h, at14d1h: await scene.isLive(browser) };
}

/** The facts behind the name were measured with a call every 10 minutes; fewer jumps of the clock would do as well. */
async function threeDays(scene: Scene): Promise<unknown> {
  const { browser } = await scene.signedIn();
  const interval = minutes(10);
  const calls = hours(72) / interval;
  return { aliveAfterHours: ((await keepAlive(scene, browser, interval, calls)) * interval) / hours(1) };
}

async function expiredHint(scene: Scene): Promise<unknown> {
  const { A } = scene.world.clients;
  const [user, browser] = [await scene.user(), scene.browser()];
  const { idToken } = await scene.signInForTokens(browser, A, user, { remember: true });
  await scene.advance(hours(2));
  const parameters = { id_token_hint: idToken, post_logout_redirect_uri: A.loggedOut, state: 'exp' };
  const { status, location: loc } = await scene.logOut(browser, parameters);
  return { status, loc, silent: outcome(await scene.silent(browser, A)) };
}

const needs = ['movable clock'] as const;

export const timeProbes: readonly Probe[] = [
  {
    name: 'idle timeout default 15 min: silent call each 14 min x 20 keeps alive, then 16 min idle ends it',
    needs,
    run: idleTimeout,
  },
  { name: 'idle boundary: 14m50s and 15m10s', needs, run: boundary },
  { name: 'userinfo, refresh and session iframe do not extend the idle clock', needs, run: whatExtends },
  { name: 'remember me 14 days: cookie, 13 d, 13 d 23 h, 14 d 1 h', needs, run: remembered },
  { name: 'remember me is not extended by silent calls', needs, run: rememberedDays },
  {
    name: 'silent calls every 5 min for 3 days without remember me: is there a maximum lifetime by default',
    needs,
    run: threeDays,
  },
  { name: 'expired id_token_hint at logout (2 h old)', needs, run: expiredHint },
];
