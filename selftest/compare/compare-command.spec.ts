import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SCHEMA_VERSION, type RunFacts } from '../../report/schema.ts';
import { program, type Ended } from '../command.ts';
import { expect, test } from '../folder.ts';
import { reportOf, targetOf } from './reports.ts';

const compare = (...args: string[]): Promise<Ended> => program('report/compare.ts', args).ended;

const AFTER: Partial<RunFacts> = { target: targetOf('7.2.0') };

test('something newly fails: the answer is the first line, the exit code 3', async ({ file }) => {
  const before = file('before.json', reportOf());
  const after = file('after.json', reportOf({ 'IS-IDLE-2': 'FAILED' }, AFTER));
  const { code, output } = await compare(before, after);
  expect(code, output).toBe(3);
  expect(output.split('\n')[0]).toBe('May I upgrade? No: 1 requirement newly fails.');
  expect(output).toContain('WSO2 Identity Server 7.1.0 → WSO2 Identity Server 7.2.0');
  expect(output).toContain('IS-IDLE-2  PASSED → FAILED');
  expect(output).toContain('expected: what IS-IDLE-2 requires');
});

test('nothing newly fails: exit code 0, and a page where one is asked for', async ({ file, folder }) => {
  const page = join(folder, 'new', 'comparison.html');
  const before = file('before.json', reportOf({ 'IS-IDLE-2': 'FAILED' }));
  const { code, output } = await compare(before, file('after.json', reportOf({}, AFTER)), '--html', page);
  expect(code, output).toBe(0);
  expect(output.split('\n')[0]).toBe('May I upgrade? Yes: nothing newly fails.');
  expect(output).toContain('newly passing: 1');
  expect(readFileSync(page, 'utf8')).toContain('May I upgrade?');
});

test('a run that did not get to its end: exit code 2', async ({ file }) => {
  const cut = file('after.json', reportOf({}, { obstacles: [{ problem: 'The run was interrupted.' }] }));
  const { code, output } = await compare(file('before.json', reportOf()), cut);
  expect(code, output).toBe(2);
  expect(output.split('\n')[0]).toContain('Not known: the run after could not start');
  expect(output).toContain('The run was interrupted.');
});

test('in GitHub Actions the comparison is added to the step summary, and text of a server stays text', async ({
  file,
}) => {
  const summary = file('summary.md', 'what was there\n');
  const before = file('before.json', reportOf());
  const after = file(
    'after.json',
    reportOf(
      {},
      {
        facts: {
          cookies: [{ name: '<b>|x', host: 'provider', attributes: [] }],
          tokens: [],
          endpoints: [],
          endings: [],
        },
      },
    ),
  );
  await program('report/compare.ts', [before, after], { GITHUB_STEP_SUMMARY: summary }).ended;
  const written = readFileSync(summary, 'utf8');
  expect(written).toMatch(/^what was there\n## May I upgrade\? Yes/);
  expect(written).toContain('| &#60;b&#62;&#124;x | absent | present | cookie |');
});

test.describe('what cannot be compared is said in one message, with a remedy and exit code 2', () => {
  const refused = async (args: readonly string[], ...says: readonly string[]): Promise<void> => {
    const { code, output } = await compare(...args);
    expect(code, output).toBe(2);
    for (const text of [...says, 'What to do:']) expect(output).toContain(text);
    expect(output, 'no place in the code').not.toContain('    at ');
  };

  test('no report at all', async () => {
    await refused([], 'Name two reports to compare; 0 were given.', 'npm run compare --');
  });

  test('an option that does not exist', async () => {
    await refused(['a.json', 'b.json', '--htm', 'x'], "Unknown option '--htm'", 'npm run compare --');
  });

  test('a file that does not exist', async ({ folder, file }) => {
    await refused([join(folder, 'none.json'), file('b.json', reportOf())], 'none.json', 'there is no such file');
  });

  test('a folder', async ({ folder }) => {
    await refused([folder, folder], 'it is a folder');
  });

  test('half a file', async ({ file }) => {
    await refused([file('a.json', '{"schemaVersion": "1'), file('b.json', reportOf())], 'a.json is not JSON');
  });

  test('a file of something else', async ({ file }) => {
    await refused([file('package.json', { name: 'x' }), file('b.json', reportOf())], 'not a report of this suite');
  });

  test('a report of an earlier version of the format', async ({ file }) => {
    const older = file('a.json', { schemaVersion: '1.0', exitCode: 0, requirements: [] });
    await refused([older, file('b.json', reportOf())], `its format is 1.0; this suite reads ${SCHEMA_VERSION}`);
  });

  test('a report of another version of the format', async ({ file }) => {
    const other = file('a.json', { ...reportOf(), schemaVersion: '9.0' });
    await refused(
      [other, file('b.json', reportOf())],
      'was written by another version of the suite',
      'run this version of the suite on that server',
    );
  });

  test('a report that somebody has edited', async ({ file }) => {
    const { requirements, ...rest } = reportOf();
    const edited = file('a.json', { ...rest, requirements: [{ ...requirements[0], verdict: 'GOOD' }] });
    await refused([edited, file('b.json', reportOf())], 'is a damaged report', 'requirements.0.verdict');
  });

  test('a page that cannot be written', async ({ file }) => {
    const blocked = file('blocked', '');
    const page = join(blocked, 'page.html');
    const reports = [file('a.json', reportOf()), file('b.json', reportOf())];
    await refused([...reports, '--html', page], page);
    expect(existsSync(page)).toBe(false);
  });
});
