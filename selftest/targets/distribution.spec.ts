import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { days, milliseconds, seconds } from '../../containers/durations.ts';
import { startDistribution, type DistributionOptions } from '../../containers/identity-server/distribution.ts';
import { createHttpClient } from '../../containers/http.ts';
import { copyInstallation, openInstallation } from '../../containers/identity-server/installation.ts';
import { endProcessGroup } from '../../containers/process-group.ts';
import type { Target } from '../../containers/target.ts';
import { expect, issueCertificate, isRunning, test as base } from './world.ts';

const FAKE_SERVER = fileURLToPath(new URL('./fake-server.mjs', import.meta.url));
const RUNS = `exec "${process.execPath}" "${FAKE_SERVER}"`;

const TOML = `[server]
hostname = "localhost"

[database.identity_db]
type = "h2"
url = "jdbc:h2:./repository/database/IDENTITY_DB;LOCK_TIMEOUT=60000"
`;

const JAVA = (version: string, home: string): string => `#!/bin/sh
cat >&2 <<'TEXT'
Property settings:
    java.home = ${home}
    java.vendor = Nobody
    java.version = ${version}
TEXT
`;

interface Fake {
  /** Lays out a server whose start script runs `script`, and a Java of that version; resolves to the options to start it. */
  layOut: (script: string, java?: string) => Promise<DistributionOptions>;
  messages: string[];
  start: (options: DistributionOptions) => Promise<Target>;
}

const test = base.extend<Fake>({
  messages: async ({}, use) => {
    await use([]);
  },
  layOut: async ({ directory, write, messages }, use) => {
    await use(async (script, java = '21.0.2') => {
      const { key, certificate } = await issueCertificate();
      const javaHome = join(directory, 'java');
      write('java/bin/java', JAVA(java, javaHome), 0o755);
      write('server/bin/wso2server.sh', `#!/bin/sh\n${script}\n`);
      write('server/repository/conf/deployment.toml', TOML);
      write('server/repository/resources/security/key.pem', key);
      write('server/repository/resources/security/certificate.pem', certificate);
      write('server/repository/components/plugins/big.jar', 'code');
      write('server/repository/logs/old.log', 'of an earlier run');
      return {
        home: join(directory, 'server'),
        javaHome,
        clock: 'auto',
        admin: { user: 'admin', password: 'admin' },
        startTimeout: seconds(30),
        progress: (message) => messages.push(message),
        logFile: join(directory, 'server.log'),
        keepRunning: false,
      };
    });
  },
  start: async ({}, use) => {
    const targets: Target[] = [];
    await use(async (options) => {
      const target = await startDistribution(options);
      targets.push(target);
      return target;
    });
    for (const target of targets) await target.stop();
  },
});

/** Everything in a folder with its content; links by where they lead. */
const contents = (folder: string): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => [join(entry.parentPath, entry.name), readFileSync(join(entry.parentPath, entry.name), 'utf8')]),
  );

/** Process ids that the fake server told, one for each start. */
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

test('a server that ends at start is told with its last lines', async ({ layOut, start, directory }) => {
  const options = await layOut('for line in $(seq 1 30); do echo "line $line"; done\nexit 3');
  const refusal = start(options);
  await expect(refusal).rejects.toThrow(/The server ended before it was ready: it ended with exit code 3/);
  await expect(refusal).rejects.toThrow(/its log:\n {4}line 11\n[^]* {4}line 30\n/);
  expect(readFileSync(join(directory, 'server.log'), 'utf8')).toContain('line 1\n');
});

