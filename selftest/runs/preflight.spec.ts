import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Answer } from '../../faults/fault.ts';
import { program } from '../command.ts';
import { expect, test, type Wrong } from './in-front.ts';

const html = (body: string): Answer => ({
  status: 200,
  headers: new Headers({ 'content-type': 'text/html' }),
  body: `<!doctype html><title>Our company</title>${body}`,
});

/** Shows this page where the path ends so. */
const pageAt = (path: string, body: string): Wrong => ({
  answer: (answer, { url }) => (url.pathname.endsWith(path) ? html(body) : answer),
});

const SECOND_FACTOR = '<h1>Enter your code</h1><input name="code" /><button>Verify</button>';
const OTHER_FIELDS = '<h1>Welcome</h1><input name="badge" value="B-4711" /><button>Next</button>';
const BROKEN = '<h1>Something went wrong</h1><p>Please try again later.</p>';

/** No client that is registered is known to have an address for logout tokens. */
const NO_DELIVERY: Wrong = {
  request: (request) =>
    request.url.pathname.endsWith('/applications')
      ? { ...request, body: request.body.replace(/"backChannelLogoutUrl":"[^"]*"/, '"unknown":""') }
      : request,
};

const ONE_TEST = ['tests/back-channel-logout/delivery.spec.ts', '--grep', 'BACK-DELIVERY-1 ', '--workers=1'];

test('npm run preflight shows in a table what can be judged, and leaves nothing behind', async ({ putInFront }) => {
  const { settings, countLeft } = await putInFront({});
  const { code, output } = await program('fixtures/preflight/main.ts', [], settings).ended;
  expect(code, output).toBe(0);
  for (const row of ['server', 'sign-in', 'silent call', 'session iframe', 'logout token', 'front-channel call'])
    expect(output).toMatch(new RegExp(`✓ ${row} `));
  expect(output, 'what cannot be had has a remedy').toMatch(/– clock .*\n +to have it: use IS_TARGET=/);
  expect(await countLeft()).toBe(0);
});

for (const [what, path, body] of [
  ['a second factor', '/commonauth', SECOND_FACTOR],
  ['a login page with other fields', '/authenticationendpoint/login.do', OTHER_FIELDS],
] as const) {
  test(`${what} ends the run with one message, a picture of the page, and exit code 2`, async ({
    startRun,
    putInFront,
  }) => {
    const { settings, countLeft } = await putInFront(pageAt(path, body));
    const run = startRun(settings, 'tests/silent-authentication');
    expect(await run.exitCode, run.output).toBe(2);
    expect(run.output).toContain(`a page that the suite can't drive: ${settings['IS_URL'] ?? ''}${path}`);
    expect(run.output.split('What to do:'), 'the message is shown once').toHaveLength(2);
    const { obstacles, preflight, tests } = run.report;
    expect(obstacles).toHaveLength(1);
    expect(existsSync(join(run.folder, preflight?.picture ?? 'no picture'))).toBe(true);
    expect(preflight?.rows.at(-1)).toMatchObject({ check: 'sign-in', state: 'missing' });
    expect(tests).toMatchObject({ passed: 0, failed: 0 });
    expect(await countLeft()).toBe(0);
  });
}

test('a server that shows an error in place of its login page is the business of the tests', async ({
  startRun,
  putInFront,
}) => {
  const { settings } = await putInFront(pageAt('/authenticationendpoint/login.do', BROKEN));
  const run = startRun(settings, 'tests/discovery/metadata.spec.ts', '--workers=1');
  expect(await run.exitCode, run.output).toBe(0);
  expect(run.report.preflight?.rows).toContainEqual(expect.objectContaining({ check: 'sign-in', state: 'open' }));
});

test('a server on this machine that delivers no logout token to anybody has failed, and nothing is skipped', async ({
  startRun,
  putInFront,
}) => {
  const { settings } = await putInFront(NO_DELIVERY);
  const run = startRun(settings, ...ONE_TEST);
  expect(await run.exitCode, run.output).toBe(1);
  expect(run.report.preflight?.rows).toContainEqual(expect.objectContaining({ check: 'logout token', state: 'open' }));
  const delivery = run.report.requirements.find(({ requirement }) => requirement.id === 'BACK-DELIVERY-1');
  expect(delivery).toMatchObject({ verdict: 'FAILED', reasons: [] });
});

test('a user without rights is refused with one message and exit code 2', async ({ startRun, putInFront }) => {
  const { settings, createUser, countLeft } = await putInFront({});
  const user = { user: 'nobody-in-particular', password: 'Not-an-administrator-1' };
  await createUser(user);
  const run = startRun({ ...settings, IS_ADMIN_USER: user.user, IS_ADMIN_PASSWORD: user.password }, 'tests/discovery');
  expect(await run.exitCode, run.output).toBe(2);
  expect(run.output).toContain('"nobody-in-particular", who may not administer it');
  expect(run.output.split('What to do:'), 'the message is shown once').toHaveLength(2);
  expect(await countLeft()).toBe(0);
});

test('an administrator who may make no applications is told so once', async ({ startRun, putInFront }) => {
  const { settings, countLeft } = await putInFront({
    request: (request) =>
      request.method === 'POST' && request.url.pathname.endsWith('/applications')
        ? { status: 403, headers: new Headers(), body: '{"code":"APP-60403","description":"Not allowed"}' }
        : request,
  });
  const run = startRun(settings, 'tests/discovery');
  expect(await run.exitCode, run.output).toBe(2);
  expect(run.output).toContain('The administrator "admin" may not make what every test needs');
  expect(run.output.split('What to do:'), 'the message is shown once').toHaveLength(2);
  expect(await countLeft()).toBe(0);
});
