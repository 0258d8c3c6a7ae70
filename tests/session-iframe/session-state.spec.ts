import { createHash } from 'node:crypto';
import { expect, test, Undecided, verifies } from '../../fixtures/index.ts';
import { repeat, stateOf } from './questions.ts';

test(
  'SESSION-STATE-5 a successful response carries a session_state, which has no space in it: sign-in',
  verifies('SESSION-STATE-5', 'SESSION-STATE-6', 'SESSION-STATE-1'),
  async ({ relyingParty, user, check, context }) => {
    const { sessionState } = (await relyingParty.signIn(user)).signedIn;
    await check('SESSION-STATE-5', () => {
      expect(sessionState).toEqual(expect.any(String));
    });
    await check(
      'SESSION-STATE-6',
      () => {
        expect(sessionState).not.toContain(' ');
      },
      { needs: ['SESSION-STATE-5'] },
    );
    await check(
      'SESSION-STATE-1',
      async () => {
        const cookies = await context.cookies(relyingParty.registered.endpoints.checkSession);
        const browserState = cookies.find(({ name }) => name === 'opbs')?.value;
        if (browserState === undefined) throw new Undecided('the browser has no cookie opbs');
        const [hash, salt] = (sessionState ?? '').split('.');
        const { origin } = new URL(relyingParty.urls.callback);
        const text = `${relyingParty.clientId} ${origin} ${browserState} ${salt ?? ''}`;
        expect(hash).toBe(createHash('sha256').update(text).digest('hex'));
      },
      { needs: ['SESSION-STATE-5', 'SESSION-STATE-6'] },
    );
  },
);

test(
  'SESSION-STATE-4 the iframe says unchanged to the session_state that a silent request has brought',
  verifies('SESSION-STATE-5', 'SESSION-STATE-6', 'SESSION-STATE-4'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await session.confirmIframe();
    const { outcome, tokens } = await session.refreshNow();
    if (tokens === undefined)
      throw new Undecided(`the silent request has brought nothing: ${outcome}`, 'CORE-PROMPT-1');
    await check('SESSION-STATE-5', () => {
      expect(tokens.sessionState).toEqual(expect.any(String));
    });
    const needs = ['SESSION-STATE-5'] as const;
    await check(
      'SESSION-STATE-6',
      () => {
        expect(tokens.sessionState).not.toContain(' ');
      },
      { needs },
    );
    await check('SESSION-STATE-4', () => expect(session).toHaveIframeStatus('unchanged', tokens.sessionState), {
      needs,
    });
  },
);

test(
  'SESSION-IFRAME-13 silent requests alone change nothing: the session_state of the sign-in still matches after three',
  verifies('SESSION-IFRAME-13'),
  async ({ relyingParty, user, check }) => {
    const session = await relyingParty.signIn(user);
    await session.stopRefreshing();
    await session.confirmIframe();
    await repeat(3, () => session.confirmAlive());
    await check('SESSION-IFRAME-13', () => expect(session).toHaveIframeStatus('unchanged'));
  },
);

test(
  'SESSION-STATE-8 the client is given a session_state that it has not had before: another user has signed in',
  verifies('SESSION-STATE-8', 'SESSION-IFRAME-3'),
  async ({ relyingParty, user, createUser, check }) => {
    const former = await relyingParty.signIn(user);
    await former.stopRefreshing();
    await former.confirmIframe();
    await former.logOut();
    const next = await relyingParty.signIn(await createUser());
    await next.stopRefreshing();
    if (next.sub === former.sub) throw new Undecided('the former user is still signed in', 'RPLOGOUT-END-1');
    await check('SESSION-STATE-8', () => {
      expect(stateOf(next)).not.toBe(stateOf(former));
    });
    await check(
      'SESSION-IFRAME-3',
      async () => {
        await next.confirmIframe();
        await expect(former).toHaveIframeStatus('changed');
      },
      { needs: ['SESSION-STATE-8'] },
    );
  },
);

test(
  'SESSION-STATE-9 the cookie that scripts have to read says nothing about who the user is',
  verifies('SESSION-STATE-9'),
  async ({ relyingParty, user, check, context }, testInfo) => {
    const session = await relyingParty.signIn(user);
    const cookies = await context.cookies(relyingParty.registered.endpoints.checkSession);
    const readable = cookies.filter(({ httpOnly }) => !httpOnly);
    testInfo.skip(readable.length === 0, 'does not apply: scripts can read no cookie of this provider');
    const digests = [user.user, session.sub].flatMap((text) =>
      (['hex', 'base64', 'base64url'] as const).flatMap((encoding) => [
        Buffer.from(text).toString(encoding).replace(/=+$/, ''),
        ...['md5', 'sha1', 'sha256'].map((hash) => createHash(hash).update(text).digest(encoding)),
      ]),
    );
    await check('SESSION-STATE-9', () => {
      const telling = readable.filter(({ value }) =>
        [user.user, session.sub, ...digests].some((text) => value.includes(text)),
      );
      expect(
        telling.map(({ name }) => name),
        'readable cookies with the name or the sub of the user',
      ).toEqual([]);
    });
  },
);
