import { AdminError, type AdminClient } from '../../fixtures/index.ts';

/** The status of the server's answer to a new value of one of its settings. */
export async function statusOfChange(admin: AdminClient, name: string, value: string): Promise<number> {
  const body = [{ operation: 'REPLACE', path: `/${name}`, value }];
  try {
    await admin.api.call({ method: 'PATCH', path: '/api/server/v1/configs', expect: 200, body });
    return 200;
  } catch (error) {
    if (error instanceof AdminError) return error.status;
    throw error;
  }
}
