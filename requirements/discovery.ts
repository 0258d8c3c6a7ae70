import type { Requirement } from './types.ts';

const discovery = 'OpenID Connect Discovery 1.0';
const sessionManagement_ = 'OpenID Connect Session Management 1.0';
const rpInitiated = 'OpenID Connect RP-Initiated Logout 1.0';
const backChannel = 'OpenID Connect Back-Channel Logout 1.0';

export const discoveryRequirements = [
  {
    id: 'DISCOVERY-1',
    specification: discovery,
    clause: '4.1, 4.3',
    level: 'MUST',
    area: 'discovery',
    text: 'The metadata is found under the issuer, and the issuer in it is that very url.',
  },
  {
    id: 'DISCOVERY-2',
    specification: discovery,
    clause: '3',
    level: 'MUST',
    area: 'discovery',
    text: 'Every published endpoint is an https url, and the required members are there.',
  },
  {
    id: 'DISCOVERY-3',
    specification: discovery,
    clause: '3',
    level: 'MUST',
    area: 'discovery',
    text: 'The published key set holds a signing key for the key id that tokens use.',
  },
  {
    id: 'DISCOVERY-4',
    specification: discovery,
    clause: '3',
    level: 'MUST',
    area: 'discovery',
    text: 'The published key set holds public keys only.',
  },
  {
    id: 'SESSION-DISCOVERY-1',
    specification: sessionManagement_,
    clause: '3.3',
    level: 'MUST',
    area: 'discovery',
    text: 'A provider with session management publishes check_session_iframe.',
  },
  {
    id: 'RPLOGOUT-DISCOVERY-1',
    specification: rpInitiated,
    clause: '2.1',
    level: 'MUST',
    area: 'discovery',
    text: 'A provider with logout by the relying party publishes end_session_endpoint.',
  },
  {
    id: 'BACK-DISCOVERY-1',
    specification: backChannel,
    clause: '2.1',
    level: 'MUST',
    area: 'discovery',
    text: 'A provider that sends logout tokens says so, and whether they carry a sid.',
  },
] as const satisfies readonly Requirement[];
