import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';
import { killTable, type KillTable } from './schema.ts';

/** Where the self-test with planted faults leaves its result. */
const KILL_TABLE_FILE = fileURLToPath(new URL('../selftest-report/kill-table.json', import.meta.url));

const ids = z.array(z.string()).default([]);

/** As the self-test writes it, one row for each fault. */
const written = z.object({
  milliseconds: z.number().default(0),
  server: z.string().optional(),
  kills: z.array(
    z.object({
      fault: z.string(),
      result: z.string().default(''),
      what: z.string().default(''),
      caught: ids,
      missed: ids,
      surprises: z.array(z.object({ requirement: z.string() })).default([]),
    }),
  ),
});

const fromWritten = written.transform(({ kills, milliseconds, server }): KillTable => ({
  seconds: Math.round(milliseconds / 1000),
  ...(server === undefined ? {} : { server }),
  // A real server may lack what a fault is about: there it says nothing about the suite.
  faults: kills
    .filter(({ result }) => result !== 'without effect')
    .map(({ fault, what, caught, missed, surprises }) => ({
      name: fault,
      what,
      expected: [...caught, ...missed].sort(),
      caught,
      missed,
      surprises: surprises.map(({ requirement }) => requirement),
    })),
}));

/** The kill table of the last self-test; undefined where none has run, or left something else. */
export function readKillTable(file = KILL_TABLE_FILE): KillTable | undefined {
  if (!existsSync(file)) return undefined;
  return z.union([fromWritten, killTable]).safeParse(JSON.parse(readFileSync(file, 'utf8'))).data;
}
