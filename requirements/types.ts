import type { Document } from './documents.ts';
import type specifications from './specifications.json';

export const AREAS = [
  'discovery',
  'sign-in',
  'silent-authentication',
  'keep-alive',
  'idle-timeout',
  'remember-me',
  'session-iframe',
  'single-sign-on',
  'rp-initiated-logout',
  'back-channel-logout',
  'front-channel-logout',
  'session-administration',
  'token-signing',
  'tenants',
  'cookies',
  'durability',
  'bad-input',
] as const;
export type Area = (typeof AREAS)[number];

/**
 * How binding a requirement is, as its sentence has it. `STATES`: a normative sentence without a keyword. `PRODUCT`:
 * documented, or shown, by the product; judged like a MUST. `ADVICE`: of a best current practice, or of our own experience.
 */
export const LEVELS = ['MUST', 'SHOULD', 'STATES', 'PRODUCT', 'ADVICE'] as const;
export type Level = (typeof LEVELS)[number];

/** What a broken requirement does to people, the worst first: findings are sorted by it. */
export const IMPACTS = [
  'wrong user',
  'signed out without consent',
  'believed signed out',
  'too late or too early',
  'interoperability',
  'hygiene',
] as const;
export type Impact = (typeof IMPACTS)[number];

/** A specification by its key in `specifications.json`, or a page of the product's documentation by its key in `documents.ts`. */
export type Source = keyof typeof specifications | Document;

/** A requirement as the files of the catalogue write it. */
export interface Entry<Id extends string = string> {
  readonly id: Id;
  readonly source: Source;
  /** Number of the clause; of a page of the documentation, the heading. */
  readonly clause: string;
  readonly level: Level;
  readonly impact: Impact;
  readonly area: Area;
  /** In one sentence of our own that claims no more than the clause. */
  readonly text: string;
  /** Where no page says it: the servers that it was measured on, e.g. `7.0.0 to 7.2.0`. */
  readonly measured?: string;
}

/** A requirement as everybody else reads it. */
export interface Requirement extends Entry {
  /** Title of the specification or of the documentation's page. */
  readonly specification: string;
  /** The official page, with the anchor of the clause. */
  readonly url: string;
}

/** What a check saw when a requirement was broken: what distinguishes deviations. */
export interface Observation {
  /** What the assertion was given, e.g. the parameters of an answer; see the matchers for theirs. */
  readonly actual?: unknown;
  readonly expected?: unknown;
  readonly message: string;
}

/** A place where the product is known to break a requirement. */
export interface Deviation {
  readonly id: string;
  readonly requirement: string;
  /** The oldest and the newest version that it was seen on. */
  readonly seen: { readonly from: string; readonly to: string };
  /** What was seen, in words. */
  readonly observed: string;
  /** Is it this deviation that was observed, and not another fault of the same requirement? */
  readonly matches: (observation: Observation) => boolean;
  /** It does not show every time: its absence says nothing. */
  readonly intermittent?: true;
  readonly link?: string;
}
