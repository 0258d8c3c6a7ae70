import { entriesOf } from './entry.ts';

const maximum = entriesOf('maximumTimeout', 'idle-timeout');
const configsApi = entriesOf('configsApi', 'idle-timeout');

export const maximumLifetime = [
  maximum.product(
    'IS-MAXIMUM-1',
    'Maximum session timeout',
    'too late or too early',
    'Where a maximum lifetime is set, silent calls do not carry a session past it.',
  ),
  maximum.product(
    'IS-MAXIMUM-2',
    'Parameters',
    'too late or too early',
    'Where none is set, as is the default, silent calls keep a session for a day and longer.',
  ),
  maximum.product(
    'IS-MAXIMUM-3',
    'Maximum session timeout',
    'too late or too early',
    'A remembered session does not live past the maximum lifetime.',
  ),
  maximum.product(
    'IS-MAXIMUM-4',
    'Maximum session timeout',
    'too late or too early',
    'The maximum lifetime counts from when the session was created: no client that joins, no session extension and no password that is given again begins it anew.',
  ),
  maximum.product(
    'IS-MAXIMUM-5',
    'Maximum session timeout',
    'too late or too early',
    'After the maximum lifetime the user has to sign in again, and the next session has a whole lifetime of its own.',
  ),
  maximum.advice(
    'IS-MAXIMUM-6',
    'Maximum session timeout',
    'too late or too early',
    'A maximum lifetime that is switched on is in force at once, for sessions that exist as well.',
  ),
  maximum.product(
    'IS-MAXIMUM-7',
    'Maximum session timeout',
    'too late or too early',
    'Where the idle timeout comes first, a session ends by it, maximum lifetime or not.',
  ),
  configsApi.advice(
    'IS-MAXIMUM-8',
    '/configs',
    'too late or too early',
    'A maximum lifetime that is not a positive number, and a switch for it that is neither true nor false, are refused with 400, and nothing is changed.',
  ),
] as const;
