import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { FullConfig, Suite } from '@playwright/test/reporter';
import { referTo } from './attached.ts';
import { inSeries } from './words.ts';

const TESTS = fileURLToPath(new URL('../tests/', import.meta.url));

/** Options of the runner that choose among the tests of a file. */
const CHOICES = /^(?:-g|-G|--grep|--grep-invert|--last-failed|--only-changed|--test-list|--test-list-invert)(?:=|$)/;

const filesOnDisk = (): string[] =>
  readdirSync(TESTS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.spec.ts'))
    .map((name) => name.replaceAll('\\', '/'));

type Chosen = Pick<FullConfig, 'argv' | 'shard' | 'projects' | 'filteredProjects'>;

/** Why a run is not of the whole suite, in words; undefined where it is. `all` are the files that there are. */
export function whyPartial(
  { argv, shard, projects, filteredProjects }: Chosen,
  suite: Pick<Suite, 'allTests'>,
  all: readonly string[] = filesOnDisk(),
): string | undefined {
  const files = new Set(suite.allTests().map((test) => referTo(test).file));
  const there = all.filter((file) => files.has(file)).length;
  const choice = argv.find((argument) => CHOICES.test(argument));
  const reasons = [
    ...(shard === null ? [] : [`part ${shard.current} of ${shard.total}`]),
    // Merged parts name no projects that were chosen.
    ...(filteredProjects.length > 0 && filteredProjects.length < projects.length
      ? [`only the project ${inSeries(filteredProjects.map(({ name }) => `"${name}"`))}`]
      : []),
    ...(there < all.length ? [`${there} of ${all.length} files of tests`] : []),
    ...(choice === undefined ? [] : [`chosen by ${choice.replace(/=.*/, '')}`]),
  ];
  return reasons.length === 0 ? undefined : reasons.join(', ');
}
