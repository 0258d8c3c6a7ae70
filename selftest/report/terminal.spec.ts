import { expect, test } from '@playwright/test';
import { renderTerminalSummary } from '../../report/terminal.ts';
import type { TargetKind } from '../../containers/target.ts';
import { rerunCommand } from '../../report/words.ts';
import { clean, couldNotRun, failing, standIn } from './samples.ts';

// eslint-disable-next-line no-control-regex -- colours are control sequences
const plain = (text: string): string => text.replaceAll(/\u001b\[[0-9;]*m/g, '');
const shown = (...args: Parameters<typeof renderTerminalSummary>): string => plain(renderTerminalSummary(...args));

test('a failing requirement is shown with clause, expected and actual', () => {
  const text = shown(failing, 'out', []);
  expect(text).toContain('NOT CONFORMANT');
  expect(text).toMatch(/FAILED +IS-IDLE-2 \(/);
  expect(text).toContain('expected  the session has ended: a silent call gets error=login_required');
  expect(text).toContain('actual    code=<code>');
  expect(text).toContain('out/index.html');
});

test('the command for what fails names the tests of failing requirements, and of no others', () => {
  const command = rerunCommand(failing);
  expect(command).toContain("npx playwright test --grep 'just after its idle timeout the session has ended|");
  expect(command, 'a listed deviation does not fail').not.toContain('another user');
  expect(rerunCommand(clean)).toBeUndefined();
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
    const command = rerunCommand({ ...failing, target, judgesKnownDeviations: false });
    const expected = [`IS_TARGET=${kind}`, settings, 'IS_CLOCK=real IS_DEVIATIONS=none npx playwright test --grep'];
    expect(command).toContain(expected.filter((part) => part !== '').join(' '));
  });

test('a message that the runner has shown already is not shown again', () => {
  const [obstacle] = couldNotRun.obstacles;
  expect(shown(couldNotRun, 'out', [])).toContain('What to do: start Docker');
  expect(shown(couldNotRun, 'out', [`Error: ${obstacle?.problem ?? ''}\n …`])).not.toContain('start Docker');
});

test('a stand-in is called one', () => {
  expect(shown(standIn, 'out', [])).toContain('STAND-IN, not the product');
});
