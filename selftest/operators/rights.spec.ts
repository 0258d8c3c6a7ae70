import { readFileSync, writeFileSync } from 'node:fs';
import getPort from 'get-port';
import { z } from 'zod';
import { createHttpClient } from '../../lib/http.ts';
import { program } from '../command.ts';
import { expect, test as base, UNTOUCHED } from '../runs/foreign.ts';

const CLIENT = { id: 'suite-admin', secret: 'a-secret-of-the-client-27' };
const AS_CLIENT = { IS_ADMIN_CLIENT_ID: CLIENT.id, IS_ADMIN_CLIENT_SECRET: CLIENT.secret };
const registered = z.object({ clients: z.array(z.unknown()), users: z.array(z.unknown()) });

const test = base.extend<{ askForToken: (client: typeof CLIENT) => Promise<string> }>({
  /** As somebody would who has the client, and gives the suite a token only. */
  askForToken: async ({ foreign }, use) => {
    const { certificate, baseUrl } = foreign.target.description;
    await use(async ({ id, secret }) => {
      const answer = await createHttpClient({ certificate }).fetch(`${baseUrl}/oauth2/token`, {
        method: 'POST',
        headers: { authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` },
        body: new URLSearchParams({ grant_type: 'client_credentials' }),
      });
      return z.object({ access_token: z.string() }).parse(await answer.json()).access_token;
    });
  },
});

test.describe.configure({ timeout: 240_000 });

test.describe('a server that no password administers', () => {
  test.use({ variant: { REFERENCE_ADMIN_CLIENT: `${CLIENT.id}:${CLIENT.secret}` } });

  test('is administered by an OAuth client, and restored by it', async ({ startRun, foreign, askForToken }) => {
    const run = startRun({ ...foreign.settings, ...AS_CLIENT }, 'tests/silent-authentication', '--grep=CORE-PROMPT-1 ');
    expect(await run.exitCode, run.output).toBe(0);
    expect(run.report.counts).toMatchObject({ FAILED: 0, UNDECIDED: 0, PASSED: 1 });
    expect(run.output).toMatch(/restored to its original state: [1-9]\d* things removed, settings restored/);
    const token = await askForToken(CLIENT);
    const again = startRun({ ...foreign.settings, IS_ADMIN_TOKEN: token }, 'tests/discovery', '--grep=DISCOVERY-1 ');
    expect(await again.exitCode, again.output).toBe(0);
    for (const { output } of [run, again])
      for (const secret of [CLIENT.secret, token]) expect(output).not.toContain(secret);
  });

  for (const [what, settings, says] of [
    [
      'a wrong client secret',
      { ...AS_CLIENT, IS_ADMIN_CLIENT_SECRET: 'mistaken-for-it' },
      'gives the OAuth client of IS_ADMIN_CLIENT_ID no token',
    ],
    [
      'a token that is not valid',
      { IS_ADMIN_TOKEN: 'expired-long-ago' },
      'does not accept the bearer token (it answered 401',
    ],
  ] as const) {
    test(`${what} is refused with one message, and not shown`, async ({ startRun, foreign }) => {
      const run = startRun({ ...foreign.settings, ...settings }, 'tests/discovery');
      expect(await run.exitCode, run.output).toBe(2);
      expect(run.output).toContain(says);
      expect(run.output.split('What to do:'), 'the message is shown once').toHaveLength(2);
      expect(run.output).not.toMatch(/mistaken-for-it|expired-long-ago/);
    });
  }
});

test('clients and users that somebody with rights has made are enough for a run, which leaves them as they were', async ({
  startRun,
  foreign,
}, testInfo) => {
  const file = testInfo.outputPath('clients.json');
  const ports = [await getPort(), await getPort(), await getPort(), await getPort()].join(',');
  const { IS_TARGET, IS_URL, IS_CA } = foreign.settings;
  const settings = { IS_TARGET, IS_URL, IS_CA };
  const register = program('targets/remote/register.ts', [file], { ...settings, IS_RP_PORTS: ports });
  expect(await register.ended).toMatchObject({ code: 0, output: expect.stringContaining(`IS_CLIENTS=${file}`) });
  const { clients, users } = registered.parse(JSON.parse(readFileSync(file, 'utf8')));
  const made = { ...UNTOUCHED, things: clients.length + users.length };
  expect(await foreign.whatIsLeft()).toEqual(made);

  const given = { ...settings, IS_CLIENTS: file, IS_ADMIN_PASSWORD: 'nobody-has-told-us' };
  const tests = ['tests/back-channel-logout/delivery.spec.ts', 'tests/session-administration', 'tests/tenants'];
  const run = startRun(given, ...tests, '--grep=BACK-DELIVERY-[13] |IS-ADMIN|IS-ACCOUNT-1|TENANT');
  expect(await run.exitCode, run.output).toBe(0);
  const { requirements, counts } = run.report;
  expect(counts).toMatchObject({ FAILED: 0, UNDECIDED: 0 });
  const verdictOf = (id: string) => requirements.find(({ requirement }) => requirement.id === id);
  expect(verdictOf('BACK-DELIVERY-1')).toMatchObject({ verdict: 'PASSED' });
  const skipped = requirements.filter(({ verdict }) => verdict === 'SKIPPED');
  expect(skipped.flatMap(({ reasons }) => reasons).join('\n')).toContain('needs an administrator');
  expect(await foreign.whatIsLeft()).toEqual(made);

  const removal = program('targets/remote/register.ts', ['--remove', file], settings);
  expect(await removal.ended).toMatchObject({ code: 0 });
  expect(await foreign.whatIsLeft()).toEqual(UNTOUCHED);
});

test('a file of clients that is not one is refused with what is wrong in it', async ({
  startRun,
  foreign,
}, testInfo) => {
  const file = testInfo.outputPath('clients.json');
  writeFileSync(file, '{"clients": []}');
  const run = startRun({ ...foreign.settings, IS_CLIENTS: file }, 'tests/discovery');
  expect(await run.exitCode, run.output).toBe(2);
  for (const text of [`IS_CLIENTS=${file} can't be used`, 'at clients', 'npm run register'])
    expect(run.output).toContain(text);
});
