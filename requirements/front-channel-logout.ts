import { entriesOf } from './entry.ts';

const frontChannel = entriesOf('frontChannel', 'front-channel-logout');
const rpInitiated = entriesOf('rpInitiated', 'front-channel-logout');

export const frontChannelLogout = [
  frontChannel.should(
    'FRONT-DISCOVERY-1',
    '3',
    'interoperability',
    'A provider that announces front-channel logout also says whether it passes iss and sid.',
  ),
  frontChannel.states(
    'FRONT-DISCOVERY-2',
    '3',
    'interoperability',
    'A provider that does not announce front-channel logout, which means that it has none, calls no front-channel uri.',
  ),
  frontChannel.states(
    'FRONT-IFRAME-1',
    '3',
    'believed signed out',
    'The front-channel uri of every client of the session is rendered in an iframe of a page of the provider, and called once.',
  ),
  frontChannel.must(
    'FRONT-IFRAME-2',
    '2',
    'interoperability',
    'A front-channel call carries iss and sid or neither, and they are those of the ID token.',
  ),
  rpInitiated.states(
    'FRONT-IFRAME-3',
    '3',
    'interoperability',
    'The browser comes back to the post_logout_redirect_uri after the clients have been called in their iframes.',
  ),
  frontChannel.states(
    'FRONT-IFRAME-4',
    '3',
    'signed out without consent',
    'The front-channel uri of a client that the user is not logged in at is not called.',
  ),
  frontChannel.must(
    'FRONT-IFRAME-5',
    '2',
    'interoperability',
    'A query that is part of the registered front-channel uri is still there when the uri is called.',
  ),
  rpInitiated.advice(
    'FRONT-IFRAME-6',
    '3',
    'too late or too early',
    'A client that never answers in its iframe, or refuses its call, keeps the user waiting for a bounded time only.',
  ),
  frontChannel.advice(
    'FRONT-IFRAME-7',
    '3',
    'interoperability',
    'Where the provider announces that it passes iss and sid, front-channel calls carry them.',
  ),
  frontChannel.states(
    'FRONT-IFRAME-8',
    '3',
    'believed signed out',
    'Clients are called in parallel: one that never answers does not keep the provider from calling the others.',
  ),
] as const;
