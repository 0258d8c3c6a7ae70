import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readKillTable } from '../../report/kill-table.ts';
import type { Report } from '../../report/schema.ts';
import { writeReport } from '../../report/write.ts';
import { expect, test as base } from '../folder.ts';
import { clean, couldNotRun, failing, interrupted, known, partial, standIn } from './samples.ts';

/** What is written into the folder. */
const test = base.extend<{ write: (report: Report) => Promise<(name: string) => string> }>({
  write: async ({ folder }, use) => {
    await use(async (report) => {
      await writeReport(folder, report);
      return (name) => readFileSync(join(folder, name), 'utf8');
    });
  },
});

const published = JSON.parse(
  readFileSync(new URL('../../report/report.schema.json', import.meta.url), 'utf8'),
) as Parameters<typeof z.fromJSONSchema>[0];

for (const [what, report] of Object.entries({
  clean,
  known,
  failing,
  partial,
  standIn,
  interrupted,
  couldNotRun,
})) {
  test(`report.json of a run (${what}) is valid by the published JSON Schema`, async ({ write }) => {
    const read = await write(report);
    const content: unknown = JSON.parse(read('report.json'));
    const checked = z.fromJSONSchema(published).safeParse(content);
    expect(checked.error?.issues).toBeUndefined();
    expect(content).toEqual(JSON.parse(JSON.stringify(report)));
  });
}

test('the published JSON Schema refuses what is no report', () => {
  const format = z.fromJSONSchema(published);
  expect(format.safeParse({ ...clean, exitCode: 7 }).success).toBe(false);
  expect(format.safeParse({ ...clean, requirements: [{ id: 'X' }] }).success).toBe(false);
});

test('the same report gives the same files, byte for byte', async ({ write }) => {
  const names = ['report.json', 'index.html', 'summary.md', 'badge.json'];
  const read = await write(failing);
  const first = names.map(read);
  await write(failing);
  expect(names.map(read)).toEqual(first);
});

test('the summary has the answers, the findings and the command, and no markup of the server', async ({ write }) => {
  const summary = (await write(failing))('summary.md');
  expect(summary).toContain('### WSO2 Identity Server 7.1.0: breaks at least 2 MUSTs and 1 documented promise');
  expect(summary).toContain('| Expectation | 2 new failures: IS-IDLE-2, SESSION-IFRAME-1;');
  expect(summary).toContain('| Signed out too late or too early | FAILED | IS-IDLE-2 | [');
  expect(summary).toContain('- 3 requirements blocked by SESSION-IFRAME-1 (SESSION-IFRAME-2, ');
  expect(summary).toContain('- D11 no longer occurs');
  expect(summary).toContain("--grep 'IS-IDLE-2 ends the session just after its idle timeout");
  expect(summary).not.toContain('<img');
  expect(summary).toContain('sha256:0f1e2d3c');
});

test('the summary of a run that could not happen says what to do', async ({ write }) => {
  const summary = (await write(couldNotRun))('summary.md');
  expect(summary).toContain('### Could not run');
  expect(summary).toContain('> What to do: start Docker');
});

test('the summary is appended to that of the CI step', async ({ folder }) => {
  const step = join(folder, 'step.md');
  writeFileSync(step, 'before\n');
  await writeReport(folder, standIn, step);
  const text = readFileSync(step, 'utf8');
  expect(text.startsWith('before\n### Stand-in: the suite works')).toBe(true);
  expect(text).toContain('**This was a stand-in, not the product');
});

const VERSION = 'session conformance 7.1.0';
const badges = [
  { report: clean, message: 'CONFORMANT, nothing new', color: 'brightgreen', label: VERSION },
  { report: known, message: 'Breaks 1 MUST, nothing new', color: 'orange', label: VERSION },
  {
    report: failing,
    message: 'Breaks at least 2 MUSTs and 1 documented promise, 2 new',
    color: 'red',
    label: VERSION,
  },
  {
    report: partial,
    message: `Partial run: 12 of ${partial.coverage.requirements} requirements judged`,
    color: 'lightgrey',
    label: VERSION,
  },
  { report: standIn, message: 'Stand-in: the suite works', color: 'blue', label: 'session conformance' },
  { report: couldNotRun, message: 'Could not run', color: 'lightgrey', label: 'session conformance' },
];
for (const { report, ...wanted } of badges) {
  test(`the badge says "${wanted.label}: ${wanted.message}"`, async ({ write }) => {
    expect(JSON.parse((await write(report))('badge.json'))).toMatchObject({ schemaVersion: 1, ...wanted });
  });
}

test('a folder that can not be written to is an error that names it', async ({ folder }) => {
  const file = join(folder, 'a-file');
  writeFileSync(file, '');
  await expect(writeReport(join(file, 'report'), clean)).rejects.toThrow(file);
});

test('the kill table is read as the self-test writes it; what is something else is no kill table', ({ folder }) => {
  const file = join(folder, 'kill-table.json');
  expect(readKillTable(file)).toBeUndefined();
  const kills = [
    { fault: 'f', what: 'w', caught: ['A-1'], missed: ['B-1'], surprises: [{ requirement: 'C-1', test: 't' }] },
  ];
  writeFileSync(file, JSON.stringify({ format: 1, milliseconds: 61_000, kills }));
  expect(readKillTable(file)).toEqual({
    seconds: 61,
    faults: [{ name: 'f', what: 'w', expected: ['A-1', 'B-1'], caught: ['A-1'], missed: ['B-1'], surprises: ['C-1'] }],
  });
  writeFileSync(file, '{"something": "else"}');
  expect(readKillTable(file)).toBeUndefined();
});
