import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { startDistribution } from '../../targets/distribution/distribution.ts';
import { copyInstallation, openInstallation } from '../../targets/distribution/installation.ts';
import { expect, RUNS, test } from './fake-distribution.ts';

test('IS_HOME that is not set, missing, a file, or no server is refused with what to do', async ({
  layOut,
  write,
  directory,
}) => {
  const options = await layOut(RUNS);
  const refusalOf = (home: string) => startDistribution({ ...options, home }).catch((error: unknown) => String(error));
  expect(await refusalOf('')).toMatch(/needs IS_HOME, and it is not set[^]*set IS_HOME to the folder/);
  expect(await refusalOf(join(directory, 'missing'))).toContain('which does not exist');
  expect(await refusalOf(write('wso2is.zip', ''))).toMatch(/which is a file[^]*unpack it first/);
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

test('a deployment.toml that nobody can read is named, with the line', async ({ layOut, write }) => {
  const options = await layOut(RUNS);
  const file = write('server/repository/conf/deployment.toml', '[server]\nhostname = localhost\n');
  await expect(openInstallation(options.home)).rejects.toThrow(`${file} is not valid TOML; line 2, column`);
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

test('Java that is missing, or does not work, is reported with what to do', async ({ layOut, write, directory }) => {
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
