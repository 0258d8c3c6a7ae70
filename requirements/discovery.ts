import { entriesOf } from './entry.ts';

const discovery = entriesOf('discovery', 'discovery');
const core = entriesOf('core', 'discovery');
const session = entriesOf('session', 'discovery');
const rpInitiated = entriesOf('rpInitiated', 'discovery');
const backChannel = entriesOf('backChannel', 'discovery');

export const discoveryRequirements = [
  discovery.must(
    'DISCOVERY-1',
    '4.3',
    'interoperability',
    'The issuer in the metadata is the very url under which they were found.',
  ),
  discovery.must(
    'DISCOVERY-2',
    '3',
    'interoperability',
    'The metadata holds every required member: issuer, endpoints, key set, response types, subject types and signing algorithms.',
  ),
  core.must(
    'DISCOVERY-3',
    '10.1',
    'interoperability',
    'ID tokens are signed with a key of the published key set, which they name where there are several.',
  ),
  core.states('DISCOVERY-4', '10', 'wrong user', 'The published key set holds public keys only.'),
  discovery.must(
    'DISCOVERY-5',
    '4.2',
    'interoperability',
    'The metadata is answered with status 200, as application/json.',
  ),
  discovery.must('DISCOVERY-6', '7.1', 'wrong user', 'Every endpoint in the metadata is reached over TLS.'),
  discovery.must('DISCOVERY-7', '3', 'interoperability', 'RS256 is among the algorithms for signing ID tokens.'),
  discovery.advice(
    'DISCOVERY-8',
    '4.2',
    'interoperability',
    'Whoever looks for the metadata at the root of the server, where the issuer has none, is answered with JSON or an error, and not with a page.',
  ),
  discovery.advice(
    'DISCOVERY-9',
    '4.2',
    'interoperability',
    'Whoever looks for the metadata where OAuth has them (RFC 8414) is answered with JSON or an error, and not with a page.',
  ),
  discovery.advice(
    'DISCOVERY-10',
    '4.2',
    'interoperability',
    'Whoever looks for the metadata or the keys of a tenant that there is not is answered with JSON or an error, and not with a page.',
  ),
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
  backChannel.states(
    'BACK-DISCOVERY-1',
    '2.1',
    'interoperability',
    'A provider that sends logout tokens announces it as backchannel_logout_supported.',
  ),
] as const;
