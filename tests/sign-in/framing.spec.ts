import type { Page } from '@playwright/test';
import { authorizationParameters } from '../../fixtures/exchanges/authorization.ts';
import { ASKS_FOR_CONSENT, CONSENT_SCOPE, isConsentPage, NO_CONSENT } from '../../fixtures/server/consent.ts';
import { expect, given, seconds, test, verifies } from '../../fixtures/index.ts';
import { patience } from '../../fixtures/run/patience.ts';
import { LoginPage } from '../../fixtures/exchanges/login-page.ts';
import type { RelyingParty } from '../../fixtures/relying-party.ts';

/** A page may draw its form by script. */
const FORM_TIMEOUT = patience(seconds(5));

/** Loads an address in a frame that everybody can see, and tells whether a form that can be used is in it. */
async function formIsUsableInFrame(page: Page, url: string): Promise<boolean> {
  await page.evaluate(
    (src) =>
      new Promise<void>((resolve) => {
        const frame = document.createElement('iframe');
        frame.name = 'framed';
        frame.style.cssText = 'width: 800px; height: 600px';
        frame.addEventListener('load', () => {
          resolve();
        });
        frame.src = src;
        document.body.append(frame);
      }),
    url,
  );
  const frame = page.frame({ name: 'framed' });
  // Refused by the browser, or gone: a page may defend itself by script.
  if (frame === null || frame.url().startsWith('chrome-error:')) return false;
  const form = frame.locator('form').filter({ visible: true }).first();
  return form.waitFor({ timeout: FORM_TIMEOUT }).then(
    () => true,
    () => false,
  );
}

function requestOf({ registered, clientId, urls }: RelyingParty, scope: string): string {
  const request = { endpoint: registered.endpoints.authorization, clientId, redirectUri: urls.silentCallback };
  return `${request.endpoint}?${authorizationParameters({ ...request, parameters: { scope } }).toString()}`;
}

/** Frames work in this browser: an answer of the provider reaches one. */
const confirmFrames = (relyingParty: RelyingParty): Promise<void> =>
  given('CORE-FRAME-1', async () => {
    expect((await relyingParty.askSilently()).kind).toBe('answer');
  });

test(
  'CORE-CLICKJACKING-1 cannot be used in a frame: login page',
  verifies('CORE-CLICKJACKING-1'),
  async ({ relyingParty, check }) => {
    await confirmFrames(relyingParty);
    const url = requestOf(relyingParty, 'openid');
    const page = await relyingParty.openProbe();
    const isUsable = await formIsUsableInFrame(page, url);
    await page.goto(url);
    await new LoginPage(page).form.waitFor();
    await check('CORE-CLICKJACKING-1', () => {
      expect(isUsable, 'the login form can be used in a frame of another origin').toBe(false);
    });
  },
);

test(
  'CORE-CLICKJACKING-1 cannot be used in a frame: consent page',
  verifies('CORE-CLICKJACKING-1'),
  async ({ newRelyingParty, relyingParty, user, check }, testInfo) => {
    await relyingParty.signInOnPage(user);
    const asking = await newRelyingParty(ASKS_FOR_CONSENT);
    const url = requestOf(asking, CONSENT_SCOPE);
    const page = await asking.openProbe();
    await page.goto(url);
    testInfo.skip(!isConsentPage(page.url()), NO_CONSENT);
    await expect(page.locator('form').filter({ visible: true })).not.toHaveCount(0);
    await confirmFrames(relyingParty);
    const isUsable = await formIsUsableInFrame(await asking.openProbe(), url);
    await check('CORE-CLICKJACKING-1', () => {
      expect(isUsable, 'the consent form can be used in a frame of another origin').toBe(false);
    });
  },
);
