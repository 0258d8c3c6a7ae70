import type { World } from './world.ts';

/** A user in a browser of their own, signed in to an application whose logout tokens arrive at `path`. */
export async function signedIn(world: World, options: { skipLogoutConsent?: boolean } = {}) {
  const path = `/logout-${Math.random().toString(36).slice(2)}`;
  const application = await world.application({ backChannelLogoutUrl: world.receiver.url(path), ...options });
  const [user, browser] = [await world.user(), world.browser()];
  const tokens = await world.signIn(browser, application, user);
  return { path, application, user, browser, ...tokens };
}
