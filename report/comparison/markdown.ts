import { cell } from '../summary.ts';
import type { Comparison } from './comparison.ts';
import type { Condition } from './conditions.ts';
import type { Difference, Section } from './outline.ts';

const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

function showDifference({ subject, about = '', before, after, details, evidence = [] }: Difference): string {
  const seen = evidence.map(({ where, expected, actual }) => `${where}: expected ${expected}; actual ${actual}`);
  return row([subject, before, after, [about, ...details, ...seen].filter((text) => text !== '').join('; ')]);
}

const showCondition = ({ name, before, after }: Condition): string => row([name, before, after]);

const showSection = ({ title, meaning, differences }: Section): string =>
  [
    `### ${title}: ${differences.length}`,
    meaning,
    ['| what | before | after | details |', '| --- | --- | --- | --- |', ...differences.map(showDifference)].join('\n'),
  ].join('\n\n');

/** The comparison for the step summary of a CI job. */
export function renderMarkdown({ sentence, reservations, conditions, sections }: Comparison): string {
  const different = conditions.filter(({ before, after }) => before !== after);
  return `${[
    `## May I upgrade? ${cell(sentence)}`,
    ...(reservations.length === 0 ? [] : [reservations.map((text) => `- ${cell(text)}`).join('\n')]),
    ...(different.length === 0
      ? []
      : [['| | before | after |', '| --- | --- | --- |', ...different.map(showCondition)].join('\n')]),
    ...sections.filter(({ differences }) => differences.length > 0).map(showSection),
  ].join('\n\n')}\n`;
}
