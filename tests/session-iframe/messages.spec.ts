import { expect, test, verifies } from '../../fixtures/index.ts';
import { askSessionIframe } from '../../fixtures/exchanges/session-iframe.ts';
import type { RequirementId } from '../../requirements/index.ts';
import { altered, heard, newStateOf, stateOf } from './questions.ts';

const malformed: readonly { what: string; id: RequirementId; of: (clientId: string, state: string) => string }[] = [
  { what: 'a client_id alone', id: 'SESSION-IFRAME-4', of: (clientId) => clientId },
  { what: 'empty', id: 'SESSION-IFRAME-5', of: () => '' },
  { what: 'a session_state behind an empty client_id', id: 'SESSION-IFRAME-5', of: (_, state) => ` ${state}` },
];

for (const { what, id, of } of malformed) {
  test(
    `${id} a malformed message is answered with error: ${what}`,
    verifies(id),
    async ({ relyingParty, user, check }) => {
      const session = await relyingParty.signIn(user);
      await session.confirmIframe();
      const reply = await askSessionIframe(relyingParty, { message: of(relyingParty.clientId, stateOf(session)) });
      await session.confirmIframe();
      await check(id, () => {
        expect(reply).toBe('error');
      });
    },
  );
}

const unfit: readonly { what: string; of: (state: string) => string }[] = [
  { what: 'its first character differs', of: (state) => altered(state, 0) },
  { what: 'a character near its end differs', of: (state) => altered(state, Math.floor(state.length * 0.9)) },
];

for (const { what, of } of unfit) {
  test(
    `SESSION-IFRAME-6 a session_state that does not match is answered with changed: ${what}`,
    verifies('SESSION-IFRAME-6'),
    async ({ relyingParty, user, check }) => {
      const session = await relyingParty.signIn(user);
      await session.confirmIframe();
      await check('SESSION-IFRAME-6', () => expect(session).toHaveIframeStatus('changed', of(stateOf(session))));
    },
  );
}

test(
  'SESSION-IFRAME-6 a session_state that does not match is answered with changed: in another browser, where nobody is signed in',
  verifies('SESSION-IFRAME-6'),
  async ({ relyingParty, openRelyingParty, otherBrowser, user, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmIframe();
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    const message = `${relyingParty.clientId} ${stateOf(session)}`;
    const reply = heard(await askSessionIframe(elsewhere, { message }));
    await check('SESSION-IFRAME-6', () => {
      expect(reply).toBe('changed');
    });
  },
);

test(
  "SESSION-STATE-3 the session_state of one client does not serve another: with the other's client_id",
  verifies('SESSION-STATE-3'),
  async ({ relyingParty, secondRelyingParty, user, check }) => {
    await secondRelyingParty.signIn(user);
    const session = await relyingParty.joinSession();
    await session.confirmIframe();
    const message = `${secondRelyingParty.clientId} ${stateOf(session)}`;
    const reply = await askSessionIframe(relyingParty, { message });
    await session.confirmIframe();
    await check('SESSION-STATE-3', () => {
      expect(reply).not.toBe('unchanged');
    });
  },
);

test(
  'SESSION-IFRAME-7 the iframe does not say unchanged to a page of another origin: that of another relying party',
  verifies('SESSION-IFRAME-7'),
  async ({ relyingParty, secondRelyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    const other = await secondRelyingParty.joinSession();
    const state = await newStateOf(session);
    await session.confirmIframe(state);
    await other.confirmIframe();
    const message = `${relyingParty.clientId} ${state}`;
    const query = { client_id: relyingParty.clientId, redirect_uri: relyingParty.urls.callback };
    const byItsIframe = await askSessionIframe(secondRelyingParty, { message, query });
    const byTheOwnIframe = await askSessionIframe(secondRelyingParty, { message });
    await session.confirmIframe(state);
    await other.confirmIframe();
    await check('SESSION-IFRAME-7', () => {
      expect(byItsIframe, "asked by the iframe of the other's url").not.toBe('unchanged');
      expect(byTheOwnIframe, 'asked by the iframe of the own url').not.toBe('unchanged');
    });
  },
);

test(
  'SESSION-IFRAME-9 the iframe does not say unchanged to an unknown client',
  verifies('SESSION-IFRAME-9'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmIframe();
    const query = { client_id: 'nobody-knows-this-client', redirect_uri: relyingParty.urls.callback };
    const message = `nobody-knows-this-client ${stateOf(session)}`;
    const byItsIframe = await askSessionIframe(relyingParty, { message, query });
    const byAKnownIframe = await askSessionIframe(relyingParty, { message });
    await session.confirmIframe();
    await check('SESSION-IFRAME-9', () => {
      expect(byItsIframe, 'asked by an iframe for the unknown client').not.toBe('unchanged');
      expect(byAKnownIframe, 'asked by an iframe for a known client').not.toBe('unchanged');
    });
  },
);
