import type { Requirement } from './types.ts';

const specification = 'OpenID Connect Front-Channel Logout 1.0';

export const frontChannelLogout = [
  {
    id: 'FRONT-DISCOVERY-1',
    specification,
    clause: '3',
    level: 'MUST',
    area: 'front-channel-logout',
    text: 'A provider with front-channel logout says so, and whether it sends sid.',
  },
  {
    id: 'FRONT-IFRAME-1',
    specification,
    clause: '2, 3',
    level: 'MUST',
    area: 'front-channel-logout',
    text: 'Every client of the session that registered a front-channel uri is called in an iframe of the browser.',
  },
  {
    id: 'FRONT-IFRAME-2',
    specification,
    clause: '3',
    level: 'MUST',
    area: 'front-channel-logout',
    text: 'The call carries iss and sid as in the ID token.',
  },
  {
    id: 'FRONT-IFRAME-3',
    specification,
    clause: '2',
    level: 'MUST',
    area: 'front-channel-logout',
    text: 'The browser comes back to the post_logout_redirect_uri with the state.',
  },
] as const satisfies readonly Requirement[];
