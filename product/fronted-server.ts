/** A server in front of which something is to be put. */
export interface FrontedServer {
  readonly origin: string;
  /** PEM; absent where the server keeps its own, which nobody knows before it starts. */
  readonly certificate?: string | undefined;
  /** What it presents itself: so it trusts whatever stands in front of it with the same. */
  readonly key?: { readonly pfx: Buffer; readonly passphrase: string } | undefined;
}
