import pc from 'picocolors';
import { formatDuration, milliseconds } from '../../lib/durations.ts';
import type { Kill, KillTable } from './kill-table.ts';

const firstLines = (text: string): string => text.replaceAll(/\s+/g, ' ').slice(0, 240);

const PAINT: Partial<Record<Kill['result'], typeof pc.red>> = { caught: pc.green, 'without effect': pc.yellow };

/** One fault in the terminal: a line, and what is wrong with it. */
export function renderKill({ fault, what, result, caught, missed, surprises, blocked, obstacles }: Kill): string {
  const paint = PAINT[result] ?? pc.red;
  const besides = blocked.length === 0 ? '' : `, ${blocked.length} undecided because of it`;
  const head = `${paint(result.padEnd(13))} ${fault}  ${pc.dim(`${caught.join(' ')}${besides}`)}`;
  if (result === 'caught') return head;
  if (result === 'without effect') return `${head}  ${pc.dim('there was nothing that it could have changed')}`;
  return [
    head,
    `              ${what}`,
    ...missed.map((id) => `              ${pc.red('missed')}    ${id}: its own check did not find it broken`),
    ...surprises.map(
      ({ requirement, outcome, test, message }) =>
        `              ${pc.red('surprise')}  ${requirement} is ${outcome} in "${test}": ${firstLines(message)}`,
    ),
    ...obstacles.map((obstacle) => `              ${pc.red(firstLines(obstacle))}`),
  ].join('\n');
}

/** The end of a run: how many faults were caught, and how long it took. */
export function renderKillTable(
  { kills, complete, passed, failed, server, milliseconds: took }: KillTable,
  file: string,
): string {
  const idle = kills.filter(({ result }) => result === 'without effect');
  const bad = kills.filter((kill) => kill.result !== 'caught' && !idle.includes(kill));
  const scope = complete
    ? 'every test against every fault'
    : 'each fault against the tests of the requirements that it violates';
  return [
    '',
    ...bad.map(renderKill),
    ...(idle.length === 0
      ? []
      : [`${idle.length} had nothing to change on this server: ${idle.map(({ fault }) => fault).join(', ')}`]),
    (failed === 0 ? pc.green : pc.red)(
      `${passed} of ${passed + failed} faults planted in front of ${server ?? 'the server'} caught: exactly what they violate was found broken`,
    ),
    `${scope}, in ${formatDuration(milliseconds(took))}; kill table: ${file}`,
  ].join('\n');
}
