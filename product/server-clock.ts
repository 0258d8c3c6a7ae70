import { setTimeout as delay } from 'node:timers/promises';
import { formatDuration, milliseconds, plus, seconds, type Duration } from '../lib/durations.ts';
import { networkFault, type HttpClient } from '../lib/http.ts';

/** Half of the proof's jump, so that a slow answer can't pass for a moved clock. */
const REQUEST_TIMEOUT = seconds(5);
const CONFIRMATION_TIMEOUT = seconds(5);
const PROOF_OFFSET = seconds(10);
/** `Date` has whole seconds, and the server writes the same one for up to a second. */
const DATE_GRAIN = seconds(2);

/** Between which two spans the server's clock is ahead of ours, by the `Date` header of one answer. */
async function observeOffset(http: HttpClient, baseUrl: string): Promise<readonly [Duration, Duration]> {
  const asked = Date.now();
  const answer = await http.fetch(`${baseUrl}/oauth2/token/.well-known/openid-configuration`, {
    redirect: 'manual',
    signal: AbortSignal.timeout(REQUEST_TIMEOUT),
  });
  await answer.body?.cancel();
  const date = Date.parse(answer.headers.get('date') ?? '');
  if (Number.isNaN(date)) throw new Error('the server sends no Date header');
  return [milliseconds(date - Date.now()), plus(milliseconds(date - asked), DATE_GRAIN)];
}

/** Waits until the server's `Date` header shows real time plus `offset`. @throws Error after 5 s, with what it shows instead. */
export async function confirmClock(http: HttpClient, baseUrl: string, offset: Duration): Promise<void> {
  const deadline = performance.now() + CONFIRMATION_TIMEOUT;
  let seen: string;
  do {
    try {
      const [least, most] = await observeOffset(http, baseUrl);
      if (least <= offset && offset <= most) return;
      seen = `a clock that is ${formatDuration(least)} to ${formatDuration(most)} ahead of ours`;
    } catch (error) {
      // A jump cuts connections; the next request gets a new one.
      seen = networkFault(error).message;
    }
    await delay(milliseconds(100));
  } while (performance.now() < deadline);
  throw new Error(
    `The server's clock was set ${formatDuration(offset)} ahead, and ${formatDuration(CONFIRMATION_TIMEOUT)} later its Date header does not show it: ${seen}.`,
  );
}

/**
 * Moves the clock a little forward and back and looks whether the server follows: a preloaded library may have been ignored.
 * To be called while no session lives.
 * @returns why the clock can't be moved, or undefined.
 */
export async function proveClock(
  http: HttpClient,
  baseUrl: string,
  set: (offset: Duration) => Promise<void> | void,
): Promise<string | undefined> {
  try {
    for (const offset of [PROOF_OFFSET, milliseconds(0)]) {
      await set(offset);
      await confirmClock(http, baseUrl, offset);
    }
    return undefined;
  } catch (error) {
    await set(milliseconds(0));
    return error instanceof Error ? error.message : String(error);
  }
}
