import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { buildClockShim, ClockFile, encodeOffset } from '../../containers/identity-server/clock-shim/clock-shim.ts';
import { days, hours, milliseconds, minutes, plus, times, type Duration } from '../../lib/durations.ts';
import { expect, test as base } from './world.ts';

/** Prints its wall clock in milliseconds and its monotonic clock in nanoseconds, once for every line that it reads. */
const CLOCKS =
  "require('node:readline').createInterface({ input: process.stdin }).on('line', () => console.log(Date.now() + ' ' + process.hrtime.bigint()))";
const TOLERANCE_MS = 2_000;

interface Shimmed {
  library: string;
  clock: ClockFile;
}

const test = base.extend<Shimmed>({
  library: async ({ directory }, use) => {
    const built = await buildClockShim(directory);

    test.skip('reason' in built, 'reason' in built ? built.reason : '');
    await use('library' in built ? built.library : '');
  },
  clock: async ({ directory }, use) => {
    await use(ClockFile.create(join(directory, 'clock')));
  },
});

interface Reading {
  /** How far the wall clock is ahead of ours. */
  readonly ahead: number;
  /** How far the monotonic clock is ahead of ours; both count from the same moment, the machine's start. */
  readonly monotonicAhead: number;
}

const startClock = (environment: Record<string, string>) => {
  const child = spawn(process.execPath, ['-e', CLOCKS], { env: environment, stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout });
  return {
    read: async (): Promise<Reading> => {
      const answer = once(lines, 'line');
      child.stdin.write('\n');
      const [wall = '', monotonic = ''] = String((await answer)[0]).split(' ');
      return {
        ahead: Number(wall) - Date.now(),
        monotonicAhead: Number(BigInt(monotonic) - process.hrtime.bigint()) / 1e6,
      };
    },
    end: async () => {
      const exit = once(child, 'exit');
      child.stdin.end();
      await exit;
    },
  };
};

const expectNear = (value: number, offset: Duration): void => {
  expect(Math.abs(value - offset), `${value} ms instead of ${offset} ms`).toBeLessThan(TOLERANCE_MS);
};

test('moves the wall clock of a running process, again and again, and never its monotonic clock', async ({
  library,
  clock,
}) => {
  const program = startClock({ LD_PRELOAD: library, CLOCK_SHIM_FILE: clock.path });
  for (const offset of [
    milliseconds(0),
    hours(1),
    days(14),
    plus(days(14), minutes(10)),
    days(4_000),
    milliseconds(0),
  ]) {
    clock.set(offset);
    const { ahead, monotonicAhead } = await program.read();
    expectNear(ahead, offset);
    expectNear(monotonicAhead, milliseconds(0));
  }
  await program.end();
});

test('moves the clock back as well, across the second', async ({ library, clock }) => {
  const backwards = times(plus(days(1), milliseconds(999)), -1);
  const program = startClock({ LD_PRELOAD: library, CLOCK_SHIM_FILE: clock.path });
  clock.set(backwards);
  expectNear((await program.read()).ahead, backwards);
  await program.end();
});

test('moves what a program of the C library sees', async ({ library, clock }) => {
  clock.set(days(14));
  const { stdout } = await promisify(execFile)('date', ['+%s'], {
    env: { LD_PRELOAD: library, CLOCK_SHIM_FILE: clock.path, PATH: '/usr/bin:/bin' },
  });
  expectNear(Number(stdout) * 1_000 - Date.now(), days(14));
});

test('changes nothing without the variable', async ({ library }) => {
  const program = startClock({ LD_PRELOAD: library });
  expectNear((await program.read()).ahead, milliseconds(0));
  await program.end();
});

test('changes nothing when the file is missing', async ({ library, directory }) => {
  const program = startClock({ LD_PRELOAD: library, CLOCK_SHIM_FILE: join(directory, 'missing') });
  expectNear((await program.read()).ahead, milliseconds(0));
  await program.end();
});

test('changes nothing, and does not crash, when the file is too short', async ({ library, write }) => {
  const program = startClock({ LD_PRELOAD: library, CLOCK_SHIM_FILE: write('short', '1234567') });
  expectNear((await program.read()).ahead, milliseconds(0));
  await program.end();
});

test('needs no version of a C library, so that one file loads under glibc and musl', ({ library }) => {
  const text = readFileSync(library, 'latin1');
  expect(text).not.toContain('GLIBC_');
  expect(text).not.toContain('libc.so');
});

test('the offset is 8 bytes of whole milliseconds', () => {
  expect(new BigInt64Array(encodeOffset(milliseconds(-1.4)).buffer)[0]).toBe(-1n);
  expect(new BigInt64Array(encodeOffset(days(14)).buffer)[0]).toBe(1_209_600_000n);
  expect(encodeOffset(days(14))).toHaveLength(8);
});

test('a compiler that is not there is a reason, not an error', async ({ directory }) => {
  const path = process.env['PATH'] ?? '';
  process.env['PATH'] = directory;
  try {
    const built = await buildClockShim(directory);
    expect(built).toEqual({ reason: expect.stringMatching(/no C compiler|only be moved on Linux/) as unknown });
  } finally {
    process.env['PATH'] = path;
  }
});
