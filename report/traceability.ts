import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { requirementsOf } from '../fixtures/verifies.ts';

const CLI = join(dirname(createRequire(import.meta.url).resolve('@playwright/test/package.json')), 'cli.js');

const spec = z.object({
  title: z.string(),
  file: z.string(),
  tests: z.array(
    z.object({ annotations: z.array(z.object({ type: z.string(), description: z.string().optional() })) }),
  ),
});
interface Suite {
  readonly specs: readonly z.infer<typeof spec>[];
  readonly suites: readonly Suite[];
}
const suite: z.ZodType<Suite> = z.lazy(() => z.object({ specs: z.array(spec), suites: z.array(suite).default([]) }));
const listing = z.object({ suites: z.array(suite), errors: z.array(z.object({ message: z.string() })).default([]) });

export interface TracedTest {
  readonly title: string;
  /** Below `tests/`. */
  readonly file: string;
  readonly requirements: readonly string[];
}

const flatten = ({ specs, suites }: Suite): z.infer<typeof spec>[] => [...specs, ...suites.flatMap(flatten)];

/** All tests of the suite with the requirements that they name, as the runner itself lists them; nothing is run. */
export async function listTests(root: string): Promise<TracedTest[]> {
  const { stdout } = await promisify(execFile)(process.execPath, [CLI, 'test', '--list', '--reporter=json'], {
    cwd: root,
    env: { ...process.env, IS_TARGET: 'reference' },
    maxBuffer: 64 * 1024 * 1024,
  });
  const { suites, errors } = listing.parse(JSON.parse(stdout));
  const [error] = errors;
  if (error !== undefined) throw new Error(`the tests can't be listed: ${error.message}`);
  return suites.flatMap(flatten).map(({ title, file, tests }) => ({
    title,
    file,
    requirements: tests.flatMap(requirementsOf),
  }));
}
