import { entriesOf } from './entry.ts';

const backChannel = entriesOf('backChannel', 'back-channel-logout');

export const backChannelLogout = [
  backChannel.must(
    'BACK-DELIVERY-1',
    '2.5',
    'interoperability',
    'Every client of the session that registered a back-channel uri is sent a logout token, exactly one.',
  ),
  backChannel.must(
    'BACK-DELIVERY-2',
    '2.5',
    'interoperability',
    'The token arrives as the single form field logout_token of a POST.',
  ),
  backChannel.must(
    'BACK-DELIVERY-3',
    '2.5',
    'interoperability',
    'A client that takes no part in the session is sent nothing.',
  ),
  backChannel.must(
    'BACK-DELIVERY-4',
    '2.5',
    'interoperability',
    'After a logout that was refused nobody is sent anything.',
  ),
  backChannel.should(
    'BACK-DELIVERY-5',
    '2.5',
    'interoperability',
    'A receiver that is slow, failing, redirecting or gone holds up neither the user nor the others.',
  ),
  backChannel.must(
    'BACK-DELIVERY-6',
    '2.5',
    'interoperability',
    'A user who logs out in one browser causes no token for the session in another.',
  ),
  backChannel.must(
    'BACK-TOKEN-1',
    '2.4',
    'interoperability',
    'The logout token passes every check that a relying party has to make.',
  ),
  backChannel.must(
    'BACK-TOKEN-2',
    '2.4',
    'interoperability',
    'The logout token names the user and the session of the ID token that the client was given.',
  ),
  backChannel.should('BACK-TOKEN-3', '2.4', 'interoperability', 'The logout token is typed logout+jwt.'),
  backChannel.should('BACK-TOKEN-4', '2.4', 'interoperability', 'The logout token expires within two minutes.'),
  backChannel.must('BACK-TOKEN-5', '2.4', 'interoperability', 'Every logout token has an identifier of its own.'),
  backChannel.must(
    'BACK-TOKEN-6',
    '2.4',
    'interoperability',
    'The audience of a logout token is the client that it is sent to, alone.',
  ),
  backChannel.must('BACK-SID-1', '2.1', 'interoperability', 'Two sessions of one user have different sids.'),
  backChannel.must(
    'BACK-SID-2',
    '2.1',
    'interoperability',
    'After a session has ended by idleness, the next user in the same browser has a session of its own: another sid.',
  ),
  backChannel.must(
    'BACK-SID-3',
    '2.4',
    'interoperability',
    'The logout tokens of a session name its own user, whoever was signed in before in the same browser.',
  ),
] as const;
