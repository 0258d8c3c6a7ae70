import type { AdminApi } from './admin-api.ts';
import { isMissing } from './admin-error.ts';
import type { AdminCredentials } from './administrator.ts';

/** Where passwords are recovered by whoever sends the emails themselves. */
export const RECOVERY_API = '/api/identity/recovery/v0.9';

/**
 * A password that a user sets who has forgotten the former one. The server hands out the key that it would send by email
 * otherwise (`notify=false`), as it does for whoever writes such emails themselves.
 * @returns false where the server does not have this interface. @throws AdminError where it refuses.
 */
export async function resetPassword(api: AdminApi, { user }: AdminCredentials, password: string): Promise<boolean> {
  const asked = {
    method: 'POST',
    path: `${RECOVERY_API}/recover-password?type=email&notify=false`,
    expect: 202,
  } as const;
  const body = { user: { username: user, realm: 'PRIMARY' }, properties: [] };
  const answer = await api.call({ ...asked, body }).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw error;
  });
  if (answer === undefined) return false;
  // It is a UUID, whether as it is or as a JSON string.
  const key = answer.body.replaceAll('"', '');
  const set = { method: 'POST', path: `${RECOVERY_API}/set-password`, expect: 200 } as const;
  await api.call({ ...set, body: { key, password, properties: [] } });
  return true;
}
