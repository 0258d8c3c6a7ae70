import { createHash, X509Certificate } from 'node:crypto';
import { expect, type Page } from '@playwright/test';

import { minutes, seconds } from '../../lib/durations.ts';
import type { RelyingPartyControl } from '../../containers/relying-party/client.ts';
import type { RelyingPartyEvent } from '../../containers/relying-party/protocol.ts';
import { ALICE, test as base } from './world.ts';

/** Between two silent calls of the page, where nothing else is registered. */
export const INTERVAL = minutes(5);

/** The home page in a browser that trusts both servers, with alice signed in and the timers in the test's hand. */
export const test = base.extend<{ home: Page }>({
  home: async ({ playwright, launchOptions, server, issuer, urls }, use) => {
    const pins = [server, issuer].map(({ certificate }) => fingerprint(certificate)).join(',');
    const args = [`--ignore-certificate-errors-spki-list=${pins}`];
    const browser = await playwright.chromium.launch({ ...launchOptions, args });
    const page = await (await browser.newContext()).newPage();
    await page.clock.install();
    issuer.user = ALICE;
    await page.goto(urls.signIn);
    await expect(page.getByTestId('signed-in-as')).toHaveText('alice');
    await use(page);
    await browser.close();
  },
});

function fingerprint(certificate: string): string {
  const key = new X509Certificate(certificate).publicKey.export({ type: 'spki', format: 'der' });
  return createHash('sha256').update(key).digest('base64');
}

/** The next event of a type. */
export async function next<Type extends RelyingPartyEvent['type']>(
  control: RelyingPartyControl,
  type: Type,
  after: number,
) {
  return control.waitForEvent('rp', { type, after, timeout: seconds(15), what: `the next ${type}` });
}

/** Outcomes of the silent calls after an event. */
export const outcomesSince = async (control: RelyingPartyControl, after: number) =>
  (await control.eventsSince('rp', after)).flatMap(({ event }) =>
    event.type === 'silent-result' ? [event.outcome] : [],
  );
