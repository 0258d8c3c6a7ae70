import { expect, given, minutes, test as base, times, type Duration } from '../../fixtures/index.ts';
import type { Clock } from '../../fixtures/server/clock.ts';
import type { Session } from '../../fixtures/session.ts';

/** A maximum lifetime of sessions, which a test sets for the whole server. */
export interface MaximumLifetime {
  /** Twice the idle timeout: long enough that silence alone is told from it. */
  readonly lifetime: Duration;
  /** From now on sessions live so long at most; put back in the end. */
  readonly set: () => Promise<void>;
}

/** Skipped where the server has no such setting. */
export const test = base.extend<{ maximum: MaximumLifetime }>({
  maximum: async ({ admin, timings, changeServerSettings }, use, testInfo) => {
    const { enableMaximumSessionTimeoutPeriod } = await admin.getServerSettings();
    testInfo.skip(
      enableMaximumSessionTimeoutPeriod === undefined,
      'does not apply: the server has no setting for a maximum session lifetime (WSO2 IS has it from 7.3 on)',
    );
    const lifetime = times(timings.idleTimeout, 2);
    await use({
      lifetime,
      set: () =>
        changeServerSettings({
          enableMaximumSessionTimeoutPeriod: 'true',
          maximumSessionTimeoutPeriod: String(lifetime / minutes(1)),
        }),
    });
  },
});

/** Keeps a session alive by silent calls until at least so much time has passed in this test. @throws Undecided where it ends before. */
export async function keepAlive(
  session: Session,
  clock: Clock,
  { until, every }: { readonly until: Duration; readonly every: Duration },
): Promise<void> {
  while (clock.passed < until) {
    await clock.advance(every);
    await given('IS-KEEPALIVE-2', () => expect(session).toBeAlive());
  }
}
