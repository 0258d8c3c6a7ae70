import { entriesOf } from './entry.ts';

const frontChannel = entriesOf('frontChannel', 'front-channel-logout');

export const frontChannelLogout = [
  frontChannel.must(
    'FRONT-DISCOVERY-1',
    '3',
    'interoperability',
    'A provider with front-channel logout says so, and whether it sends sid.',
  ),
  frontChannel.must(
    'FRONT-IFRAME-1',
    '2',
    'interoperability',
    'Every client of the session that registered a front-channel uri is called in an iframe of the browser.',
  ),
  frontChannel.must('FRONT-IFRAME-2', '3', 'interoperability', 'The call carries iss and sid as in the ID token.'),
  frontChannel.must(
    'FRONT-IFRAME-3',
    '2',
    'interoperability',
    'The browser comes back to the post_logout_redirect_uri with the state.',
  ),
] as const;
