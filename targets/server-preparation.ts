import { minutes, seconds, times, type Duration } from '../lib/durations.ts';
import { AdminClient, type ServerSettings } from '../product/admin-client.ts';
import type { Target, TargetDescription } from './target.ts';

/** The spans of time that tests reckon with. They are read from the server, never assumed. */
export interface Timings {
  readonly idleTimeout: Duration;
  readonly rememberMe: Duration;
  /** Between two silent calls of the hidden iframe. */
  readonly refreshInterval: Duration;
  /** How long the keep-alive is watched. */
  readonly keepAliveSpan: Duration;
  /** Distance from a boundary at which the outcome must be certain. */
  readonly margin: Duration;
}

const REAL_CLOCK_IDLE_MINUTES = '1';

export const adminOf = ({ baseUrl, admin, certificate }: TargetDescription): AdminClient =>
  new AdminClient({ baseUrl, credentials: admin, certificate });

/**
 * With a real clock time has to be waited for, so the idle timeout is lowered to a minute, where that is allowed.
 * @param remember is told what to restore before anything is changed, so that no moment is without somebody who would.
 * @returns the settings to restore, if any were changed.
 */
export async function shortenTimeouts(
  { description }: Target,
  remember: (restore: Partial<ServerSettings>) => void = () => undefined,
): Promise<Partial<ServerSettings> | undefined> {
  if (description.clock.kind === 'movable' || !description.allowsServerChanges) return undefined;
  const admin = adminOf(description);
  const { idleSessionTimeoutPeriod } = await admin.getServerSettings();
  if (idleSessionTimeoutPeriod === REAL_CLOCK_IDLE_MINUTES) return undefined;
  remember({ idleSessionTimeoutPeriod });
  await admin.changeServerSettings({ idleSessionTimeoutPeriod: REAL_CLOCK_IDLE_MINUTES });
  return { idleSessionTimeoutPeriod };
}

/** The product's documented interval is 5 minutes; where the timeout is short, a third of it keeps the same proportion. */
export async function readTimings(description: TargetDescription): Promise<Timings> {
  const { idleSessionTimeoutPeriod, rememberMePeriod } =
    description.given?.server ?? (await adminOf(description).getServerSettings());
  const idleTimeout = minutes(Number(idleSessionTimeoutPeriod));
  const movable = description.clock.kind === 'movable';
  return {
    idleTimeout,
    rememberMe: minutes(Number(rememberMePeriod)),
    refreshInterval: times(idleTimeout, 1 / 3),
    keepAliveSpan: times(idleTimeout, movable ? 5 : 2),
    margin: seconds(10),
  };
}
