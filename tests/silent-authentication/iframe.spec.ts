import type { BrowserContext } from '@playwright/test';
import { expect, given, test, verifies } from '../../fixtures/index.ts';
import type { RelyingParty } from '../../fixtures/relying-party.ts';

const MOST_REDIRECTS = 10;

/** From now on, the status of every redirect of the provider to a frame. */
function watchFrames(context: BrowserContext, { registered }: RelyingParty): number[] {
  const redirects: number[] = [];
  const { origin } = new URL(registered.endpoints.authorization);
  context.on('response', (response) => {
    const request = response.request();
    const isRedirect = response.status() >= 300 && response.status() < 400;
    if (!isRedirect || !response.url().startsWith(origin) || !request.isNavigationRequest()) return;
    if (request.frame().parentFrame() !== null) redirects.push(response.status());
  });
  return redirects;
}

test(
  'CORE-FRAME-1 reaches the relying party in a hidden iframe: live session',
  verifies('CORE-FRAME-1', 'CORE-PROMPT-1'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    const atTopLevel = await relyingParty.askAtTopLevel({ prompt: 'none' });
    await given('CORE-PROMPT-1', () => {
      expect(atTopLevel).toBeACode();
    });
    const answer = await session.askSilently();
    await check('CORE-FRAME-1', () => {
      expect(answer.kind, 'what the iframe ends with').toBe('answer');
    });
    await check(
      'CORE-PROMPT-1',
      () => {
        expect(answer).toBeACode();
      },
      { needs: ['CORE-FRAME-1'] },
    );
  },
);

test(
  'CORE-FRAME-1 reaches the relying party in a hidden iframe: nobody is signed in',
  verifies('CORE-FRAME-1'),
  async ({ relyingParty, check }) => {
    const atTopLevel = await relyingParty.askAtTopLevel({ prompt: 'none' });
    await given('CORE-PROMPT-2', () => {
      expect(atTopLevel).toBeRefused();
    });
    const answer = await relyingParty.askSilently();
    await check('CORE-FRAME-1', () => {
      expect(answer.kind, 'what the iframe ends with').toBe('answer');
    });
  },
);

test(
  'CORE-ENDLESS-1 answers a silent request after a few redirects',
  verifies('CORE-ENDLESS-1'),
  async ({ relyingParty, user, context, check }) => {
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    const redirects = watchFrames(context, relyingParty);
    const answer = await session.askSilently();
    expect(redirects.length, `redirects before ${answer.kind === 'page' ? 'a page' : 'the answer'}`).toBeGreaterThan(0);
    await check('CORE-ENDLESS-1', () => {
      expect(redirects.length, 'redirects').toBeLessThanOrEqual(MOST_REDIRECTS);
    });
  },
);
