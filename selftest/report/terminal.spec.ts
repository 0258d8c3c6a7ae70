import { expect, test } from '@playwright/test';
import { answer } from '../../report/answers/index.ts';
import { renderTerminalSummary } from '../../report/terminal.ts';
import type { TargetKind } from '../../targets/target.ts';
import { rerunCommand } from '../../report/rerun.ts';
import { clean, couldNotRun, failing, known, partial, standIn } from './samples.ts';

// eslint-disable-next-line no-control-regex -- colours are control sequences
const plain = (text: string): string => text.replaceAll(/\u001b\[[0-9;]*m/g, '');
const shown = (...args: Parameters<typeof renderTerminalSummary>): string => plain(renderTerminalSummary(...args));

test('a failing requirement is shown with clause, expected and actual', () => {
  const text = shown(failing, 'out', []);
  expect(text).toContain('WSO2 Identity Server 7.1.0: breaks at least 2 MUSTs and 1 documented promise');
  expect(text).toMatch(/expectation +2 new failures: IS-IDLE-2, SESSION-IFRAME-1;/);
  expect(text).toMatch(/coverage +\d+ of \d+ requirements judged/);
  expect(text).toMatch(/certification +ready for certification: \d+ of 17/);
  expect(text).toMatch(/FAILED +IS-IDLE-2 \(/);
  expect(text).toContain('expected  the session has ended: a silent call gets error=login_required');
  expect(text).toContain('actual    code=<code>');
  expect(text).toContain('out/index.html');
});

test('a known deviation is a line, and what is undecided is a line for each reason', () => {
  const text = shown(failing, 'out', []);
  expect(text).toMatch(/KNOWN +RPLOGOUT-HINT-3 as D4 \(signed out without consent\)\n/);
  expect(text).toMatch(/UNDECIDED 3 requirements blocked by SESSION-IFRAME-1\n +SESSION-IFRAME-2, SESSION-IFRAME-3/);
  expect(text).toContain('UNDECIDED 1 requirement undecided: the relying party could not be asked');
  expect(text).toContain('Undecided means that the suite or its environment could not tell');
});

test('a deviation that no longer occurs is remarked on', () => {
  expect(shown(known, 'out', [])).toContain('remark    D11 no longer occurs: CORE-HINT-5 held.');
});

test('a part of the suite is called one', () => {
  const text = shown(partial, 'out', []);
  expect(text).toContain('7.1.0: partial run: 12 of');
  expect(text).toContain('partial run (2 of 41 files of tests)');
  expect(text).not.toContain('CONFORMANT');
});

test('the command to repeat names the tests of what failed and was undecided, and no others', () => {
  const command = rerunCommand(failing);
  expect(command).toContain("npx playwright test --grep 'IS-IDLE-2 ends the session just after its idle timeout|");
  expect(command).toContain('BACK-DELIVERY-4 is kept');
  expect(command, 'a listed deviation does not fail').not.toContain('RPLOGOUT-HINT-3');
  expect(command, 'nor does one that is gone').not.toContain('CORE-HINT-5');
  expect(rerunCommand(clean)).toBeUndefined();
});

test('the command to repeat names those of a deviation that is gone, where that fails the run', () => {
  const strictly = answer({ ...known, deviations: 'strict' });
  expect(rerunCommand(strictly)).toContain("IS_DEVIATIONS=strict npx playwright test --grep 'CORE-HINT-5 is kept'");
});

const MACHINES: readonly { kind: TargetKind; details: Record<string, string>; settings: string }[] = [
  { kind: 'container', details: { image: 'wso2/wso2is:7.2.0' }, settings: 'IS_IMAGE=wso2/wso2is:7.2.0' },
  { kind: 'distribution', details: { 'copy of': "/opt/it's 7.1" }, settings: String.raw`IS_HOME='/opt/it'\''s 7.1'` },
  {
    kind: 'remote',
    details: { 'verified by': 'IS_CA=/etc/is/ca.pem' },
    settings: 'IS_URL=https://localhost:9443 IS_CA=/etc/is/ca.pem',
  },
  { kind: 'reference', details: {}, settings: '' },
];

for (const { kind, details, settings } of MACHINES)
  test(`the command for what fails on a ${kind} has the settings of the run, and no password`, () => {
    if (failing.target === undefined) throw new Error('the sample has no target');
    const clock = { kind: 'real', reason: 'IS_CLOCK=real' } as const;
    const target = { ...failing.target, kind, details, clock };
    const command = rerunCommand({ ...failing, target, deviations: 'none' });
    const expected = [`IS_TARGET=${kind}`, settings, 'IS_CLOCK=real IS_DEVIATIONS=none npx playwright test --grep'];
    expect(command).toContain(expected.filter((part) => part !== '').join(' '));
  });

test('a message that the runner has shown already is not shown again', () => {
  const [obstacle] = couldNotRun.obstacles;
  expect(shown(couldNotRun, 'out', [])).toContain('What to do: start Docker');
  expect(shown(couldNotRun, 'out', [`Error: ${obstacle?.problem ?? ''}\n …`])).not.toContain('start Docker');
});

test('a stand-in is called one', () => {
  const text = shown(standIn, 'out', []);
  expect(text).toContain('Stand-in: the suite works');
  expect(text).toContain('stand-in, not the product');
  expect(text).not.toContain('CONFORMANT');
});
