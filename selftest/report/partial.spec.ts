import { expect, test } from '@playwright/test';
import type { FullConfig, FullProject, Suite, TestCase } from '@playwright/test/reporter';
import { whyPartial } from '../../report/partial.ts';

const ALL = ['cookies/cookies.spec.ts', 'discovery/metadata.spec.ts'];
const project = (name: string) => ({ name }) as FullProject;
const projects = [project('same-site'), project('restarts')];

const why = (
  config: Partial<Pick<FullConfig, 'argv' | 'shard' | 'filteredProjects'>> = {},
  files: readonly string[] = ALL,
): string | undefined => {
  const tests = files.map((file) => ({ titlePath: () => ['', 'same-site', file, 'a test'] }) as TestCase);
  const suite: Pick<Suite, 'allTests'> = { allTests: () => tests };
  return whyPartial({ argv: [], shard: null, projects, filteredProjects: projects, ...config }, suite, ALL);
};

test('the whole suite is no part', () => {
  expect(why()).toBeUndefined();
  expect(why({ argv: ['node', 'playwright', 'test', '--workers=1', '--reporter', 'line'] })).toBeUndefined();
  expect(why({ filteredProjects: [] }), 'merged parts name no projects that were chosen').toBeUndefined();
});

test('fewer files, a project, a shard and a filter make a part, and are named', () => {
  expect(why({}, ALL.slice(1))).toBe('1 of 2 files of tests');
  expect(why({ filteredProjects: [project('same-site')] })).toBe('only the project "same-site"');
  expect(why({ shard: { current: 1, total: 2 } })).toBe('part 1 of 2');
  expect(why({ filteredProjects: [project('same-site')], argv: ['-g'] }, ALL.slice(1))).toBe(
    'only the project "same-site", 1 of 2 files of tests, chosen by -g',
  );
  for (const argument of ['--grep', '-g', '--grep-invert=x', '--last-failed'])
    expect(why({ argv: ['node', 'playwright', 'test', argument, 'x'] })).toContain('chosen by -');
});
