import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { catchesTermination } from '../../containers/docker/signals.ts';

for (const { script, catches } of [
  { script: '', catches: false },
  { script: "trap 'exit 0' TERM;", catches: true },
]) {
  test(`a start script with "${script}" ${catches ? 'heeds' : 'drops'} docker stop`, async () => {
    test.skip(process.platform !== 'linux', 'reads /proc, which only Linux has');
    const shell = spawn('sh', ['-c', `${script} echo ready; read line`]);
    try {
      await once(shell.stdout, 'data');
      expect(catchesTermination(await readFile(`/proc/${String(shell.pid)}/status`, 'utf8'))).toBe(catches);
    } finally {
      shell.kill('SIGKILL');
    }
  });
}

test('a process of which nothing is known passes for one that drops it', () => {
  expect(catchesTermination('')).toBe(false);
});
