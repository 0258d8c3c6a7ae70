import pc from 'picocolors';
import { formatDuration, milliseconds } from '../../containers/durations.ts';
import type { Kill, KillTable } from './kill-table.ts';

const paint: Readonly<Record<Kill['result'], (text: string) => string>> = {
  caught: pc.green,
  missed: pc.red,
  surprise: pc.red,
  'could not run': pc.red,
};

const firstLines = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 200);

/** One fault in the terminal: a line, and what is wrong with it. */
export function renderKill({ fault, what, result, caught, missed, surprises, obstacles }: Kill): string {
  const head = `${paint[result](result.padEnd(13))} ${fault}  ${pc.dim(caught.join(' '))}`;
  if (result === 'caught') return head;
  return [
    head,
    `              ${what}`,
    ...missed.map((id) => `              ${pc.red('missed')}    ${id}: no test found it broken`),
    ...surprises.map(
      ({ requirement, test, message }) =>
        `              ${pc.red('surprise')}  ${requirement} in "${test}": ${firstLines(message)}`,
    ),
    ...obstacles.map((obstacle) => `              ${pc.red(firstLines(obstacle))}`),
  ].join('\n');
}

/** The end of a run: how many faults were caught, and how long it took. */
export function renderKillTable(
  { kills, complete, passed, failed, milliseconds: took }: KillTable,
  file: string,
): string {
  const bad = kills.filter(({ result }) => result !== 'caught');
  const scope = complete
    ? 'every test against every fault'
    : "each fault against its requirements' tests and the invariants";
  return [
    '',
    ...bad.map(renderKill),
    (failed === 0 ? pc.green : pc.red)(
      `${passed} of ${kills.length} planted faults caught by exactly the requirements that they break`,
    ),
    `${scope}, in ${formatDuration(milliseconds(took))}; kill table: ${file}`,
  ].join('\n');
}
