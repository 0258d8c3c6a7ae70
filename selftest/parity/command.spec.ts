import { Command } from '../command.ts';
import { expect, test } from '../runs/foreign.ts';

const parity = (script: string, args: readonly string[], settings: Readonly<Record<string, string>> = {}): Command =>
  new Command(`selftest/parity/${script}.ts`, args, settings);

for (const [what, script, options, message] of [
  ['no target', 'parity', [], 'No target was named; it is one of container, distribution, remote, reference.'],
  ['an unknown target', 'record', ['--target', 'moon'], 'There is no target "moon"'],
  ['an unknown option', 'parity', ['--traget', 'remote'], '--traget'],
  ['an unknown recording', 'parity', ['--target', 'reference', '--recording', '1.0'], 'There is no recording of 1.0.'],
  ['a stand-in recorded as the product', 'record', ['--target', 'reference'], 'is a stand-in'],
] as const) {
  test(`${what} is refused with the usage and exit code 2`, async () => {
    const { code, output } = await parity(script, options).ended;
    expect(output).toContain(message);
    expect(output).toContain(`npm run ${script} -- --target`);
    expect(output).not.toMatch(/^\s+at /m);
    expect(code).toBe(2);
  });
}

test('a server that dies in the middle ends the replay with exit code 2, in plain words', async ({ foreign }) => {
  const command = parity('parity', ['--target', 'remote'], foreign.settings);
  await command.printed('10/59');
  await foreign.target.halt('kill');
  const { code, output } = await command.ended;
  expect(code, output).toBe(2);
  expect(output).toContain('no longer answers');
  expect(output).toContain('What to do:');
  expect(output, 'the probes that were left').not.toContain('59/59');
});
