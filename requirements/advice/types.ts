/** What a broken requirement means, and what can be done about it. Texts are Markdown of one line: `code` and links only. */
export interface Advice {
  /** What the user, or the application's owner, notices when the requirement is broken. */
  readonly meaning: string;
  /** Where IS is told to behave otherwise, or what to look at in its configuration; absent where nothing is known to govern it. */
  readonly setting?: string;
  /** What an application or an operator can do as long as the server is as it is. */
  readonly workaround?: string;
}
