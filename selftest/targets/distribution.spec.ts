import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { days, milliseconds, seconds } from '../../lib/durations.ts';
import { parseDeploymentToml, readSetting } from '../../product/deployment-toml.ts';
import { signWithServiceProviderKey } from '../../product/suite-settings.ts';
import { createHttpClient } from '../../lib/http.ts';
import { endProcessGroup } from '../../lib/process-group.ts';
import { expect, RUNS, test } from './fake-distribution.ts';
import { isRunning } from './world.ts';

/** Everything in a folder with its content; links by where they lead. */
const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), 'utf8')]),
  );

/** Process ids that the fake server has written, one for each start. */
const startedProcesses = (log: string): number[] =>
  [...readFileSync(log, 'utf8').matchAll(/started as process (\d+)/g)].map(([, pid]) => Number(pid));

test('a server is started from a copy, restarted, and ended; the original stays as it was', async ({
  layOut,
  start,
}) => {
  const options = await layOut(RUNS);
  const before = contents(options.home);
  const target = await start(options);
  const { baseUrl, product, details, certificate = '' } = target.description;
  expect(product).toEqual({ name: 'WSO2 Identity Server', version: '7.1.0', standIn: false });
  expect(details).toMatchObject({ Java: '21.0.2 (Nobody)', 'copy of': options.home });
  expect(certificate).toMatch(/^-----BEGIN CERTIFICATE-----/);

  const http = createHttpClient({ certificate });
  const { CARBON_HOME: copy = '' } = (await (await http.fetch(`${baseUrl}/environment`)).json()) as Record<
    string,
    string
  >;
  expect(copy).not.toContain(options.home);
  for (const how of ['graceful', 'kill'] as const) {
    await target.halt(how);
    await target.resume();
  }
  expect((await http.fetch(`${baseUrl}/environment`)).status).toBe(200);
  expect(await target.logTail(1)).toMatch(/^started as process \d+$/);

  await target.stop();
  await target.stop();
  const processes = startedProcesses(options.logFile);
  expect(processes).toHaveLength(3);
  await expect.poll(() => processes.filter(isRunning)).toEqual([]);
  expect(existsSync(copy)).toBe(false);
  expect(contents(options.home)).toEqual(before);
});

test('a server is started again with more settings, and then without them', async ({ layOut, start }) => {
  const target = await start(await layOut(RUNS));
  const { baseUrl, certificate = '' } = target.description;
  const signing = async (): Promise<string | undefined> => {
    const answer = await createHttpClient({ certificate }).fetch(`${baseUrl}/deployment.toml`);
    return readSetting(parseDeploymentToml(await answer.text(), 'it'), 'oauth.oidc.id_token', 'sign_with_sp_key');
  };
  expect(await signing()).toBe('true');
  await target.halt('graceful');
  await target.resume([signWithServiceProviderKey(false)]);
  expect(await signing()).toBe('false');
  await target.halt('graceful');
  await target.resume();
  expect(await signing()).toBe('true');
});

test('the clock of a server is proved to move, and moved', async ({ layOut, start }) => {
  const target = await start(await layOut(RUNS));
  const { baseUrl, clock, certificate = '' } = target.description;

  test.skip(clock.kind === 'real', clock.kind === 'real' ? clock.reason : '');
  await target.moveClock(days(14));
  const answer = await createHttpClient({ certificate }).fetch(baseUrl);
  const ahead = Date.parse(answer.headers.get('date') ?? '') - Date.now();
  expect(Math.abs(ahead - days(14))).toBeLessThan(5_000);
});

test('IS_CLOCK=real leaves the clock alone', async ({ layOut, start }) => {
  const target = await start({ ...(await layOut(RUNS)), clock: 'real' });
  expect(target.description.clock).toEqual({ kind: 'real', reason: 'IS_CLOCK=real' });
  await expect(target.moveClock(seconds(1))).rejects.toThrow('real clock');
});

test('a clock that ignores what was preloaded is real, or an error where it must be movable', async ({
  layOut,
  start,
}) => {
  const options = await layOut(`unset LD_PRELOAD\n${RUNS}`);

  test.skip(process.platform !== 'linux', 'only Linux preloads');
  const target = await start(options);
  expect(target.description.clock).toEqual({
    kind: 'real',
    reason: expect.stringContaining('Date header does not show it') as unknown,
  });
  await expect(start({ ...options, clock: 'movable' })).rejects.toThrow(
    /Date header does not show it[^]*IS_CLOCK=auto/,
  );
});

test('the server gets none of the secrets in our environment', async ({ layOut, start }) => {
  process.env['SELFTEST_TOKEN'] = 'secret';
  try {
    const { baseUrl, certificate = '' } = (await start(await layOut(RUNS))).description;
    const environment = await (await createHttpClient({ certificate }).fetch(`${baseUrl}/environment`)).json();
    expect(environment).not.toHaveProperty('SELFTEST_TOKEN');
    expect(environment).toHaveProperty('JAVA_HOME');
  } finally {
    delete process.env['SELFTEST_TOKEN'];
  }
});

test('a server that ends at start is reported with its last lines', async ({ layOut, start, directory }) => {
  const options = await layOut('for line in $(seq 1 30); do echo "line $line"; done\nexit 3');
  const refusal = start(options);
  await expect(refusal).rejects.toThrow(/The server ended before it was ready: it ended with exit code 3/);
  await expect(refusal).rejects.toThrow(/its log:\n {4}line 11\n[^]* {4}line 30\n/);
  expect(readFileSync(join(directory, 'server.log'), 'utf8')).toContain('line 1\n');
});

test('a server that does not come up in time is reported with what was missing, and ended', async ({
  layOut,
  start,
  messages,
}) => {
  const options = await layOut('echo "started as process $$"\nexec sleep 600');
  await expect(start({ ...options, startTimeout: milliseconds(1_500) })).rejects.toThrow(
    /not ready after 1 s: the https port is missing \(connect ECONNREFUSED[^]*raise IS_START_TIMEOUT/,
  );
  const copy = /Copying .* to (.*)/.exec(messages.join('\n'))?.[1] ?? '';
  expect(existsSync(copy)).toBe(false);
  await expect.poll(() => startedProcesses(options.logFile).filter(isRunning)).toEqual([]);
});

test('a wrong password of the administrator is reported as such', async ({ layOut, start }) => {
  const options = await layOut(RUNS);
  await expect(start({ ...options, admin: { user: 'admin', password: 'wrong' } })).rejects.toThrow(
    /does not accept the administrator "admin"/,
  );
});

test('a long start says what it waits for', async ({ layOut, start, messages }) => {
  await start(await layOut(`sleep 6\n${RUNS}`));
  expect(messages.join('\n')).toMatch(/Waiting for the https port of https:\/\/localhost:\d+, 5 s of at most 30 s/);
});

test('a server that is to be kept outlives the run', async ({ layOut, start, messages }) => {
  const options = await layOut(RUNS);
  const target = await start({ ...options, keepRunning: true });
  await target.stop();
  const [, group = '', directory = ''] = /kill -- -(\d+); rm -rf (\S+)/.exec(messages.at(-1) ?? '') ?? [];
  expect(isRunning(-Number(group))).toBe(true);
  expect(existsSync(directory)).toBe(true);
  await endProcessGroup(Number(group), seconds(5));
  rmSync(directory, { recursive: true });
});
