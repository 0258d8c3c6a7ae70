import { ASKS_FOR_CONSENT, CONSENT_SCOPE, isConsentPage, NO_CONSENT } from '../../fixtures/server/consent.ts';
import { expect, given, test, verifies } from '../../fixtures/index.ts';

/** Core 3.1.2.6, Session Management 2 and RFC 9207; everything else on an error redirect is somebody's internal matter. */
const ERROR_PARAMETERS = ['error', 'error_description', 'error_uri', 'state', 'session_state', 'iss'];

test(
  'CORE-PROMPT-1 answers a silent request with a code: top level',
  verifies('CORE-PROMPT-1'),
  async ({ relyingParty, user, check }) => {
    await relyingParty.signIn(user);
    const answer = await relyingParty.askAtTopLevel({ prompt: 'none' });
    await check('CORE-PROMPT-1', () => {
      expect(answer).toBeACode();
    });
  },
);

test(
  'CORE-PROMPT-2 refuses a silent request when nobody is signed in',
  verifies('CORE-PROMPT-2'),
  async ({ relyingParty, check }) => {
    const answer = await relyingParty.askSilently();
    await check('CORE-PROMPT-2', () => {
      expect(answer).toBeRefused();
    });
  },
);

for (const prompt of ['none login', 'consent none']) {
  test(
    `CORE-PROMPT-4 refuses prompt=none together with another prompt: ${prompt}`,
    verifies('CORE-PROMPT-4'),
    async ({ relyingParty, user, check }) => {
      const session = await relyingParty.signIn(user);
      await session.confirmAlive();
      const answer = await session.askSilently({ prompt });
      await check('CORE-PROMPT-4', () => {
        expect(answer).toBeRefused();
      });
    },
  );
}

test(
  'CORE-PROMPT-5 does not ask for a missing consent',
  verifies('CORE-PROMPT-5'),
  async ({ newRelyingParty, relyingParty, user, check }, testInfo) => {
    const session = await relyingParty.signIn(user);
    await session.confirmAlive();
    const asking = await newRelyingParty(ASKS_FOR_CONSENT);
    const interactive = await asking.askAtTopLevel({ scope: CONSENT_SCOPE });
    testInfo.skip(interactive.kind === 'answer' || !isConsentPage(interactive.url), NO_CONSENT);
    const answer = await asking.askSilently({ scope: CONSENT_SCOPE });
    await check('CORE-PROMPT-5', () => {
      expect(answer).toBeRefused();
    });
  },
);

for (const { variant, prompt, isBusinessOf } of [
  { variant: 'nobody is signed in', prompt: 'none', isBusinessOf: 'CORE-PROMPT-2' },
  { variant: 'an impossible combination of prompts', prompt: 'none login', isBusinessOf: 'CORE-PROMPT-4' },
] as const) {
  test(
    `CORE-PROMPT-6 sends no extra parameters with an error: ${variant}`,
    verifies('CORE-PROMPT-6'),
    async ({ relyingParty, check }) => {
      const answer = await relyingParty.askSilently({ prompt });
      await given(isBusinessOf, () => {
        expect(answer).toBeRefused();
      });
      await check('CORE-PROMPT-6', () => {
        expect(answer).toHaveNoParameterBut(ERROR_PARAMETERS);
      });
    },
  );
}
