import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { membersOf } from '../../lib/process-group.ts';
import { program, type Command } from '../command.ts';
import { expect, test } from '../folder.ts';

const SIDES = ['--from', 'reference', '--to', 'reference'];

const check = (folder: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Command =>
  program('report/upgrade-check.ts', args, { REPORT_FOLDER: folder, ...environment });

test.describe('two whole runs', () => {
  test.setTimeout(300_000);

  test('both servers are tested, and one page answers', async ({ folder, page }) => {
    const { code, output } = await check(folder, [...SIDES, '--', 'tests/discovery']).ended;
    expect(code, output).toBe(0);
    const places = [
      '1 of 2, before: reference',
      '2 of 2, after: reference',
      'May I upgrade? Not known: a stand-in',
    ].map((text) => output.indexOf(text));
    expect(places, output).toEqual(places.toSorted((a, b) => a - b));
    expect(places).not.toContain(-1);
    expect(output, 'two runs against one server show no change').not.toMatch(/(failing|passing|facts|judged).*: \d/);

    await page.goto(pathToFileURL(join(folder, 'upgrade/index.html')).href);
    await expect(page.getByRole('heading', { level: 1 })).toContainText('May I upgrade? Not known');
    await page.getByRole('link', { name: 'after, the report' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText('Stand-in: the suite works');
  });

  test('a fault that only the new server has is a no, and exit code 3', async ({ folder, page }) => {
    const environment = { TO_REFERENCE_FAULTS: 'endpoint-published-with-http' };
    const { code, output } = await check(folder, [...SIDES, '--', 'tests/discovery'], environment).ended;
    expect(code, output).toBe(3);
    expect(output).toContain('May I upgrade? No: 1 requirement newly fails.');
    expect(output).toContain('DISCOVERY-6  PASSED → FAILED');
    await page.goto(pathToFileURL(join(folder, 'upgrade/index.html')).href);
    await expect(page.getByRole('region', { name: 'Newly failing' })).toContainText('DISCOVERY-6');
  });

  test('a server that cannot be tested ends the check with exit code 2 and its own message', async ({ folder }) => {
    const args = ['--from', 'reference', '--to', 'https://localhost:1', '--', 'tests/discovery'];
    const { code, output } = await check(folder, args).ended;
    expect(code, output).toBe(2);
    expect(output.slice(output.indexOf('The run after (https://localhost:1) could not start'))).toMatch(
      /nothing listens there[^]*What to do:/,
    );
    expect(output).not.toContain('May I upgrade?');
    expect(existsSync(join(folder, 'upgrade/index.html'))).toBe(false);
  });
});

test('where the server in use cannot be tested, the new one is not started', async ({ folder }) => {
  const { code, output } = await check(folder, ['--from', './nowhere', '--to', 'reference']).ended;
  expect(code, output).toBe(2);
  expect(output).toContain('The run before (./nowhere) could not start');
  expect(output).not.toContain('2 of 2, after');
});

test('a side that is not named is asked for', async ({ folder }) => {
  const { code, output } = await check(folder, ['--from', 'reference']).ended;
  expect(code, output).toBe(2);
  expect(output).toContain('with --from and --to');
  expect(output).toContain('What to do: npm run upgrade-check --');
});

for (const times of [1, 2])
  test(`Ctrl-C, sent ${times === 1 ? 'once' : 'by the terminal and by npm'}, ends both runs and leaves nothing running`, async ({
    folder,
  }) => {
    // A run that is told to end within a test first ends that test's sign-in, on a busy machine for longer than usual.
    test.setTimeout(300_000);
    const command = check(folder, [...SIDES, '--', 'tests/idle-timeout']);
    await command.printed('✓');
    const group = Number(readFileSync(`/proc/${command.pid}/task/${command.pid}/children`, 'utf8').split(' ')[0]);
    expect(membersOf(group), 'the processes of the run').not.toEqual([]);
    for (let sent = 0; sent < times; sent += 1) process.kill(command.pid, 'SIGINT');
    const { code, output } = await command.ended;
    expect(code, output).toBe(2);
    expect(output).toContain('The check was interrupted during the run before (reference).');
    expect(output).not.toContain('2 of 2, after');
    expect(membersOf(group)).toEqual([]);
  });
