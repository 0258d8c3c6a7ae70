import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

async function run(script: string, ...options: string[]): Promise<{ code: number | null; text: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', `selftest/parity/${script}.ts`, ...options], { cwd: ROOT });
  let text = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (part: string) => (text += part));
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  return { code, text };
}

for (const [what, script, options, message] of [
  ['no target', 'parity', [], 'No target was named; it is one of container, distribution, remote, reference.'],
  ['an unknown target', 'record', ['--target', 'moon'], 'There is no target "moon"'],
  ['an unknown option', 'parity', ['--traget', 'remote'], '--traget'],
  ['an unknown recording', 'parity', ['--target', 'reference', '--recording', '1.0'], 'There is no recording of 1.0.'],
  ['a stand-in recorded as the product', 'record', ['--target', 'reference'], 'is a stand-in'],
] as const) {
  test(`${what} is refused with the usage and exit code 2`, async () => {
    const { code, text } = await run(script, ...options);
    expect(text).toContain(message);
    expect(text).toContain(`npm run ${script} -- --target`);
    expect(text).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
  });
}