test('a server that does not come up in time is told with what was missing, and ended', async ({
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

test('a wrong password of the administrator is told as such', async ({ layOut, start }) => {
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

test('IS_HOME that is not set, missing, a file, or no server is refused with what to do', async ({
  layOut,
  write,
  directory,
}) => {
  const options = await layOut(RUNS);
  const refusalOf = (home: string) => startDistribution({ ...options, home }).catch((error: unknown) => String(error));
  expect(await refusalOf('')).toMatch(/needs IS_HOME, and it is not set[^]*set IS_HOME to the folder/);
  expect(await refusalOf(join(directory, 'missing'))).toContain('and there is nothing');
  expect(await refusalOf(write('wso2is.zip', ''))).toMatch(/that is a file[^]*unpack it first/);
  expect(await refusalOf(join(directory, 'java'))).toContain(
    'it has no bin/wso2server.sh and no repository/conf/deployment.toml',
  );
  expect(await refusalOf(directory)).toContain(`set IS_HOME=${options.home}`);
});

test('a server that is running is not copied', async ({ layOut, write }) => {
  const options = await layOut(RUNS);
  write('server/wso2carbon.pid', `${process.pid}\n`);
  await expect(openInstallation(options.home)).resolves.toMatchObject({ home: options.home });
  const script = "process.stdin.resume(); console.log('up')";
  const running = spawn(process.execPath, ['-e', script, '--', `-Dcarbon.home=${options.home}`], {
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  await once(running.stdout, 'data');
  write('server/wso2carbon.pid', `${'\0'.repeat(90)}${running.pid ?? 0}`);
  await expect(openInstallation(options.home)).rejects.toThrow(/is running \(process \d+\)[^]*IS_TARGET=remote/);
  running.kill();
});

test('a server whose data others use is not copied', async ({ layOut, write }) => {
  const options = await layOut(RUNS);
  write('server/repository/conf/deployment.toml', '[database.shared_db]\nurl = "jdbc:mysql://db.example.com/shared"');
  await expect(openInstallation(options.home)).rejects.toThrow(
    /would share the database of \[database\.shared_db\]: jdbc:mysql:\/\/db\.example\.com\/shared/,
  );
});

test('what the server writes is copied, also from behind a link; what it only reads is linked', async ({
  layOut,
  write,
  directory,
}) => {
  const { home } = await layOut(RUNS);
  write('elsewhere/IDENTITY_DB.mv.db', 'data');
  symlinkSync(join(directory, 'elsewhere'), join(home, 'repository', 'database'));
  const copy = join(directory, 'copy');
  await copyInstallation(await openInstallation(home), copy);
  const kinds = readdirSync(copy, { recursive: true, withFileTypes: true });
  expect(kinds.filter((entry) => entry.isSymbolicLink()).map(({ name }) => name)).toEqual(['plugins']);
  expect(readFileSync(join(copy, 'repository/database/IDENTITY_DB.mv.db'), 'utf8')).toBe('data');
  expect(readdirSync(join(copy, 'repository/logs'))).toEqual([]);
});

test('plugins are copied when a patch waits, as the server will write it into them', async ({ layOut, directory }) => {
  const { home } = await layOut(RUNS);
  mkdirSync(join(home, 'repository/components/patches/patch0001'), { recursive: true });
  const copy = join(directory, 'copy');
  await copyInstallation(await openInstallation(home), copy);
  expect(readdirSync(copy, { recursive: true, withFileTypes: true }).some((entry) => entry.isSymbolicLink())).toBe(
    false,
  );
});

test('Java that is missing, or does not work, is told with what to do', async ({ layOut, write, directory }) => {
  const options = await layOut(RUNS);
  const missing = join(directory, 'none');
  await expect(startDistribution({ ...options, javaHome: missing })).rejects.toThrow(
    /none\/bin\/java" can't be used: there is no such program[^]*set JAVA_HOME/,
  );
  write('broken/bin/java', '#!/bin/sh\nexit 1\n', 0o755);
  await expect(startDistribution({ ...options, javaHome: join(directory, 'broken') })).rejects.toThrow(
    /broken\/bin\/java" can't be used/,
  );
});

test('an unsupported Java is a warning, not an error', async ({ layOut, start, messages }) => {
  await start(await layOut(RUNS, '1.8.0_392'));
  expect(messages.join('\n')).toContain('Java 1.8.0_392 is outside what the server supports (11 to 25)');
});
