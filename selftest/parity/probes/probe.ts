import type { Scene } from '../scene.ts';

/** What a target must allow for a probe to make sense. */
export type Need = 'movable clock' | 'server changes';

/** One question to a server. It makes its own users and sessions, and leaves nothing behind. */
export interface Probe {
  /** As in the recordings. */
  readonly name: string;
  readonly needs?: readonly Need[];
  /** Resolves to what it observed, as JSON; the scene keeps the exchanges. */
  readonly run: (scene: Scene) => Promise<unknown>;
}
