import type { FaultTable } from './fault.ts';
import { at, cookies, idToken, json, onAuthorization } from './mutations.ts';

import { isSilent } from './requests.ts';

/** What can be made wrong in token signing, tenants and single sign-on. */
export const product = {
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
