import type { Fault, FaultTable, Request, World } from './fault.ts';
import { PATHS } from './mutations.ts';
import { cookieOf, isSilent } from './requests.ts';

/** The administrator's authorization, while a maximum lifetime is set; that of who has set it is remembered. */
const LIMITED = 'maximum lifetime set by';
const FIRST_CLIENT = 'first client since';

const isAuthorization = ({ url }: Request): boolean => url.pathname.endsWith(PATHS.authorize);

/** What a change of the server's settings asks for; undefined for any other request. */
function changeOf({ method, url, body }: Request): 'limit' | 'no limit' | undefined {
  if (method !== 'PATCH' || !url.pathname.endsWith(PATHS.settings)) return undefined;
  const [, value] = /"\/enableMaximumSessionTimeoutPeriod","value":"(true|false)"/.exec(body) ?? [];
  if (value === undefined) return undefined;
  return value === 'true' ? 'limit' : 'no limit';
}

/** Changes a setting behind the administrator's back. */
async function change(world: World, { url }: Request, path: string, value: string): Promise<void> {
  const headers = new Headers({
    authorization: world.memory.get(LIMITED) ?? '',
    'content-type': 'application/json',
    host: url.host,
  });
  const body = JSON.stringify([{ operation: 'REPLACE', path, value }]);
  await world.send({ method: 'PATCH', url: new URL(PATHS.settings, url), headers, body });
}

/** Lifts the maximum lifetime as soon as a request of a kind has been answered, and so lets every session live on. */
const liftedBy = (
  isMeant: (request: Request, world: World, answer: Parameters<NonNullable<Fault['answer']>>[0]) => boolean,
  whileUnlimited: (request: Request, world: World) => void = () => undefined,
): Required<Pick<Fault, 'answer'>> => ({
  answer: async (answer, request, world) => {
    const { memory } = world;
    const wanted = changeOf(request);
    if (wanted === 'no limit') memory.delete(LIMITED);
    if (wanted === 'limit') {
      memory.set(LIMITED, request.headers.get('authorization') ?? '');
      memory.delete(FIRST_CLIENT);
    }
    if (!memory.has(LIMITED)) whileUnlimited(request, world);
    else if (isMeant(request, world, answer))
      await change(world, request, '/enableMaximumSessionTimeoutPeriod', 'false');
    return answer;
  },
});

const SENSELESS =
  /"\/(?:maximumSessionTimeoutPeriod","value":"(?![1-9]\d*")|enableMaximumSessionTimeoutPeriod","value":"(?!true"|false"))/;

/** What can be made wrong in the maximum lifetime of sessions. */
export const maximumLifetime = {
  'maximum-lifetime-not-for-the-remembered': {
    what: 'A remembered session lives past the maximum lifetime.',
    violates: ['IS-MAXIMUM-3'],
    ...liftedBy(({ url, body }) => url.pathname.endsWith(PATHS.commonauth) && body.includes('chkRemember')),
  },
  'maximum-lifetime-begun-anew-by-joining': {
    what: 'A second client that joins a session keeps it past its maximum lifetime.',
    violates: ['IS-MAXIMUM-4'],
    ...liftedBy((request, { memory }) => {
      const client = request.url.searchParams.get('client_id');
      if (!isAuthorization(request) || client === null) return false;
      const first = memory.get(FIRST_CLIENT) ?? client;
      memory.set(FIRST_CLIENT, first);
      return client !== first;
    }),
  },
  'maximum-lifetime-begun-anew-by-extension': {
    what: 'The session-extension endpoint keeps a session past its maximum lifetime.',
    violates: ['IS-MAXIMUM-4'],
    ...liftedBy(({ url }) => url.pathname.endsWith(PATHS.extend)),
  },
  'maximum-lifetime-begun-anew-by-login': {
    what: 'A user who signs in again in a session keeps it past its maximum lifetime.',
    violates: ['IS-MAXIMUM-4'],
    ...liftedBy((request) => isAuthorization(request) && request.url.searchParams.get('prompt') === 'login'),
  },
  'maximum-lifetime-for-silent-calls-only': {
    what: 'After the maximum lifetime silent calls are refused, and a sign-in at another client asks for nothing.',
    violates: ['IS-MAXIMUM-5'],
    ...liftedBy(
      (request, _, answer) =>
        isAuthorization(request) &&
        isSilent(request.url.searchParams) &&
        (answer.headers.get('location') ?? '').includes('error=login_required'),
    ),
  },
  'maximum-lifetime-for-new-sessions-only': {
    what: 'Sessions of before the maximum lifetime was switched on live past it.',
    violates: ['IS-MAXIMUM-6'],
    ...liftedBy(
      (request, { memory }) => memory.has(`known ${cookieOf(request, 'commonAuthId') ?? ''}`),
      (request, { memory }) => {
        const session = cookieOf(request, 'commonAuthId');
        if (session !== undefined) memory.set(`known ${session}`, 'yes');
      },
    ),
  },
  'maximum-lifetime-in-place-of-idle-timeout': {
    what: 'Where a maximum lifetime is set the idle timeout ends no session.',
    violates: ['IS-MAXIMUM-7'],
    answer: async (answer, request, world) => {
      if (changeOf(request) !== 'limit') return answer;
      world.memory.set(LIMITED, request.headers.get('authorization') ?? '');
      await change(world, request, '/idleSessionTimeoutPeriod', '600');
      return answer;
    },
  },
  'senseless-maximum-accepted': {
    what: 'A maximum lifetime that is no positive number is accepted.',
    violates: ['IS-MAXIMUM-8'],
    request: (request) =>
      request.method === 'PATCH' && request.url.pathname.endsWith(PATHS.settings) && SENSELESS.test(request.body)
        ? { status: 200, headers: new Headers(), body: '' }
        : request,
  },
} as const satisfies FaultTable;
