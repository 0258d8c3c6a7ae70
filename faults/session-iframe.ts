import type { Fault, FaultTable } from './fault.ts';
import { all, at, cookies, header, onAuthorization, text } from './mutations.ts';
import { isSilent } from './requests.ts';

/**
 * Hears every message to the provider's iframe before the page does. `handle` is source text of a function of the data,
 * which is called with `reply(text)`, which answers in the page's place, and `pass(data, origin?)`, which lets the page
 * hear something else.
 */
const listen = (handle: string): NonNullable<Fault['answer']> =>
  at(
    'iframe',
    all(
      header('content-security-policy', undefined),
      text((body) => {
        const script = `<script>(() => {
          const handle = ${handle};
          window.addEventListener('message', (event) => {
            if (event.again) return;
            event.stopImmediatePropagation();
            const { source, origin } = event;
            const reply = (text) => source.postMessage(text, origin);
            const pass = (data, as = origin) => {
              const again = new MessageEvent('message', { data, origin: as });
              const back = { postMessage: (text) => source.postMessage(text, origin) };
              Object.defineProperties(again, { again: { value: true }, source: { value: back } });
              window.dispatchEvent(again);
            };
            handle(event.data, { reply, pass, origin });
          }, true);
        })();</script>`;
        return /<head[^>]*>/i.test(body)
          ? body.replace(/<head[^>]*>/i, (tag) => `${tag}${script}`)
          : `${script}${body}`;
      }),
    ),
  );

/** Changes the session_state of answers to authorization requests. */
const sessionState = (
  kind: 'code' | 'error' | 'any',
  change: (state: string, asked: URLSearchParams, memory: Map<string, string>) => string | undefined,
): NonNullable<Fault['answer']> =>
  onAuthorization(kind, ({ parameters, asked, world }) => {
    const before = parameters.get('session_state');
    const after = before === null ? undefined : change(before, asked, world.memory);
    if (after === undefined) parameters.delete('session_state');
    else parameters.set('session_state', after);
  });

const addToEach = (attribute: string, isMeant: (cookie: string) => boolean) =>
  cookies((cookie) => (isMeant(cookie) ? `${cookie}; ${attribute}` : cookie));

/** Two words, whatever they are, are answered with unchanged as long as there is a session. */
const UNCHANGED_WITH_A_SESSION = `(data, { reply, pass }) =>
  document.cookie.includes('opbs=') && data.split(' ').filter(Boolean).length === 2 ? reply('unchanged') : pass(data)`;

/** A silent call of so long ago may still be under way in the browser. */
const UNDER_WAY_MS = 60_000;

const isBrowserState = (cookie: string): boolean => cookie.startsWith('opbs=');

