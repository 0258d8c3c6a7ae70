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

/** How binding a promise is. `product`: promised by the product's own documentation, judged like a MUST. */
export const LEVELS = ['MUST', 'SHOULD', 'MAY', 'product'] as const;
export type Level = (typeof LEVELS)[number];

export interface Requirement {
  readonly id: string;
  /** Title of the specification or of the product's document. */
  readonly specification: string;
  readonly clause: string;
  readonly level: Level;
  readonly area: Area;
  /** The promise, in one sentence of our own. */
  readonly text: string;
}

/** A place where a product version is known to break a requirement. */
export interface Deviation {
  readonly id: string;
  readonly requirement: string;
  /** Versions that show it: from `since` on, up to but without `before`. */
  readonly since: string;
  readonly before?: string;
  /** What was seen, so that a reader can tell this deviation from another fault of the same requirement. */
  readonly observed: string;
  readonly link?: string;
}
