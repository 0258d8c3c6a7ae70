/** One behaviour made wrong. */
export interface Fault {
  /** What is wrong, in one sentence. */
  readonly what: string;
  /** Ids of the requirements that the suite must find broken, all of them and no others. */
  readonly breaks: readonly [string, ...string[]];
}

export type FaultTable = Readonly<Record<string, Fault>>;
