import type { Answer, Delivery, Fault, FaultTable, Request, World } from './fault.ts';
import { afterLogout, at, json, page } from './mutations.ts';
import { isSilent, pretend, refuse } from './requests.ts';

const ACCOUNT = /\/scim2\/Users\/[^/]+$/;
const APPLICATION = /\/api\/server\/v1\/applications\/[^/]+$/;
const CALLBACKS = '/inbound-protocols/oidc';
const LAST_DELIVERY = 'last delivery';
const LAST_LIST = 'last list';

type AccountState = 'accountLocked' | 'accountDisabled';

/** What a change of an account asks for; undefined for any other request. */
function changeOf({ method, url, body }: Request): 'password' | `${AccountState}: ${string}` | undefined {
  if (method !== 'PATCH' || !ACCOUNT.test(url.pathname)) return undefined;
  if (body.includes('password')) return 'password';
  const [, state, value] = /"(accountLocked|accountDisabled)":\s*(true|false)/.exec(body) ?? [];
  return `${state as AccountState}: ${value ?? ''}`;
}

const DONE: Answer = { status: 200, headers: new Headers({ 'content-type': 'application/scim+json' }), body: '{}' };

/** What a change that was not passed on should have led to is there when somebody looks. */
const readBack =
  (path: RegExp, members: (world: World) => object): NonNullable<Fault['answer']> =>
  (answer, request, world) =>
    request.method === 'GET' && path.test(request.url.pathname)
      ? json((content) => ({ ...content, ...members(world) }))(answer, request, world)
      : answer;

/** Changes of the state are not passed on, but the account says that they were. `meanwhile` may answer in place of the server then. */
const inNameOnly = (
  state: AccountState,
  meanwhile: (request: Request) => Request | Answer = (request) => request,
): Required<Pick<Fault, 'request' | 'answer'>> => ({
  request: (request, { memory }) => {
    const change = changeOf(request);
    if (change === `${state}: true`) memory.set(state, 'yes');
    if (change === `${state}: false`) memory.delete(state);
    if (change === `${state}: true` || change === `${state}: false`) return DONE;
    return memory.has(state) ? meanwhile(request) : request;
  },
  answer: readBack(ACCOUNT, ({ memory }) => ({
    'urn:scim:wso2:schema': { [state]: memory.has(state) },
  })),
});

/** As if nobody were signed in. */
const refuseSilently = (request: Request): Request | Answer =>
  isSilent(request.url.searchParams) ? refuse(request.url.searchParams, 'login_required') : request;

/** Changes answers of the authorization endpoint once an application has been deleted. */
const afterDeletion = (change: NonNullable<Fault['answer']>): NonNullable<Fault['answer']> => {
  const changed = at('authorize', (answer, request, world) =>
    world.memory.has('deleted') ? change(answer, request, world) : answer,
  );
  return (answer, request, world) => {
    if (request.method === 'DELETE' && APPLICATION.test(request.url.pathname)) world.memory.set('deleted', 'yes');
    return changed(answer, request, world);
  };
};

/** Changes where the authorization endpoint leads, once the callbacks of an application have been changed. */
const afterChange =
  (
    isMeant: (to: { readonly url: URL }, world: World) => boolean,
    change: (asked: URLSearchParams) => Answer,
  ): NonNullable<Fault['answer']> =>
  (answer, request, world) => {
    if (request.method === 'PUT' && request.url.pathname.endsWith(CALLBACKS)) world.memory.set('changed', 'yes');
    const location = answer.headers.get('location');
    const isAsked = request.url.pathname.endsWith('/oauth2/authorize') && world.memory.has('changed');
    if (!isAsked || location === null) return answer;
    return isMeant({ url: new URL(location, request.url) }, world) ? change(request.url.searchParams) : answer;
  };

