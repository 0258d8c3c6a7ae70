import { CannotRunError } from '../lib/cannot-run.ts';
import type { Administrator } from './administrator.ts';
import { AdminClient, type ServerSettings } from './admin-client.ts';
import { isMissing } from './admin-error.ts';

/** All that is needed to restore a server to its original state; plain data, so that the guard can carry it out after a crash. */
export interface CleanUpOrder {
  readonly baseUrl: string;
  readonly certificate?: string;
  readonly credentials: Administrator;
  /** Everything that the run made carries it. */
  readonly prefix: string;
  readonly restore?: Partial<ServerSettings>;
}

async function removeAll<Item>(find: () => Promise<Item[]>, remove: (item: Item) => Promise<void>): Promise<number> {
  let removed = 0;
  // The lists are paged; each round empties a page. Bounded, so that a server which ignores DELETE cannot hold us here.
  for (let round = 0; round < 50; round += 1) {
    const items = await find();
    if (items.length === 0) return removed;
    for (const item of items) {
      try {
        await remove(item);
      } catch (error) {
        if (!isMissing(error)) throw error;
      }
      removed += 1;
    }
  }
  throw new Error('what the run made could not be removed: the server lists it again and again');
}

/**
 * Removes every application and user whose name begins with the run's prefix, and puts changed settings back.
 * @returns how many things were removed.
 * @throws AggregateError naming each part that failed; the others have been done.
 */
export async function cleanUp(order: CleanUpOrder): Promise<number> {
  const admin = new AdminClient({
    baseUrl: order.baseUrl,
    credentials: order.credentials,
    certificate: order.certificate,
  });
  const { restore, prefix } = order;
  const results = await Promise.allSettled([
    restore === undefined ? Promise.resolve(0) : admin.changeServerSettings(restore).then(() => 0),
    removeAll(
      () => admin.findApplications(prefix),
      ({ id }) => admin.deleteApplication(id),
    ),
    removeAll(
      () => admin.findUsers(prefix),
      ({ id }) => admin.deleteUser(id),
    ),
  ]);
  const failures = results.flatMap((result): unknown[] => (result.status === 'rejected' ? [result.reason] : []));
  if (failures.length > 0)
    throw new AggregateError(
      failures,
      `The server could not be restored to its original state: ${failures.join('; ')}`,
    );
  return results.reduce((sum, result) => sum + (result.status === 'fulfilled' ? result.value : 0), 0);
}

/** A failed {@link cleanUp}, with what is left to be done by hand. */
export function notRestored(
  product: string,
  { baseUrl, prefix, restore }: CleanUpOrder,
  cause: unknown,
): CannotRunError {
  const settings = Object.entries(restore ?? {}).map(([name, value]) => `, and set ${name} back to ${value}`);
  return new CannotRunError(
    `${product} at ${baseUrl} could not be restored to its original state: ${cause instanceof Error ? cause.message : String(cause)}`,
    `when it answers again, remove the applications and users whose names begin with "${prefix}"${settings.join('')}.`,
    { cause },
  );
}
