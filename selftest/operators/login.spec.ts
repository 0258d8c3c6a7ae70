import { mkdtempSync, existsSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test as base, UNTOUCHED, type ForeignProvider } from '../runs/foreign.ts';
import type { Run } from '../runs/run.ts';

/** The ASCII key of the stand-in's one-time codes, as people are given it (RFC 6238, appendix B, in base32). */
const TOTP_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

const OWN_STEPS = `
  import type { OwnLoginPages } from '${new URL('../../fixtures/login/steps.ts', import.meta.url).pathname}';
  export default {
    steps: [
      { name: 'Anmeldung', shows: '.kennung', fill: { '.kennung': 'identifier', '.kennwort': 'password' }, press: 'text=Anmelden' },
    ],
    refusal: '.abgelehnt',
  } satisfies OwnLoginPages;`;
const WRONG_STEP = `export default { steps: [{ name: 'Anmeldung', shows: '.kennung', act: () => { throw new Error('no such user'); } }] };`;

/** Tests that sign in on the pages, and as most do. */
const TESTS = [
  'tests/sign-in',
  'tests/silent-authentication',
  '--grep=CORE-(CODE|AUTHN|PROMPT|LOGIN)-1 ',
  '--workers=2',
];

const test = base.extend<{ writeModule: (text: string) => string }>({
  writeModule: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'is-login-'));
    await use((text) => {
      const file = join(folder, 'our-login.ts');
      writeFileSync(file, text);
      return file;
    });
    rmSync(folder, { recursive: true });
  },
});

test.describe.configure({ timeout: 240_000 });

async function expectVerdict(run: Run, foreign: ForeignProvider): Promise<void> {
  expect(await run.exitCode, run.output).toBe(0);
  expect(run.report.counts).toMatchObject({ FAILED: 0, UNDECIDED: 0 });
  const passed = run.report.requirements.filter(({ verdict }) => verdict === 'PASSED');
  const ids = passed.map(({ requirement: { id } }) => id);
  expect(ids).toEqual(expect.arrayContaining(['CORE-CODE-1', 'CORE-AUTHN-1', 'CORE-PROMPT-1']));
  expect(await foreign.whatIsLeft()).toEqual(UNTOUCHED);
}

/** One message with its remedy, exit code 2, and the server as it was. */
async function expectRefusal(run: Run, foreign: ForeignProvider, ...says: string[]): Promise<void> {
  expect(await run.exitCode, run.output).toBe(2);
  for (const text of says) expect(run.output).toContain(text);
  expect(run.report.obstacles, 'it is said once').toHaveLength(1);
  expect(run.report.obstacles[0]?.remedy).toBeTruthy();
  expect(await foreign.whatIsLeft()).toEqual(UNTOUCHED);
}

for (const [what, login] of [
  ['asks for the name first', 'identifier-first'],
  ['asks for a one-time code', 'totp'],
  ['asks for the name first, and for a one-time code', 'identifier-first,totp'],
] as const) {
  test.describe(`a server that ${what}`, () => {
    test.use({ variant: { REFERENCE_LOGIN: login } });

    test('is judged like any other', async ({ startRun, foreign }) => {
      await expectVerdict(startRun({ ...foreign.settings, IS_TOTP_SECRET: TOTP_SECRET }, ...TESTS), foreign);
    });
  });
}

test.describe('a server that asks for a one-time code', () => {
  test.use({ variant: { REFERENCE_LOGIN: 'totp' } });

  test('says that a secret is missing', async ({ startRun, foreign }) => {
    const run = startRun(foreign.settings, ...TESTS);
    await expectRefusal(run, foreign, 'has no secret to make one', 'set IS_TOTP_SECRET');
  });

  test('says that it refuses the codes of a wrong secret, which is not shown', async ({ startRun, foreign }) => {
    const secret = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
    const run = startRun({ ...foreign.settings, IS_TOTP_SECRET: secret }, ...TESTS);
    await expectRefusal(run, foreign, 'refused the one-time code', 'Authentication failed!', 'check IS_TOTP_SECRET');
    expect(run.output).not.toContain(secret);
  });
});

test.describe('a server with a login page of its own', () => {
  test.use({ variant: { REFERENCE_LOGIN: 'branded' } });

  test('is judged like any other by steps that its user has written', async ({ startRun, foreign, writeModule }) => {
    await expectVerdict(startRun({ ...foreign.settings, IS_LOGIN_STEPS: writeModule(OWN_STEPS) }, ...TESTS), foreign);
  });

  test('is not judged by a step that throws, which is said', async ({ startRun, foreign, writeModule }) => {
    const run = startRun({ ...foreign.settings, IS_LOGIN_STEPS: writeModule(WRONG_STEP) }, ...TESTS);
    await expectRefusal(run, foreign, 'The login step "Anmeldung" of IS_LOGIN_STEPS=', 'failed: no such user');
  });

  test('is shown in a picture where nobody says how to sign in', async ({ startRun, foreign }) => {
    // Whose subject is no page: the sign-in is all that they need.
    const tests = ['tests/silent-authentication/prompt.spec.ts', '--workers=1'];
    const run = startRun({ ...foreign.settings, IS_PATIENCE: '0.2' }, ...tests);
    await expectRefusal(
      run,
      foreign,
      "a page that the suite can't drive",
      '/authenticationendpoint/login.do',
      'IS_LOGIN_STEPS',
    );
    expect(existsSync(join(run.folder, 'sign-in-page.png'))).toBe(true);
  });
});

for (const [what, text, says] of [
  ['throws when it is loaded', "throw new Error('not ready');", 'not ready'],
  ['exports something else', "export default { steps: [{ name: 'x', pres: '#a' }] };", 'pres'],
] as const) {
  test(`a module of login steps that ${what} is refused before anything begins`, async ({
    startRun,
    foreign,
    writeModule,
  }) => {
    const run = startRun({ ...foreign.settings, IS_LOGIN_STEPS: writeModule(text) }, 'tests/discovery');
    await expectRefusal(run, foreign, says, 'OwnLoginPages');
  });
}
