import type { Exchange, RecordedProbe } from './recording.ts';

/** One thing that two servers did differently. `undefined`: there is nothing of the kind. */
export interface Difference {
  readonly probe: string;
  /** What differs, e.g. `GET /oidc/logout: location ?state`. */
  readonly where: string;
  readonly recorded: string | undefined;
  readonly actual: string | undefined;
}

type Facts = Map<string, string>;
type Json = RecordedProbe['observed'];

/** Parts of a url that has placeholders in it. */
function split(url: string): { address: string; query: string; fragment: string } {
  const [beforeFragment = '', fragment = ''] = url.split('#');
  const [address = '', query = ''] = beforeFragment.split('?');
  return { address, query, fragment };
}

function addParameters(facts: Facts, what: string, encoded: string): void {
  const parameters = new URLSearchParams(encoded);
  for (const name of new Set(parameters.keys())) facts.set(`${what}${name}`, parameters.getAll(name).join(', '));
}

function addUrl(facts: Facts, what: string, url: string): void {
  const { address, query, fragment } = split(url);
  facts.set(what, address);
  addParameters(facts, `${what} ?`, query);
  addParameters(facts, `${what} #`, fragment);
}

/** `cookie opbs cleared` → its attributes, in the order of their names. */
function addCookie(facts: Facts, what: string, line: string): void {
  const [pair = '', ...attributes] = line.split('; ');
  const [name = '', value = ''] = pair.split('=');
  const fate = attributes.includes('Max-Age=0') ? 'cleared' : 'set';
  facts.set(`${what} cookie ${name} ${fate}`, [value, ...attributes.sort()].join('; '));
}

/** Pages that the server itself leads to: their parameters have been told by the redirect. */
const FOLLOWED = /^\/(authenticationendpoint|t\/)/;

function addExchange(facts: Facts, what: string, { request, status, location, headers, cookies }: Exchange): void {
  const [url = '', body = ''] = request.slice(request.indexOf(' ') + 1).split(' body:');
  const { address, query } = split(url);
  if (!FOLLOWED.test(address.replace('{server}', ''))) addParameters(facts, `${what} asked ?`, query);
  addParameters(facts, `${what} sent `, body);
  facts.set(`${what} status`, String(status));
  if (location !== undefined) addUrl(facts, `${what} location`, location);
  for (const [name, value] of Object.entries(headers)) facts.set(`${what} header ${name}`, value.toLowerCase());
  for (const line of cookies) addCookie(facts, what, line);
}

function addObserved(facts: Facts, what: string, value: Json): void {
  if (Array.isArray(value) && value.every((each) => typeof each !== 'object' || each === null)) {
    facts.set(what, value.join(', '));
  } else if (typeof value === 'object' && value !== null) {
    for (const [name, each] of Object.entries(value)) addObserved(facts, `${what}.${name}`, each);
    if (Object.keys(value).length === 0) facts.set(what, '(empty)');
  } else facts.set(what, String(value));
}

/** The n-th request of a probe to one endpoint has the same name in every recording, whatever comes in between. */
function exchangeNames(exchanges: readonly Exchange[]): string[] {
  const seen = new Map<string, number>();
  return exchanges.map(({ request }) => {
    const [method = '', url = ''] = request.split(' ');
    const endpoint = `${method} ${split(url).address.replace('{server}', '')}`;
    const count = (seen.get(endpoint) ?? 0) + 1;
    seen.set(endpoint, count);
    return count === 1 ? `${endpoint}:` : `${endpoint} (${count}):`;
  });
}

function factsOf(probe: RecordedProbe, most: number): Facts {
  const facts: Facts = new Map();
  const kept = probe.exchanges.slice(0, most);
  const names = exchangeNames(kept);
  for (const [index, exchange] of kept.entries()) addExchange(facts, names[index] ?? '', exchange);
  addObserved(facts, 'observed', probe.observed);
  return facts;
}

/** Everything in which the same probe turned out differently. */
export function compareProbe(recorded: RecordedProbe, actual: RecordedProbe): Difference[] {
  // Where one of the two kept only the first exchanges, the others can't be compared.
  const kept = [recorded, actual].map(({ exchanges, omitted = 0 }) => (omitted > 0 ? exchanges.length : Infinity));
  const most = Math.min(...kept);
  const [before, after] = [factsOf(recorded, most), factsOf(actual, most)];
  return [...new Set([...before.keys(), ...after.keys()])]
    .filter((where) => before.get(where) !== after.get(where))
    .map((where) => ({ probe: recorded.name, where, recorded: before.get(where), actual: after.get(where) }));
}

const shown = (value: string | undefined): string =>
  value === undefined ? '(nothing)' : value === '' ? '(empty)' : value;

/** Differences for a person, by probe. */
export function describeDifferences(differences: readonly Difference[]): string {
  const lines: string[] = [];
  let last: string | undefined;
  for (const { probe, where, recorded, actual } of differences) {
    if (probe !== last) lines.push(probe);
    last = probe;
    lines.push(`  ${where}`, `    recorded: ${shown(recorded)}`, `    actual:   ${shown(actual)}`);
  }
  return lines.join('\n');
}
