import { expect, test } from './run.ts';

/** One of each kind; the tests of settings and targets have the others. */
const refusals: readonly {
  what: string;
  settings: Readonly<Record<string, string>>;
  says: readonly (string | RegExp)[];
}[] = [
  {
    what: 'a server that nobody runs',
    settings: { IS_TARGET: 'remote', IS_URL: 'https://localhost:1' },
    says: ['https://localhost:1', 'nothing listens there'],
  },
  {
    what: 'a file where the folder for the report should be',
    settings: { IS_TARGET: 'reference', REPORT_FOLDER: import.meta.filename },
    says: [import.meta.filename, 'REPORT_FOLDER'],
  },
  {
    what: 'a browser that does not exist',
    settings: { IS_TARGET: 'reference', BROWSER_PATH: '/nowhere/chrome' },
    says: ['BROWSER_PATH', '/nowhere/chrome'],
  },
];

for (const { what, settings, says } of refusals) {
  test(`${what} is refused with one message, a remedy and exit code 2`, async ({ startRun }) => {
    const run = startRun(settings, 'tests/discovery');
    expect(await run.exitCode, run.output).toBe(2);
    for (const text of [...says, 'What to do:']) expect(run.output).toContain(text);
    expect(run.output, 'no trace of the code').not.toContain('    at ');
    expect(run.output.split('What to do:'), 'the message is shown once').toHaveLength(2);
  });
}
