import type { RecordedProbe } from './recording.ts';

type Json = RecordedProbe['observed'];
type Rule = readonly [pattern: RegExp, replacement: string];

/** Whatever changes from run to run, and whatever nobody may read, by the form that it has in a url or a text. */
const RULES: readonly Rule[] = [
  // Some write the apostrophe of a url as it is, some do not.
  [/%27/g, "'"],
  // A hint that is repeated in a description is followed by the product's own words, up to the next parameter.
  [/\b(id_token_hint|logout_token)=[^&]*/g, '$1=<jwt>'],
  [/\beyJ[\w-]*\.[\w-]*\.[\w-]*/g, '<jwt>'],
  [/\b(password)=[^&\s]*/g, '$1=…'],
  [/([?&:#]|\b)(code|session_state|refresh_token|access_token)=[^&\s"]*/g, '$1$2=<$2>'],
  [/\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/g, '<uuid>'],
  [/\b[0-9a-f]{64}\b/g, '<sha256>'],
];

/** Values of JSON members that are random, by their name: the form of the value is kept, since it is a fact. */
const MEMBERS: Readonly<Record<string, Rule>> = {
  kid: [/^[\w-]{20,}?(?=_RS256$|$)/, '<key>'],
  x5t: [/^(?:[\w-]{27}|[\w-]{43})$/, '<thumbprint>'],
  at_hash: [/^[\w-]{22}$/, '<half hash>'],
  c_hash: [/^[\w-]{22}$/, '<half hash>'],
  jti: [/^[\w-]+$/, '<id>'],
  appId: [/^\d+$/, '<number>'],
  loginTime: [/^\d{13}$/, '<milliseconds>'],
  lastAccessTime: [/^\d{13}$/, '<milliseconds>'],
  ip: [/^[\d.:a-f]+$/, '<ip>'],
};

const COOKIE_VALUES: readonly Rule[] = [
  [/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}(-v\d+)?$/, '<uuid>$1'],
  // Everything else is no more than a value, and may be a secret.
  [/^(?!<uuid>).*$/, '<value>'],
];

const apply = (text: string, rules: readonly Rule[]): string =>
  rules.reduce((rest, [pattern, replacement]) => rest.replace(pattern, replacement), text);

/** Puts placeholders for the names of one run (server, clients, users), and for all that is random or secret. */
export class Placeholders {
  readonly #names = new Map<string, string>();

  /** From now on `value` is shown as `{placeholder}`. */
  name(value: string, placeholder: string): void {
    this.#names.set(value, `{${placeholder}}`);
  }

  text(text: string): string {
    // Longer values first: a user's name may begin with another's.
    const names = [...this.#names].sort(([a], [b]) => b.length - a.length);
    const named = names.reduce((rest, [value, placeholder]) => rest.replaceAll(value, placeholder), text);
    return apply(named, RULES);
  }

  /** A `Set-Cookie` line: name and attributes are facts, a date in the future and the value are not. */
  cookie(line: string): string {
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const [name, value] = [pair.slice(0, pair.indexOf('=')), pair.slice(pair.indexOf('=') + 1)];
    const kept = attributes.map((attribute) =>
      attribute.replace(/^Expires=(?!Thu, 01 Jan 1970).*$/i, 'Expires=<date>'),
    );
    return [`${this.text(name)}=${apply(value, COOKIE_VALUES)}`, ...kept].join('; ');
  }

  /** What a probe observed; members that are undefined are left out. */
  json(value: unknown, member = ''): Json {
    if (Array.isArray(value)) return value.map((each) => this.json(each));
    if (typeof value === 'object' && value !== null) {
      const members = Object.entries(value).filter(([, each]) => each !== undefined);
      return Object.fromEntries(members.map(([name, each]) => [this.text(name), this.json(each, name)]));
    }
    if (typeof value !== 'string') return value as Json;
    const rule = MEMBERS[member];
    const known = this.text(value);
    return rule === undefined || known !== value ? known : apply(value, [rule]);
  }
}
