import type { LaunchOptions } from '@playwright/test';
import { proxyFor } from '../lib/proxy.ts';
import type { Settings } from '../targets/settings.ts';

/** The browser reaches the server by the same proxy as the suite does, and this machine by none. */
export function proxyOfBrowser({ IS_URL }: Settings): Pick<LaunchOptions, 'proxy'> {
  const proxy = IS_URL === undefined ? undefined : proxyFor(IS_URL);
  if (proxy === undefined) return {};
  const { username, password } = proxy;
  const exceptions = process.env['NO_PROXY'] ?? process.env['no_proxy'];
  const bypass = ['localhost', '127.0.0.1', '[::1]', exceptions].filter((each) => each !== undefined);
  return {
    proxy: {
      server: proxy.origin,
      bypass: bypass.join(','),
      ...(username === '' ? {} : { username: decodeURIComponent(username), password: decodeURIComponent(password) }),
    },
  };
}
