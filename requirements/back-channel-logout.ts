import { entriesOf, measured } from './entry.ts';

const backChannel = entriesOf('backChannel', 'back-channel-logout');
const rpInitiated = entriesOf('rpInitiated', 'back-channel-logout');
const frontChannel = entriesOf('frontChannel', 'back-channel-logout');
const guide = entriesOf('backChannelGuide', 'back-channel-logout');

const delivery = [
  guide.product(
    'BACK-DELIVERY-1',
    'How it works',
    'believed signed out',
    'When the user logs out, every client of the session that registered a back-channel url is sent a logout token.',
  ),
  // The sentence has its "must" in lower case; the text reads its keywords by RFC 2119, which asks for no capitals.
  backChannel.must(
    'BACK-DELIVERY-2',
    '2.5',
    'believed signed out',
    'The logout token is the parameter logout_token of a form that is posted to the registered uri.',
  ),
  backChannel.states(
    'BACK-DELIVERY-3',
    '2.3',
    'hygiene',
    'Logout tokens go to clients that the user is logged in at, and to no others.',
  ),
  rpInitiated.must(
    'BACK-DELIVERY-4',
    '4',
    'signed out without consent',
    'A logout request that is refused makes the provider send no logout token.',
  ),
  backChannel.states(
    'BACK-DELIVERY-5',
    '2.3',
    'believed signed out',
    'Clients are notified in parallel: one whose receiver is slow, fails, redirects or is gone does not keep the others waiting.',
  ),
  measured(
    '7.0.0 to 7.2.0',
    backChannel.advice(
      'BACK-DELIVERY-6',
      '2.4',
      'signed out without consent',
      'A user who logs out in one browser causes no logout token for a session in another.',
    ),
  ),
  backChannel.should(
    'BACK-DELIVERY-7',
    '2.5',
    'hygiene',
    'A logout request that was received, and answered with success or with 400, is not sent again.',
  ),
  rpInitiated.advice(
    'BACK-DELIVERY-8',
    '3',
    'too late or too early',
    'A receiver that is slow, fails, redirects or is gone keeps the user waiting for a bounded time only.',
  ),
  rpInitiated.states(
    'BACK-DELIVERY-9',
    '3',
    'too late or too early',
    'The browser is sent to the post_logout_redirect_uri when the clients have been notified, and not before.',
  ),
  backChannel.must(
    'BACK-DELIVERY-10',
    '2.2',
    'interoperability',
    'A query that is part of the registered back-channel uri is still there when the uri is called.',
  ),
  backChannel.should(
    'BACK-DELIVERY-11',
    '2.5',
    'hygiene',
    'A receiver that answers 204 has been successful: it is not sent the token again.',
  ),
  backChannel.should(
    'BACK-DELIVERY-12',
    '2.5',
    'hygiene',
    'A receiver that has failed is not sent the token again at once.',
  ),
  backChannel.advice(
    'BACK-DELIVERY-13',
    '2.3',
    'believed signed out',
    'Receivers that hang do not keep the clients of the next user who logs out waiting.',
  ),
  backChannel.advice(
    'BACK-DELIVERY-14',
    '2.3',
    'believed signed out',
    'Two receivers that hang do not keep the third client of the session waiting.',
  ),
] as const;

const token = [
  backChannel.must(
    'BACK-TOKEN-1',
    '2.6',
    'believed signed out',
    'The logout token passes every check that a relying party has to make: signature and algorithm, which is never none; iss, aud, iat and exp; sub or sid; events; and that there is no nonce.',
  ),
  backChannel.must(
    'BACK-TOKEN-2',
    '2.5',
    'wrong user',
    'The logout token identifies the user to be logged out: its sub, its sid, or both, are those of the ID token of that client.',
  ),
  backChannel.should('BACK-TOKEN-3', '2.4', 'hygiene', 'The logout token is typed logout+jwt.'),
  backChannel.states(
    'BACK-TOKEN-4',
    '4',
    'hygiene',
    'The logout token expires at most two minutes after it was issued.',
  ),
  backChannel.must('BACK-TOKEN-5', '2.4', 'hygiene', 'Every logout token has an identifier of its own, its jti.'),
  backChannel.must(
    'BACK-TOKEN-7',
    '2.4',
    'interoperability',
    'The value of the logout event in the claim events is a JSON object.',
  ),
  backChannel.should('BACK-TOKEN-8', '2.4', 'hygiene', 'The object that is the value of the logout event is empty.'),
  backChannel.states(
    'BACK-TOKEN-9',
    '2.4',
    'interoperability',
    'Logout tokens are signed with the key that the ID tokens of the client are signed with.',
  ),
  backChannel.should(
    'BACK-TOKEN-10',
    '2.6',
    'interoperability',
    'Logout tokens are signed with the algorithm of ID tokens: RS256, where no other was agreed with the client.',
  ),
] as const;

const session = [
  backChannel.states(
    'BACK-SID-1',
    '2.1',
    'signed out without consent',
    'Two sessions of one user, in two browsers, have different sids.',
  ),
  backChannel.states(
    'BACK-SID-2',
    '2.1',
    'wrong user',
    'After a session has ended by idleness, the session of the next user in the same browser has another sid.',
  ),
  backChannel.must(
    'BACK-SID-3',
    '2.5',
    'wrong user',
    'After a session has ended by idleness, the logout token of the next user in the same browser identifies that next user.',
  ),
  backChannel.states(
    'BACK-SID-4',
    '2.3',
    'wrong user',
    'After a session has ended by idleness, the logout of the next user in the same browser is not told to clients that only the former one was logged in at.',
  ),
  backChannel.must(
    'BACK-SID-5',
    '2.5',
    'wrong user',
    'After a user has logged out while a silent call was under way, the logout token of the next user in the same browser identifies that next user.',
  ),
  backChannel.states(
    'BACK-SID-6',
    '2.1',
    'interoperability',
    'Where the provider announces that it passes sids, ID tokens carry a sid, made of printable ASCII characters.',
  ),
  backChannel.should(
    'BACK-DISCOVERY-2',
    '2.1',
    'interoperability',
    'A provider that announces back-channel logout also says whether it passes sids.',
  ),
  frontChannel.states('BACK-SID-7', '5', 'hygiene', 'A sid has enough entropy not to be guessed.'),
] as const;

const refreshTokens = [
  backChannel.should(
    'BACK-REFRESH-1',
    '2.7',
    'interoperability',
    'A refresh token that was issued with offline_access is not revoked by the logout.',
  ),
] as const;

export const backChannelLogout = [...delivery, ...token, ...session, ...refreshTokens] as const;
