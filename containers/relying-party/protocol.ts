import { z } from 'zod';

/**
 * The contract between the relying-party server and whoever drives it (the tests, in this process or across a
 * container's border). Everything goes over the control API, so every target is driven in the same way.
 */

/** How the back-channel receiver answers: for tests of slow and failing receivers. */
const backChannelBehaviour = z.object({
  status: z.number().int().default(200),
  delayMs: z.number().nonnegative().default(0),
  /** Sent as `Location` with a 3xx status. */
  redirectTo: z.string().optional(),
});
export type BackChannelBehaviour = z.infer<typeof backChannelBehaviour>;

/** One relying party of the server: `PUT /control/relying-parties/:id`. Its pages live under `{origin}/r/{id}/`. */
export const relyingPartyRegistration = z.object({
  title: z.string(),
  issuer: z.url(),
  clientId: z.string(),
  clientSecret: z.string(),
  /** PEM certificate(s) that verify the issuer; absent: the system's authorities. */
  issuerCertificate: z.string().optional(),
  scope: z.string().default('openid'),
  /** Milliseconds between silent calls of the hidden iframe; the product documents 300000. */
  refreshIntervalMs: z.number().positive().default(300_000),
  /** Milliseconds after which a silent call without answer counts as lost. */
  silentTimeoutMs: z.number().positive().default(30_000),
  /** Milliseconds between two questions to the check-session iframe. */
  sessionPollMs: z.number().positive().default(2_000),
  backChannel: backChannelBehaviour.prefault({}),
});
export type RelyingPartyRegistration = z.infer<typeof relyingPartyRegistration>;

/** Parameters in the order and with the repetitions in which they arrived, decoded once. */
const parameters = z.array(z.tuple([z.string(), z.string()]));
export type Parameters = z.infer<typeof parameters>;

const tokens = z.object({
  idToken: z.string(),
  claims: z.record(z.string(), z.unknown()),
  accessToken: z.string(),
  refreshToken: z.string().optional(),
  /** As granted; absent where the provider granted what was asked for, and does not repeat it. */
  scope: z.string().optional(),
  sessionState: z.string().optional(),
});

export const relyingPartyEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('signed-in'), parameters, ...tokens.shape }),
  z.object({
    type: z.literal('sign-in-failed'),
    /** As of a `silent-result`. */
    outcome: z.enum(['refused', 'invalid', 'lost']),
    parameters,
    error: z.string(),
    description: z.string(),
  }),
  z.object({
    type: z.literal('silent-result'),
    /** `renewed`: new tokens. `refused`: an OAuth error came back. `invalid`: the answer failed validation. `lost`: no answer in time. */
    outcome: z.enum(['renewed', 'refused', 'invalid', 'lost']),
    parameters,
    error: z.string().optional(),
    description: z.string().optional(),
    tokens: tokens.optional(),
  }),
  z.object({ type: z.literal('session-status'), status: z.enum(['unchanged', 'changed', 'error']) }),
  z.object({
    type: z.literal('logout-token'),
    contentType: z.string(),
    /** Of the url that was called. */
    query: parameters,
    parameters,
    token: z.string(),
    valid: z.boolean(),
    problem: z.string().optional(),
  }),
  z.object({ type: z.literal('front-channel-logout'), parameters }),
  /** The browser came back from the end-session endpoint; `stateMatches` compares with what was sent. */
  z.object({ type: z.literal('logged-out'), parameters, stateMatches: z.boolean() }),
  /** A callback that no request of this relying party asked for. */
  z.object({ type: z.literal('unexpected-callback'), path: z.string(), parameters }),
]);
export type RelyingPartyEvent = z.infer<typeof relyingPartyEvent>;
export type RelyingPartyEventType = RelyingPartyEvent['type'];

/** `GET /control/relying-parties/:id/events?after=N&waitMs=M`: what happened after sequence number N, waiting up to M for the first. */
const recordedEvent = z.object({ sequence: z.number(), at: z.number(), event: relyingPartyEvent });
export type RecordedEvent = z.infer<typeof recordedEvent>;
export const eventPage = z.object({ events: z.array(recordedEvent), next: z.number() });

/** Where the pages and endpoints of one relying party are, given the server's origins. */
export function relyingPartyUrls(origin: string, backChannelOrigin: string, id: string) {
  const base = `${origin}/r/${id}`;
  return {
    home: `${base}/`,
    signIn: `${base}/sign-in`,
    logOut: `${base}/log-out`,
    callback: `${base}/callback`,
    silent: `${base}/silent`,
    silentCallback: `${base}/silent-callback`,
    loggedOut: `${base}/logged-out`,
    /** An empty page of this origin, for requests that somebody else wants to send from it. */
    probe: `${base}/probe`,
    frontChannelLogout: `${base}/front-channel-logout`,
    backChannelLogout: `${backChannelOrigin}/r/${id}/back-channel-logout`,
  };
}
export type RelyingPartyUrls = ReturnType<typeof relyingPartyUrls>;

/** The urls that a provider may send the browser to. */
export const registeredCallbacks = ({ callback, silentCallback, loggedOut }: RelyingPartyUrls): readonly string[] => [
  callback,
  silentCallback,
  loggedOut,
];