const isCodeIn = ({ headers }: Answer): boolean => /[?&#]code=/.test(headers.get('location') ?? '');

const write = ({ receiver, contentType, fields }: Delivery): string =>
  JSON.stringify({ receiver, contentType, fields: fields.toString() });

function read(text: string): Delivery {
  const { receiver, contentType, fields } = JSON.parse(text) as Record<'receiver' | 'contentType' | 'fields', string>;
  return { receiver, contentType, fields: new URLSearchParams(fields) };
}

/** What can be made wrong in the administration of sessions and accounts. */
export const sessionAdministration = {
  'session-listed-without-second-client': {
    what: 'The list of sessions leaves out the second client.',
    violates: ['IS-ADMIN-1'],
    answer: at(
      'sessions',
      json(({ sessions, ...others }) => ({
        ...others,
        sessions: (sessions as { applications: unknown[] }[] | undefined)?.map((session) => ({
          ...session,
          applications: session.applications.slice(0, 1),
        })),
      })),
    ),
  },
  'termination-without-effect': {
    what: 'Ending the sessions of a user through the API ends none.',
    violates: ['IS-ADMIN-2', 'IS-LIST-3', 'IS-BOUND-1', 'IS-BOUND-2'],
    request: pretend('DELETE', /\/me\/sessions$/, 204),
  },
  'password-change-keeps-sessions': {
    what: 'A change of password ends no session.',
    violates: ['IS-ADMIN-4', 'IS-ACCOUNT-5', 'IS-ACCOUNT-9'],
    request: pretend('PATCH', /\/scim2\/Me$/, 200, '{}'),
  },
  'deletion-keeps-sessions': {
    what: 'The deletion of a user ends no session.',
    violates: ['IS-ADMIN-5', 'IS-ACCOUNT-6', 'IS-ACCOUNT-10', 'IS-ACCOUNT-14'],
    request: pretend('DELETE', /\/scim2\/Users\//, 204),
  },
  'termination-of-one-without-effect': {
    what: 'Ending one session by its id ends none.',
    violates: ['IS-ADMIN-9'],
    request: pretend('DELETE', /\/me\/sessions\/[^/]+$/, 204),
  },
  'termination-of-one-ends-all': {
    what: 'Ending one session by its id ends all sessions of the user.',
    violates: ['IS-ADMIN-10'],
    request: (request) => {
      if (request.method !== 'DELETE' || !/\/me\/sessions\/[^/]+$/.test(request.url.pathname)) return request;
      return { ...request, url: new URL(request.url.href.replace(/\/[^/]+$/, '')) };
    },
  },
  'ended-sessions-listed': {
    what: 'Sessions that have ended are still listed.',
    violates: ['IS-LIST-1', 'IS-LIST-2', 'IS-LIST-3'],
    answer: at('sessions', (answer, request, { memory }) => {
      if (request.method !== 'GET') return answer;
      const { sessions } = JSON.parse(answer.body) as { sessions?: unknown[] };
      if ((sessions ?? []).length > 0) memory.set(LAST_LIST, answer.body);
      return { ...answer, body: memory.get(LAST_LIST) ?? answer.body };
    }),
  },
  'ended-session-ends-again': {
    what: 'A change of password sends a logout token for a session that has ended before.',
    violates: ['IS-LIST-4'],
    delivery: (delivery, { memory }) => {
      if (!memory.has(LAST_DELIVERY)) memory.set(LAST_DELIVERY, write(delivery));
      return [delivery];
    },
    answer: async (answer, request, world) => {
      const last = world.memory.get(LAST_DELIVERY);
      const isChange = request.method === 'PATCH' && request.url.pathname.endsWith('/scim2/Me');
      if (isChange && last !== undefined) await world.deliver(read(last));
      return answer;
    },
  },
  'deleted-application-goes-on': {
    what: 'The deletion of an application has no effect.',
    violates: ['IS-APP-1', 'IS-APP-5'],
    request: pretend('DELETE', APPLICATION, 204),
  },
  'request-of-deleted-application-fails': {
    what: 'A request of an application that was deleted makes the server fail.',
    violates: ['IS-APP-2'],
    answer: afterDeletion((answer, request, { origin }) => {
      const { href } = new URL(answer.headers.get('location') ?? '', request.url);
      return href.startsWith(`${origin}/`) ? page('<!doctype html><title>Internal Server Error</title>', 500) : answer;
    }),
  },
  'deletion-of-application-ends-sessions': {
    what: 'The deletion of an application ends the sessions that it took part in.',
    violates: ['IS-APP-3'],
    answer: afterDeletion((answer, { url }) =>
      isCodeIn(answer) ? refuse(url.searchParams, 'login_required') : answer,
    ),
  },
  'disabled-application-goes-on': {
    what: 'An application that is disabled gets codes all the same.',
    violates: ['IS-APP-6'],
    request: pretend('PATCH', APPLICATION, 200, '{}'),
    answer: readBack(APPLICATION, () => ({ applicationEnabled: false })),
  },
  'changed-callbacks-without-effect': {
    what: 'A change of the callbacks of an application has no effect.',
    violates: ['IS-APP-7', 'IS-APP-8', 'IS-APP-9'],
    request: pretend('PUT', new RegExp(`${CALLBACKS}$`), 200, '{}'),
  },
  'new-callback-gets-no-code': {
    what: 'A callback that was registered in place of another gets no code in a session of before.',
    violates: ['IS-APP-8'],
    answer: afterChange(
      ({ url }, { origin }) => !url.href.startsWith(origin) && url.searchParams.has('new'),
      (asked) => refuse(asked, 'login_required'),
    ),
  },
  'request-with-former-callback-fails': {
    what: 'A request with a callback that was taken from its application makes the server fail.',
    violates: ['IS-APP-11'],
    answer: afterChange(
      ({ url }) => url.pathname.endsWith('/oauth2_error.do'),
      () => page('<!doctype html><title>Internal Server Error</title>', 500),
    ),
  },
  'logout-to-new-callback-stays-at-provider': {
    what: 'A logout does not lead to a callback that was registered in place of another.',
    violates: ['IS-APP-10'],
    answer: afterLogout(({ parameters }) => (parameters.has('new') ? page() : undefined)),
  },
  'password-of-administrator-without-effect': {
    what: 'A password that an administrator sets ends nothing.',
    violates: ['IS-ACCOUNT-1', 'IS-ACCOUNT-7', 'IS-ACCOUNT-11'],
    request: (request) => (changeOf(request) === 'password' ? DONE : request),
  },
  'recovered-password-without-effect': {
    what: 'A password that replaces a forgotten one ends nothing.',
    violates: ['IS-ACCOUNT-20', 'IS-ACCOUNT-22', 'IS-ACCOUNT-23'],
    request: pretend('POST', /\/set-password$/, 200, '{}'),
  },
  'lock-without-effect': {
    what: 'A lock of the account ends nothing.',
    violates: ['IS-ACCOUNT-2', 'IS-ACCOUNT-8', 'IS-ACCOUNT-12'],
    ...inNameOnly('accountLocked'),
  },
  'lock-suspends-sessions': {
    what: 'A lock of the account suspends its sessions, which come back when it is unlocked, and its tokens live on.',
    violates: ['IS-ACCOUNT-13', 'IS-ACCOUNT-4', 'IS-ACCOUNT-8', 'IS-ACCOUNT-12'],
    ...inNameOnly('accountLocked', refuseSilently),
  },
  'disabling-without-effect': {
    what: 'Disabling an account ends nothing.',
    violates: ['IS-ACCOUNT-15', 'IS-ACCOUNT-17', 'IS-ACCOUNT-18'],
    ...inNameOnly('accountDisabled'),
  },
  'disabling-suspends-sessions': {
    what: 'Disabling an account suspends its sessions, which come back when it is enabled, and its tokens live on.',
    violates: ['IS-ACCOUNT-19', 'IS-ACCOUNT-16', 'IS-ACCOUNT-17', 'IS-ACCOUNT-18'],
    ...inNameOnly('accountDisabled', refuseSilently),
  },
} as const satisfies FaultTable;
