/** What a test expected, and what it saw. */
export interface Evidence {
  /** Which test, in which run. */
  readonly where: string;
  readonly expected: string;
  readonly actual: string;
}

/** Something that is not the same in both runs. */
export interface Difference {
  /** What differs: the id of a requirement, the name of a cookie, … */
  readonly subject: string;
  /** The requirement, the url, …: what a reader needs to know about the subject. */
  readonly about?: string;
  /** In both runs, as short as a verdict or a time; empty for what there was not. */
  readonly before: string;
  readonly after: string;
  readonly details: readonly string[];
  readonly evidence?: readonly Evidence[];
}

/** Differences of one kind. All that is shown, in the terminal, in Markdown and on the page, is made of these. */
export interface Section {
  readonly title: string;
  /** What the reader should conclude from an entry. */
  readonly meaning: string;
  readonly tone: 'bad' | 'good' | 'neutral';
  /** Whether the differences are about requirements, or about values such as times and claims. */
  readonly about: 'requirements' | 'values';
  readonly differences: readonly Difference[];
}
