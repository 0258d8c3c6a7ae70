import type { Deviation } from '../types.ts';
import { product } from './product.ts';
import { rpInitiatedLogout } from './rp-initiated-logout.ts';
import { sessionsAndNotification } from './sessions-and-notification.ts';
import { signIn } from './sign-in.ts';
import { silentAuthentication } from './silent-authentication.ts';

/**
 * Where product versions are known to break a requirement, each reproduced on real servers. One that no longer occurs is
 * remarked on in the report: end its range.
 */
export const deviations: readonly Deviation[] = [
  ...product,
  ...rpInitiatedLogout,
  ...sessionsAndNotification,
  ...signIn,
  ...silentAuthentication,
];
