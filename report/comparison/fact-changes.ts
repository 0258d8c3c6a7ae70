import { isDeepStrictEqual } from 'node:util';
import type { Report } from '../schema.ts';
import type { Difference, Section } from './outline.ts';

/** Two lists as sets: what only the one or the other has. */
function setDifference(before: readonly string[], after: readonly string[]): string[] {
  const gone = before.filter((member) => !after.includes(member)).map((member) => `- ${member}`);
  const come = after.filter((member) => !before.includes(member)).map((member) => `+ ${member}`);
  return [...new Set([...gone, ...come])];
}

/** A difference in a named list, an absent list standing for a subject that there was not. */
function listDifference(
  subject: string,
  about: string,
  before: readonly string[] | undefined,
  after: readonly string[] | undefined,
): Difference[] {
  const details = setDifference(before ?? [], after ?? []);
  if (details.length === 0 && (before === undefined) === (after === undefined)) return [];
  const state = (list: readonly string[] | undefined): string => (list === undefined ? 'absent' : 'present');
  return [{ subject, about, before: state(before), after: state(after), details }];
}

const union = (one: Iterable<string>, other: Iterable<string>): string[] => [...new Set([...one, ...other])].sort();

/** The discovery document with the server's own address taken out: it differs from run to run. */
function discoveryOf({ facts, target }: Report): Record<string, unknown> {
  const text = JSON.stringify(facts.discovery ?? {});
  return JSON.parse(target === undefined ? text : text.replaceAll(target.baseUrl, '{server}')) as Record<
    string,
    unknown
  >;
}

const show = (value: unknown): string =>
  value === undefined ? 'absent' : typeof value === 'string' ? value : JSON.stringify(value);

function discoveryDifferences(before: Report, after: Report): Difference[] {
  const [former, latter] = [discoveryOf(before), discoveryOf(after)];
  return union(Object.keys(former), Object.keys(latter)).flatMap((member) => {
    const [was, is] = [former[member], latter[member]];
    const about = 'discovery document';
    if (Array.isArray(was) && Array.isArray(is))
      return listDifference(member, about, was.map(show), is.map(show)).map((difference) => ({
        ...difference,
        before: `${was.length} values`,
        after: `${is.length} values`,
      }));
    return isDeepStrictEqual(was, is)
      ? []
      : [{ subject: member, about, before: show(was), after: show(is), details: [] }];
  });
}

/** Lists by key; those of one key, which many tests have reported, become one. */
function gathered(entries: readonly (readonly [string, readonly string[]])[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const [name, list] of entries) found.set(name, union(found.get(name) ?? [], list));
  return found;
}

/** Those of the relying party are the suite's own. */
const cookiesOf = ({ facts }: Report): Map<string, string[]> =>
  gathered(facts.cookies.filter(({ host }) => host === 'provider').map(({ name, attributes }) => [name, attributes]));

/** By kind of token, what its header and its claims hold; a claim that only some of them have is marked. */
function tokensOf({ facts }: Report): Map<string, string[]> {
  const kinds = union(
    facts.tokens.map(({ kind }) => kind),
    [],
  );
  return new Map(
    kinds.map((kind) => {
      const tokens = facts.tokens.filter((token) => token.kind === kind);
      const claims = union(
        tokens.flatMap((token) => token.claims),
        [],
      ).map((claim) =>
        tokens.every((token) => token.claims.includes(claim)) ? `claim ${claim}` : `claim ${claim} (in some)`,
      );
      const headers = tokens.flatMap(({ header }) =>
        Object.entries(header).map(([name, value]) => `header ${name}: ${value}`),
      );
      return [kind, union(headers, claims)];
    }),
  );
}

/** The policies of each endpoint, by the status of the answer. */
const policiesOf = ({ facts }: Report): Map<string, string[]> =>
  gathered(facts.endpoints.map(({ endpoint, status, headers }) => [`${endpoint}, status ${status}`, headers]));

/** What became of tokens and clients, by what ended the session. */
const endingsOf = ({ facts }: Report): Map<string, string[]> =>
  gathered(facts.endings.map(({ ending, observed }) => [ending, [observed]]));

/** Only of what both runs have seen. */
function commonDifferences(about: string, before: Map<string, string[]>, after: Map<string, string[]>): Difference[] {
  return [...before.keys()]
    .filter((key) => after.has(key))
    .flatMap((key) => listDifference(key, about, before.get(key), after.get(key)));
}

function mapDifferences(about: string, before: Map<string, string[]>, after: Map<string, string[]>): Difference[] {
  return union(before.keys(), after.keys()).flatMap((key) =>
    listDifference(key, about, before.get(key), after.get(key)),
  );
}

/** What a relying party may depend on without any requirement saying so. */
export const factChanges = (before: Report, after: Report): Section => ({
  title: 'changed facts',
  meaning: 'No requirement forbids these changes; a relying party may depend on the old behaviour.',
  tone: 'neutral',
  about: 'values',
  differences: [
    ...discoveryDifferences(before, after),
    ...mapDifferences('cookie', cookiesOf(before), cookiesOf(after)),
    ...mapDifferences('token', tokensOf(before), tokensOf(after)),
    ...commonDifferences('headers', policiesOf(before), policiesOf(after)),
    ...commonDifferences('tokens and notification', endingsOf(before), endingsOf(after)),
  ],
});
