import { expect, test, verifies } from '../../fixtures/index.ts';
import { askSessionIframe } from '../../fixtures/session-iframe.ts';
import type { RequirementId } from '../../requirements/index.ts';

const malformed: readonly { what: string; id: RequirementId; of: (clientId: string, state: string) => string }[] = [
  { what: 'a single word', id: 'SESSION-IFRAME-4', of: (clientId) => clientId },
  { what: 'an empty message', id: 'SESSION-IFRAME-5', of: () => '' },
  { what: 'a message with an empty client_id', id: 'SESSION-IFRAME-5', of: (_, state) => ` ${state}` },
  { what: 'a message with an empty session_state', id: 'SESSION-IFRAME-5', of: (clientId) => `${clientId} ` },
];

for (const { what, id, of } of malformed) {
  test(`${what} is answered with error`, verifies(id), async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await expect(session).toHaveIframeStatus('unchanged');
    await check(id, async () => {
      const message = of(relyingParty.clientId, session.signedIn.sessionState ?? '');
      expect(await askSessionIframe(relyingParty, { message })).toBe('error');
    });
  });
}

test(
  'a session_state that was tampered with, or belongs to another client or origin, is never unchanged',
  verifies('SESSION-IFRAME-6', 'SESSION-IFRAME-7', 'SESSION-STATE-3'),
  async ({ relyingParty, secondRelyingParty, user, check }) => {
    await secondRelyingParty.signIn(user);
    const session = await relyingParty.joinSession();
    await expect(session).toHaveIframeStatus('unchanged');
    const state = session.signedIn.sessionState ?? '';
    const [hash = '', salt = ''] = state.split('.');
    const ask = (message: string) => askSessionIframe(relyingParty, { message });
    await check('SESSION-IFRAME-6', async () => {
      const flipped = hash.replace(/^./, (first) => (first === '0' ? '1' : '0'));
      expect(await ask(`${relyingParty.clientId} ${flipped}.${salt}`)).not.toBe('unchanged');
      expect(await ask(`${relyingParty.clientId} ${hash}.${salt}x`)).not.toBe('unchanged');
    });
    await check('SESSION-STATE-3', async () => {
      expect(await ask(`${secondRelyingParty.clientId} ${state}`)).not.toBe('unchanged');
    });
    await check('SESSION-IFRAME-7', async () => {
      const query = { client_id: relyingParty.clientId, redirect_uri: relyingParty.urls.callback };
      const message = `${relyingParty.clientId} ${state}`;
      expect(await askSessionIframe(secondRelyingParty, { message, query }), 'asked from another origin').not.toBe(
        'unchanged',
      );
    });
    await expect(session, 'the right question is still answered rightly').toHaveIframeStatus('unchanged');
  },
);

test('an unknown client is never told unchanged', verifies('SESSION-IFRAME-9'), async ({ relyingParty, user }) => {
  const session = await relyingParty.signIn(user);
  await expect(session).toHaveIframeStatus('unchanged');
  const query = { client_id: 'nobody-knows-this-client', redirect_uri: relyingParty.urls.callback };
  const message = `nobody-knows-this-client ${session.signedIn.sessionState ?? ''}`;
  expect(await askSessionIframe(relyingParty, { message, query })).not.toBe('unchanged');
});

test(
  'no header of the iframe forbids the relying party to embed it',
  verifies('SESSION-IFRAME-8'),
  async ({ relyingParty, user }) => {
    await relyingParty.signIn(user);
    const page = await relyingParty.newPage();
    const url = new URL(relyingParty.registered.endpoints.checkSession);
    url.searchParams.set('client_id', relyingParty.clientId);
    url.searchParams.set('redirect_uri', relyingParty.urls.callback);
    const headers = (await (await page.goto(url.href))?.allHeaders()) ?? {};
    expect(headers['x-frame-options']).toBeUndefined();
    expect(headers['content-security-policy'] ?? '').not.toContain('frame-ancestors');
  },
);
