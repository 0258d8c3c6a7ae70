import { formatDuration, type Duration } from './durations.ts';

/** Waits no longer than `limit`. @throws Error that says what was waited for. */
export async function within<Value>(limit: Duration, what: string, promise: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error(`${what} did not happen within ${formatDuration(limit)}`));
    }, limit);
  });
  try {
    return await Promise.race([promise, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
