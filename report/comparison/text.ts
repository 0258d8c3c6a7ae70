import pc from 'picocolors';
import type { Answer, Comparison } from './comparison.ts';
import type { Condition } from './conditions.ts';
import type { Difference, Evidence, Section } from './outline.ts';

const ANSWER_COLOURS: Readonly<Record<Answer, (text: string) => string>> = {
  yes: pc.green,
  no: pc.red,
  'with care': pc.yellow,
  'not known': pc.yellow,
};
const TONE_COLOURS = { bad: pc.red, good: pc.green, neutral: pc.cyan } as const;
const NAME_WIDTH = 18;

function showCondition({ name, before, after, matters }: Condition): string {
  const value = before === after ? before : `${before} → ${after}`;
  const line = `  ${name.padEnd(NAME_WIDTH)}${value}`;
  return before !== after && matters !== undefined ? pc.yellow(line) : line;
}

const indent = (text: string, by: string): string => text.replaceAll(/^/gm, by);

const showEvidence = ({ where, expected, actual }: Evidence): string =>
  [where, indent(`expected: ${expected}`, '  '), indent(`actual:   ${actual}`, '  ')].join('\n');

function showDifference({ subject, about, before, after, details, evidence = [] }: Difference): string {
  const change = [before, after].filter((value) => value !== '').join(' → ');
  return [
    `  ${pc.bold(subject)}  ${change}`,
    ...(about === undefined ? [] : [`    ${about}`]),
    ...[...details, ...evidence.map(showEvidence)].map((text) => pc.dim(indent(text, '      '))),
  ].join('\n');
}

const showSection = ({ title, tone, differences }: Section): string =>
  [TONE_COLOURS[tone](`${title}: ${differences.length}`), ...differences.map(showDifference)].join('\n');

/** The comparison for a terminal, the answer first. */
export function renderText({ answer, sentence, reservations, conditions, sections }: Comparison): string {
  return [
    ANSWER_COLOURS[answer](pc.bold(`May I upgrade? ${sentence}`)),
    ...reservations.map((text) => pc.yellow(`  ! ${text}`)),
    '',
    ...conditions.map(showCondition),
    '',
    ...sections.filter(({ differences }) => differences.length > 0).map((section) => `${showSection(section)}\n`),
    ...(sections.every(({ differences }) => differences.length === 0) ? ['Nothing has changed.\n'] : []),
  ].join('\n');
}
