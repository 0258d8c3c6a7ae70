import type { FaultTable } from './fault.ts';
import { at, cookies, idToken, json, onAuthorization } from './mutations.ts';

import { isSilent, pretend } from './requests.ts';

/** What can be made wrong in session administration, token signing, tenants and single sign-on. */
export const product = {
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
    violates: ['IS-ADMIN-2'],
    request: pretend('DELETE', /\/me\/sessions$/, 204),
  },
  'password-change-keeps-sessions': {
    what: 'A change of password ends no session.',
    violates: ['IS-ADMIN-4'],
    request: pretend('PATCH', /\/scim2\/Me$/, 200, '{}'),
  },
  'deletion-keeps-sessions': {
    what: 'The deletion of a user ends no session.',
    violates: ['IS-ADMIN-5'],
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
  'id-token-signed-by-unpublished-key': {
    what: 'ID tokens are signed with a key that is not published.',
    violates: ['IS-SIGN-1', 'IS-SIGN-3', 'IS-SIGN-6', 'DISCOVERY-3'],
    answer: at(
      'token',
      json(async (content, _, { tokens }) =>
        typeof content['id_token'] === 'string'
          ? {
              ...content,
              id_token: await tokens.change(content['id_token'], (claims) => claims, { kid: 'not-published' }),
            }
          : content,
      ),
    ),
  },
  'tenant-cookies-at-root': {
    what: 'The cookies of a tenant are sent to every other tenant.',
    violates: ['IS-TENANT-3'],
    answer: cookies((cookie) => cookie.replace(/path=\/t\/[^;]*/i, 'Path=/')),
  },
  'session-state-lost-when-another-joins': {
    what: 'When a second client has joined, silent calls of the first bring no session_state.',
    violates: ['IS-SSO-3'],
    answer: onAuthorization('code', ({ parameters, asked, world: { memory } }) => {
      const first = memory.get('first') ?? asked.get('client_id') ?? '';
      memory.set('first', first);
      if (asked.get('client_id') !== first) memory.set('joined', 'yes');
      if (asked.get('client_id') === first && memory.has('joined') && isSilent(asked))
        parameters.delete('session_state');
    }),
  },
  'subject-per-client': {
    what: 'Every client is given a subject of its own.',
    violates: ['IS-SSO-5'],
    answer: idToken((claims) => ({ ...claims, sub: `${String(claims.sub)}-at-${String(claims.aud)}` })),
  },
} as const satisfies FaultTable;
