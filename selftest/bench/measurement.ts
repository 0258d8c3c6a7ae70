import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { report, type Report } from '../../report/schema.ts';
import { runPlaywright } from '../playwright-process.ts';
import { measureCpu } from './cpu.ts';

/** Seconds, rounded to what a comparison can use. */
const rounded = z.number().transform((value) => Math.round(value * 10) / 10);

export const measurement = z.object({
  server: z.string(),
  tests: z.number(),
  wall: rounded,
  /** Absent where the system does not tell. */
  cpu: z.object({ total: rounded, suite: rounded, browser: rounded, server: rounded }).optional(),
  serverTime: rounded,
  /** Seconds that the tests of an area took, all together. */
  areas: z.record(z.string(), rounded),
  dearest: z.array(z.object({ test: z.string(), seconds: rounded })),
});

export type Measurement = Readonly<z.infer<typeof measurement>>;

const MOST_DEAREST = 10;

const areaOf = (file: string): string => file.split('/')[0] ?? file;

function secondsByArea({ testTimes }: Report): Record<string, number> {
  const areas: Record<string, number> = {};
  for (const { test, wallTimeMs } of testTimes) {
    const area = areaOf(test.file);
    areas[area] = (areas[area] ?? 0) + wallTimeMs / 1_000;
  }
  return areas;
}

/**
 * Runs the suite with these arguments and settings, and measures what it takes: the start of the server counts.
 * @throws Error where the run has ended without a report.
 */
export async function measure(args: readonly string[], settings: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'is-bench-'));
  try {
    const stopCpu = measureCpu();
    const began = Date.now();
    const code = await runPlaywright(args, { ...settings, REPORT_FOLDER: folder }, 'hidden');
    const wall = (Date.now() - began) / 1_000;
    const cpu = stopCpu?.();
    const found = report.parse(JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')));
    const { target, tests, testTimes, serverTimeMs } = found;
    return {
      code,
      result: measurement.parse({
        server: `${target?.product.name ?? 'unknown'} ${target?.product.version ?? ''}`.trim(),
        tests: tests.passed + tests.failed,
        wall,
        ...(cpu === undefined ? {} : { cpu }),
        serverTime: serverTimeMs / 1_000,
        areas: secondsByArea(found),
        dearest: testTimes
          .toSorted((one, other) => other.wallTimeMs - one.wallTimeMs)
          .slice(0, MOST_DEAREST)
          .map(({ test, wallTimeMs }) => ({ test: `${test.file}: ${test.title}`, seconds: wallTimeMs / 1_000 })),
      }),
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
