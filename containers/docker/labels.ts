import { randomBytes } from 'node:crypto';

/** On every container that a run starts, with the run's id: the clean-up finds them by it. */
export const RUN_LABEL = 'org.wso2.is-session-conformance.run';

export const newRunId = (): string => randomBytes(6).toString('hex');

/**
 * A name for an image of our own, by what it is made of: made once, and used again until that changes. The registry in
 * front keeps a hub prefix away from it.
 */
export const ownImage = (what: string, fingerprint: string): string =>
  `localhost/is-session-conformance/${what}:${fingerprint}`;