/** What can be made wrong in session_state and the check-session iframe. */
export const sessionIframe = {
  'iframe-cannot-be-framed': {
    what: "The page of the iframe has frame-ancestors 'none'.",
    violates: ['SESSION-IFRAME-1'],
    answer: at('iframe', header('content-security-policy', "frame-ancestors 'none'")),
  },
  'browser-state-http-only': {
    what: 'The browser-state cookie is HttpOnly, so that the iframe cannot read it.',
    violates: ['SESSION-IFRAME-1'],
    answer: addToEach('HttpOnly', isBrowserState),
  },
  'iframe-with-frame-options': {
    what: 'The page of the iframe has an X-Frame-Options that some browsers take for a ban.',
    violates: ['SESSION-IFRAME-8'],
    answer: at('iframe', header('x-frame-options', 'ALLOW-FROM https://rp.example')),
  },
  'iframe-says-unchanged-after-logout': {
    what: 'The iframe says unchanged where the browser has no state of a session.',
    violates: ['SESSION-IFRAME-2'],
    answer: listen(`(data, { reply, pass }) => document.cookie.includes('opbs=') ? pass(data) : reply('unchanged')`),
  },
  'iframe-says-unchanged-to-everything': {
    what: 'The iframe answers every message of two words with unchanged, as long as there is a session.',
    violates: ['SESSION-IFRAME-3', 'SESSION-IFRAME-6', 'SESSION-IFRAME-15', 'SESSION-STATE-3'],
    answer: listen(UNCHANGED_WITH_A_SESSION),
  },
  'single-word-left-unanswered': {
    what: 'A single-word message to the iframe gets no answer (D10).',
    violates: ['SESSION-IFRAME-4'],
    answer: listen(`(data, { pass }) => data.trim() !== '' && !data.includes(' ') ? undefined : pass(data)`),
  },
  'empty-message-called-changed': {
    what: 'A message that is empty, or names no client, is answered with changed.',
    violates: ['SESSION-IFRAME-5'],
    answer: listen(`(data, { reply, pass }) => data === '' || data.startsWith(' ') ? reply('changed') : pass(data)`),
  },
  'iframe-ignores-client-id': {
    what: 'The iframe does not look at the client_id of a message.',
    violates: ['SESSION-STATE-3'],
    answer: listen(
      `(data, { pass }) => pass(data.replace(/^[^ ]+ (?=.)/, new URLSearchParams(location.search).get('client_id') + ' '))`,
    ),
  },
  'iframe-answers-any-origin': {
    what: 'The iframe answers a page of any origin as if it were one of the client.',
    violates: ['SESSION-IFRAME-7'],
    answer: listen(
      `(data, { pass }) => pass(data, new URL(new URLSearchParams(location.search).get('redirect_uri') ?? location.href).origin)`,
    ),
  },
  'unknown-client-told-unchanged': {
    what: 'The iframe tells a client that nobody knows that nothing has changed.',
    violates: ['SESSION-IFRAME-9'],
    answer: listen(`(data, { reply, pass }) => data.startsWith('nobody-knows') ? reply('unchanged') : pass(data)`),
  },
  'state-of-silent-call-not-known-after-joining': {
    what: 'After a second client has joined, the session_state of silent calls is answered with changed.',
    violates: ['SESSION-IFRAME-12'],
    answer: sessionState('code', (state, asked, memory) => {
      memory.set(asked.get('client_id') ?? '', 'joined');
      return isSilent(asked) && memory.size > 1 ? `0${state}` : state;
    }),
  },
  'silent-call-changes-browser-state': {
    what: 'After a silent call the iframe answers changed to earlier session_states.',
    violates: ['SESSION-IFRAME-13'],
    answer: async (answer, request, world) => {
      const noted = await sessionState('code', (state, asked, memory) => {
        memory.set(isSilent(asked) ? 'silent' : `of sign-in ${state}`, state);
        return state;
      })(answer, request, world);
      const stale = world.memory.has('silent')
        ? [...world.memory].flatMap(([name, state]) => (name.startsWith('of sign-in') ? [state] : []))
        : [];
      return listen(
        `(data, { reply, pass }) => ${JSON.stringify(stale)}.includes(data.split(' ')[1]) ? reply('changed') : pass(data)`,
      )(noted, request, world);
    },
  },
  'silent-call-under-way-keeps-browser-state': {
    what: 'A logout keeps the browser state where a silent call was under way (D20).',
    violates: ['SESSION-IFRAME-14'],
    request: (request, { memory }) => {
      if (isSilent(request.url.searchParams)) memory.set('silent', String(Date.now()));
      return request;
    },
    answer: async (answer, request, world) => {
      const isLogout = request.url.pathname.endsWith('/oidc/logout');
      const isRefused = (answer.headers.get('location') ?? '').includes('error=');
      const isUnderWay = Date.now() - Number(world.memory.get('silent')) < UNDER_WAY_MS;
      const isKept = isUnderWay && (isLogout || isRefused);
      const kept = cookies((cookie) => (isKept && isBrowserState(cookie) ? undefined : cookie));
      return all(kept, listen(UNCHANGED_WITH_A_SESSION))(answer, request, world);
    },
  },
  'session-state-over-other-text': {
    what: 'The session_state is no hash of client, origin and browser state, but something that only the iframe of the provider knows.',
    violates: ['SESSION-STATE-1'],
    answer: all(
      sessionState('any', (state) => `x${state}`),
      listen(`(data, { pass }) => pass(data.replace(' x', ' '))`),
    ),
  },
  'error-without-session-state': {
    what: 'Errors carry no session_state (D24).',
    violates: ['SESSION-STATE-2'],
    answer: sessionState('error', () => undefined),
  },
  'session-state-of-silent-call-unknown': {
    what: 'The iframe answers changed to the session_state of a silent call.',
    violates: ['SESSION-STATE-4'],
    answer: sessionState('code', (state, asked) => (isSilent(asked) ? `0${state}` : state)),
  },
  'no-session-state': {
    what: 'A successful answer carries no session_state.',
    violates: ['SESSION-STATE-5'],
    blocks: ['SESSION-STATE-1', 'SESSION-STATE-4', 'SESSION-STATE-6'],
    answer: sessionState('code', () => undefined),
  },
  'session-state-with-space': {
    what: 'A session_state holds a space.',
    violates: ['SESSION-STATE-6'],
    blocks: ['SESSION-STATE-1', 'SESSION-STATE-4', 'SESSION-STATE-5'],
    answer: sessionState('any', (state) => state.replace('.', ' ')),
  },
  'error-session-state-constant': {
    what: 'All errors carry the same session_state.',
    violates: ['SESSION-STATE-7'],
    answer: sessionState('error', (state, _, memory) => {
      const first = memory.get('first') ?? state;
      memory.set('first', first);
      return first;
    }),
  },
  'session-state-of-the-user-before': {
    what: 'After a change of user the client is given the session_state of the one before, which the iframe takes for a good one.',
    violates: ['SESSION-STATE-8'],
    answer: all(
      sessionState('code', (state, asked, memory) => {
        const key = asked.get('client_id') ?? '';
        const first = memory.get(key) ?? state;
        memory.set(key, first);
        return first;
      }),
      listen(UNCHANGED_WITH_A_SESSION),
    ),
  },
  'browser-state-names-the-user': {
    what: 'A cookie that scripts can read names the user.',
    violates: ['SESSION-STATE-9'],
    request: (request, { memory }) => {
      const user = new URLSearchParams(request.body).get('username');
      if (user !== null && request.url.pathname.endsWith('/commonauth')) memory.set('user', user);
      const headers = new Headers(request.headers);
      headers.set('cookie', (headers.get('cookie') ?? '').replace(/(opbs=[^;.]+)\.[^;]*/, '$1'));
      return { ...request, headers };
    },
    answer: (answer, request, world) =>
      all(
        cookies((cookie) =>
          isBrowserState(cookie) && !/opbs=["]*;/.test(cookie)
            ? cookie.replace(/^(opbs=[^;]+)/, `$1.${world.memory.get('user') ?? 'nobody'}`)
            : cookie,
        ),
        listen(`(() => {
          const { get } = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
          Object.defineProperty(document, 'cookie', { get: () => get.call(document).replace(/(opbs=[^;.]+)\\.[^;]*/, '$1') });
          return (data, { pass }) => pass(data);
        })()`),
      )(answer, request, world),
  },
  'browser-state-of-tenant-http-only': {
    what: 'The browser-state cookie of a tenant is HttpOnly, so that its iframe cannot read it.',
    violates: ['IS-TENANT-2'],
    answer: addToEach('HttpOnly', (cookie) => isBrowserState(cookie) && cookie.includes('/t/')),
  },
} as const satisfies FaultTable;
