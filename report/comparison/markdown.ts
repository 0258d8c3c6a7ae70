import type { Comparison } from './comparison.ts';
import type { Difference, Section } from './outline.ts';

/** Text of a server must not be taken for a table's border, a tag or a line of its own. */
const cell = (text: string): string =>
  text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('|', '\\|')
    .replaceAll(/\s*\n\s*/g, ' ');

const row = (cells: readonly string[]): string => `| ${cells.map(cell).join(' | ')} |`;

const showDifference = ({ subject, about = '', before, after, details }: Difference): string =>
  row([subject, before, after, [about, ...details].filter((text) => text !== '').join('; ')]);

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
    [
      '| | before | after |',
      '| --- | --- | --- |',
      ...different.map(({ name, before, after }) => row([name, before, after])),
    ].join('\n'),
    ...sections.filter(({ differences }) => differences.length > 0).map(showSection),
  ].join('\n\n')}\n`;
}
