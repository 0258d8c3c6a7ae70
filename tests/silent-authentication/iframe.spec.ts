import { expect, test, verifies } from '../../fixtures/index.ts';

const MOST_REDIRECTS = 10;

test(
  'a silent request in the iframe is nothing but a few redirects, with a session as without',
  verifies('CORE-FRAME-1', 'CORE-ENDLESS-1', 'CORE-PROMPT-1', 'CORE-PROMPT-2'),
  async ({ relyingParty, user, context, target, check }) => {
    const statuses: number[] = [];
    const { checkSession } = relyingParty.registered.endpoints;
    context.on('response', (response) => {
      const request = response.request();
      const ofIframe = request.isNavigationRequest() && request.frame().parentFrame() !== null;
      const ofProvider = response.url().startsWith(target.description.baseUrl);
      if (ofIframe && ofProvider && !response.url().startsWith(checkSession)) statuses.push(response.status());
    });
    const refused = await relyingParty.askSilently();
    await relyingParty.signIn(user);
    const granted = await relyingParty.askSilently();
    await check('CORE-PROMPT-2', () => {
      expect(refused).toBeRefusedWith('login_required');
    });
    await check('CORE-PROMPT-1', () => {
      expect(granted).toBeACode();
    });
    await check('CORE-FRAME-1', () => {
      expect(statuses.filter((status) => status < 300 || status >= 400)).toEqual([]);
    });
    await check('CORE-ENDLESS-1', () => {
      expect(statuses.length).toBeLessThanOrEqual(2 * MOST_REDIRECTS);
    });
  },
);
