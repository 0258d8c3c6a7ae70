/** One behaviour made wrong. */
export interface Fault {
  /** What is wrong, in one sentence. */
  readonly what: string;
  /** Ids of the requirements that the suite must find broken; of no others but the consequences. */
  readonly breaks: readonly [string, ...string[]];
  /** What else cannot hold where that is broken: seen when every test is run, and not looked for by `npm test`. */
  readonly consequences?: readonly string[];
  /** The switch is asked when something is made that lasts, e.g. a key: the self-test gives the fault a provider of its own. */
  readonly needsOwnProvider?: true;
}

export type FaultTable = Readonly<Record<string, Fault>>;
