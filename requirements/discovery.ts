import { entriesOf } from './entry.ts';

const discovery = entriesOf('discovery', 'discovery');
const session = entriesOf('session', 'discovery');
const rpInitiated = entriesOf('rpInitiated', 'discovery');
const backChannel = entriesOf('backChannel', 'discovery');

export const discoveryRequirements = [
  discovery.must(
    'DISCOVERY-1',
    '4.1',
    'interoperability',
    'The metadata is found under the issuer, and the issuer in it is that very url.',
  ),
  discovery.must(
    'DISCOVERY-2',
    '3',
    'interoperability',
    'Every published endpoint is an https url, and the required members are there.',
  ),
  discovery.must(
    'DISCOVERY-3',
    '3',
    'interoperability',
    'The published key set holds a signing key for the key id that tokens use.',
  ),
  discovery.must('DISCOVERY-4', '3', 'interoperability', 'The published key set holds public keys only.'),
  session.must(
    'SESSION-DISCOVERY-1',
    '3.3',
    'interoperability',
    'A provider with session management publishes check_session_iframe.',
  ),
  rpInitiated.must(
    'RPLOGOUT-DISCOVERY-1',
    '2.1',
    'interoperability',
    'A provider with logout by the relying party publishes end_session_endpoint.',
  ),
  backChannel.must(
    'BACK-DISCOVERY-1',
    '2.1',
    'interoperability',
    'A provider that sends logout tokens says so, and whether they carry a sid.',
  ),
] as const;
