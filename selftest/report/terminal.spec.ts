import { expect, test } from '@playwright/test';
import { renderTerminalSummary } from '../../report/terminal.ts';
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

test('a message that the runner has shown already is not shown again', () => {
  const [obstacle] = couldNotRun.obstacles;
  expect(shown(couldNotRun, 'out', [])).toContain('What to do: start Docker');
  expect(shown(couldNotRun, 'out', [`Error: ${obstacle?.problem ?? ''}\n …`])).not.toContain('start Docker');
});

test('a stand-in is called one', () => {
  expect(shown(standIn, 'out', [])).toContain('STAND-IN, not the product');
});
