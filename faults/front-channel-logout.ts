import type { Fault, FaultTable, Request, World } from './fault.ts';
import { at, json } from './mutations.ts';

/** The frames of the page after a logout, with what they show. */
export const FRAMES = /<iframe\b[^>]*\bsrc="([^"]+)"[^>]*>\s*<\/iframe>/gi;

const frameOf = ({ href }: URL): string => `<iframe hidden src="${href.replaceAll('&', '&amp;')}"></iframe>`;

/** Changes the addresses that the page after a logout calls in its frames. */
export const frames = (
  change: (urls: readonly URL[], request: Request, world: World) => readonly URL[],
): NonNullable<Fault['answer']> =>
  at('logout', (answer, request, world) => {
    const urls = [...answer.body.matchAll(FRAMES)].map(([, source = '']) => new URL(source.replaceAll('&amp;', '&')));
    const [first] = answer.body.match(FRAMES) ?? [];
    if (first === undefined) return answer;
    const changed = change(urls, request, world).map(frameOf).join('');
    const [before = '', ...after] = answer.body.split(first);
    return { ...answer, body: `${before}${changed}${after.join(first).replaceAll(FRAMES, '')}` };
  });

/** Changes the query of each of these addresses, in place. */
const queries = (change: (query: URLSearchParams) => void): NonNullable<Fault['answer']> =>
  frames((urls) =>
    urls.map((url) => {
      const changed = new URL(url);
      change(changed.searchParams);
      return changed;
    }),
  );

const without = (member: string): NonNullable<Fault['answer']> =>
  at(
    'discovery',
    json(({ [member]: _, ...others }) => others),
  );

/** Where the browser is to go after the logout. */
function targetOf({ url }: Request): string {
  const target = new URL(url.searchParams.get('post_logout_redirect_uri') ?? '/', url);
  const state = url.searchParams.get('state');
  if (state !== null) target.searchParams.set('state', state);
  return target.href;
}

/** What can be made wrong in logout by way of the browser's frames. */
export const frontChannelLogout = {
  'front-channel-session-support-not-said': {
    what: 'The metadata announces front-channel logout, and does not say whether iss and sid are passed.',
    violates: ['FRONT-DISCOVERY-1'],
    answer: without('frontchannel_logout_session_supported'),
  },
  'front-channel-logout-not-announced': {
    what: 'Clients are called in frames though the metadata does not announce it.',
    violates: ['FRONT-DISCOVERY-2'],
    answer: without('frontchannel_logout_supported'),
  },
  'second-client-not-called': {
    what: 'Only the first client of the session is called in a frame.',
    violates: ['FRONT-IFRAME-1'],
    answer: frames((urls) => urls.slice(0, 1)),
  },
  'clients-called-twice': {
    what: 'Every client is called in two frames.',
    violates: ['FRONT-IFRAME-1'],
    answer: frames((urls) => [...urls, ...urls]),
  },
  'frame-with-sid-of-another-session': {
    what: 'Clients are called with the sid of another session.',
    violates: ['FRONT-IFRAME-2'],
    answer: queries((query) => {
      query.set('sid', 'of-another-session');
    }),
  },
  'frame-without-iss-and-sid': {
    what: 'Clients are called without iss and sid, which the metadata announces.',
    violates: ['FRONT-IFRAME-7'],
    answer: queries((query) => {
      for (const name of ['iss', 'sid']) query.delete(name);
    }),
  },
  'back-before-clients-are-called': {
    what: 'The browser is sent to the post_logout_redirect_uri before the clients are called.',
    violates: ['FRONT-IFRAME-3'],
    answer: at('logout', (answer, request) => {
      const urls = [...answer.body.matchAll(FRAMES)].map(([, source = '']) => source.replaceAll('&amp;', '&'));
      if (urls.length === 0) return answer;
      const target = targetOf(request);
      const script = `
        const call = (url) => new Promise((resolve) => {
          const frame = document.createElement('iframe');
          frame.hidden = true;
          frame.addEventListener('load', resolve);
          frame.src = url;
          document.body.append(frame);
        });
        const later = new Promise((resolve) => setTimeout(resolve, 1000));
        later
          .then(() => Promise.all(${JSON.stringify(urls)}.map(call)))
          .then(() => location.replace(${JSON.stringify(target)}));`;
      return { ...answer, body: `${frameOf(new URL(target))}<script>${script}</script>` };
    }),
  },
  'bystanders-called': {
    what: 'Clients that take no part in the session are called in frames too.',
    violates: ['FRONT-IFRAME-1', 'FRONT-IFRAME-4'],
    request: (request, { memory }) => {
      const registered = /"frontChannelLogoutUrl":\s*"([^"]+)"/.exec(request.body)?.[1];
      if (registered !== undefined && request.method === 'POST') memory.set(registered, 'registered');
      return request;
    },
    answer: frames((urls, _, { memory }) => {
      const called = urls.map(({ origin, pathname }) => `${origin}${pathname}`);
      const others = [...memory.keys()].filter((url) => !called.includes(url));
      return [...urls, ...others.map((url) => new URL(url))];
    }),
  },
  'query-of-frame-dropped': {
    what: 'The query of a front-channel uri is lost.',
    violates: ['FRONT-IFRAME-5'],
    answer: queries((query) => {
      for (const name of new Set(query.keys())) if (name !== 'iss' && name !== 'sid') query.delete(name);
    }),
  },
} as const satisfies FaultTable;
