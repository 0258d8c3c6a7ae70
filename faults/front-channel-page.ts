import type { Fault, FaultTable, Request } from './fault.ts';
import { FRAMES, frames } from './front-channel-logout.ts';
import { at } from './mutations.ts';

/** The address, as a string of its script, to which the page goes on. */
const TARGET = /((?:target|location)\s*=\s*)"(https?:[^"]+)"/;

/** Changes where the page that calls clients in frames goes on to. */
const goingOn = (
  change: (target: URL) => string,
  isMeant: (request: Request) => boolean = () => true,
): NonNullable<Fault['answer']> =>
  at('logout', (answer, request) =>
    answer.body.search(FRAMES) < 0 || !isMeant(request)
      ? answer
      : {
          ...answer,
          body: answer.body.replace(TARGET, (_, before: string, target: string) => {
            const changed = change(new URL(JSON.parse(`"${target}"`) as string));
            return `${before}${JSON.stringify(changed).replaceAll('<', '\\u003c')}`;
          }),
        },
  );

const UNDER_WAY = 'logouts under way';
const isLogout = ({ url }: Request): boolean => url.pathname.endsWith('/oidc/logout');

/** Calls each client when the one before has answered, and goes on when all have, or had their time. */
const oneAfterAnother = (urls: readonly string[], goOn: string): string => `<script>
  const waiting = ${JSON.stringify(urls)};
  const callNext = () => {
    const url = waiting.shift();
    if (url === undefined) return location.replace(${goOn});
    const frame = document.createElement('iframe');
    frame.hidden = true;
    frame.addEventListener('load', callNext);
    frame.src = url;
    document.body.append(frame);
  };
  callNext();
  setTimeout(() => location.replace(${goOn}), 5000);
</script>`;

/** What can be made wrong in the page that calls clients in frames, and in when there is one. */
export const frontChannelPage = {
  'page-of-frames-cuts-state-at-dollar': {
    what: 'After clients were called in frames the state comes back without what follows a dollar sign.',
    violates: ['RPLOGOUT-STATE-1'],
    answer: goingOn((target) => {
      const state = target.searchParams.get('state');
      if (state?.includes('$') === true) target.searchParams.set('state', state.replace(/\$.*/, ''));
      return target.href;
    }),
  },
  'page-of-frames-adds-parameter': {
    what: 'After clients were called in frames the redirect carries an extra parameter, sp.',
    violates: ['RPLOGOUT-REDIRECT-2'],
    answer: goingOn((target) => {
      target.searchParams.set('sp', 'sample');
      return target.href;
    }),
  },
  'page-of-frames-after-post-goes-nowhere': {
    what: 'After a logout by POST the page that calls clients in frames does not go on.',
    violates: ['FRONT-IFRAME-3'],
    answer: goingOn(
      () => '#',
      ({ method }) => method === 'POST',
    ),
  },
  'page-of-frames-of-several-logouts-goes-nowhere': {
    what: 'Of users who log out at the same time one is left on the page that calls clients in frames.',
    violates: ['FRONT-IFRAME-3'],
    request: (request, { memory }) => {
      if (isLogout(request)) memory.set(UNDER_WAY, String(Number(memory.get(UNDER_WAY) ?? '0') + 1));
      return request;
    },
    answer: (answer, request, world) => {
      if (!isLogout(request)) return answer;
      const underWay = Number(world.memory.get(UNDER_WAY));
      world.memory.set(UNDER_WAY, String(underWay - 1));
      return underWay > 1 ? goingOn(() => '#')(answer, request, world) : answer;
    },
  },
  'no-client-called-after-question': {
    what: 'Where the user was asked whether to log out, no client is called in a frame.',
    violates: ['FRONT-IFRAME-1'],
    answer: (answer, request, world) =>
      new URLSearchParams(request.body).get('consent') === 'approve'
        ? frames(() => [])(answer, request, world)
        : answer,
  },
  'clients-called-one-after-another': {
    what: 'A client is called in a frame only when the one before has answered.',
    violates: ['FRONT-IFRAME-8'],
    answer: at('logout', (answer) => {
      const urls = [...answer.body.matchAll(FRAMES)].map(([, source = '']) => source.replaceAll('&amp;', '&'));
      const [, , target] = TARGET.exec(answer.body) ?? [];
      if (urls.length < 2 || target === undefined) return answer;
      return { ...answer, body: `<!doctype html><body>${oneAfterAnother(urls, `"${target}"`)}</body>` };
    }),
  },
  'clients-of-terminated-sessions-called': {
    what: 'Clients whose sessions were ended through the API before are called in frames with the next logout.',
    violates: ['FRONT-IFRAME-4'],
    request: (request, { memory }) => {
      const registered = /"frontChannelLogoutUrl":\s*"([^"]+)"/.exec(request.body)?.[1];
      if (registered !== undefined && request.method === 'POST') memory.set(registered, 'registered');
      if (request.method === 'DELETE' && request.url.pathname.endsWith('/me/sessions'))
        for (const url of memory.keys()) memory.set(url, 'ended');
      return request;
    },
    answer: frames((urls, _, { memory }) => {
      const called = urls.map(({ origin, pathname }) => `${origin}${pathname}`);
      const others = [...memory].flatMap(([url, state]) => (state === 'ended' && !called.includes(url) ? [url] : []));
      return [...urls, ...others.map((url) => new URL(url))];
    }),
  },
  'front-channel-in-place-of-back-channel': {
    what: 'A client that has registered both logout uris is sent no logout token.',
    violates: ['BACK-DELIVERY-1'],
    request: (request, { memory }) => {
      const registered = /"frontChannelLogoutUrl":\s*"([^"?]+)/.exec(request.body)?.[1];
      if (registered !== undefined) memory.set(new URL(registered).pathname.replace('front-', 'back-'), 'both');
      return request;
    },
    delivery: (delivery, { memory }) => (memory.has(new URL(delivery.receiver).pathname) ? [] : [delivery]),
  },
  'no-call-without-back-channel-uri': {
    what: 'A client that has registered no back-channel logout uri is not called in a frame.',
    violates: ['FRONT-IFRAME-1'],
    request: (request) =>
      request.method === 'POST' && !request.body.includes('"backChannelLogoutUrl"')
        ? { ...request, body: request.body.replace(/"frontChannelLogoutUrl":\s*"[^"]+"/, '') }
        : request,
  },
} as const satisfies FaultTable;
