import type { Answer, FaultTable, Request } from './fault.ts';
import { PATHS } from './mutations.ts';
import { isSilent, refuse } from './requests.ts';

const isOfTenant = ({ url }: Request): boolean => url.pathname.startsWith('/t/');

/** Takes the session cookie of the super tenant from the browser. */
function withoutRootSession(answer: Answer): Answer {
  const headers = new Headers(answer.headers);
  headers.append('set-cookie', 'commonAuthId=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=None');
  return { ...answer, headers };
}

/** What can be made wrong between tenants. */
export const tenants = {
  'tenant-publishes-keys-of-the-super-tenant': {
    what: 'A tenant publishes the keys of the super tenant beside its own.',
    violates: ['IS-TENANT-1'],
    answer: async (answer, request, { send }) => {
      if (!isOfTenant(request) || !request.url.pathname.endsWith(PATHS.jwks)) return answer;
      const others = await send({ ...request, url: new URL(PATHS.jwks, request.url) });
      const [own, foreign] = [answer, others].map(({ body }) => (JSON.parse(body) as { keys: unknown[] }).keys);
      return { ...answer, body: JSON.stringify({ keys: [...(own ?? []), ...(foreign ?? [])] }) };
    },
  },
  'tenant-logout-ends-other-sessions': {
    what: 'A logout in one tenant ends the session of another in that browser.',
    violates: ['IS-TENANT-4'],
    answer: (answer, request) =>
      isOfTenant(request) && request.url.pathname.endsWith(PATHS.logout) ? withoutRootSession(answer) : answer,
  },
  'refused-silent-call-ends-session-of-another-tenant': {
    what: 'A silent call that a tenant refuses ends the session of another tenant in that browser (D19).',
    violates: ['IS-TENANT-6'],
    answer: (answer, request) => {
      const isRefused =
        request.url.pathname.endsWith(PATHS.authorize) && (answer.headers.get('location') ?? '').includes('error=');
      return isRefused && isOfTenant(request) ? withoutRootSession(answer) : answer;
    },
  },
  'silent-call-refuses-guests': {
    what: 'A silent call is refused to a user of another tenant.',
    violates: ['IS-TENANT-5'],
    request: (request, { memory }) => {
      const query = request.url.searchParams;
      if (request.url.pathname.endsWith(PATHS.commonauth) && request.body.includes('%40carbon.super'))
        memory.set('a guest has signed in', 'yes');
      const isCall = request.url.pathname.endsWith(PATHS.authorize) && query.has('client_id') && isSilent(query);
      return isCall && isOfTenant(request) && memory.size > 0 ? refuse(query, 'login_required') : request;
    },
  },
} as const satisfies FaultTable;
