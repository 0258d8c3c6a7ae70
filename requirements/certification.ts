import type { RequirementId } from './index.ts';
import type { Verdict } from './verdict.ts';

export type Plan =
  'session management' | 'RP-initiated logout' | 'front-channel logout' | 'back-channel logout' | 'core';

/** A test module of the OpenID Foundation's suite, with what a provider must keep for it to pass. */
export interface Module {
  readonly module: string;
  readonly plan: Plan;
  readonly requirements: readonly RequirementId[];
}

const inPlan =
  (plan: Plan) =>
  (module: string, ...requirements: readonly RequirementId[]): Module => ({ module, plan, requirements });

const sessionManagement = inPlan('session management');
const rpInitiated = inPlan('RP-initiated logout');
const frontChannel = inPlan('front-channel logout');
const backChannel = inPlan('back-channel logout');
const core = inPlan('core');

/** Every module but those of discovery begins with a sign-in. */
const SIGN_IN = ['CORE-CODE-1', 'CORE-IDTOKEN-1'] as const;
/** The browser comes back with the state, and a silent call is refused. */
const LOGGED_OUT = ['RPLOGOUT-REDIRECT-1', 'RPLOGOUT-STATE-1', 'RPLOGOUT-END-1', 'CORE-PROMPT-7'] as const;
/** The user is asked, agrees, and ends on a page that somebody takes a picture of. */
const ASKED_AND_LOGGED_OUT = ['RPLOGOUT-NONE-1', 'RPLOGOUT-CONSENT-2', 'RPLOGOUT-NONE-2'] as const;
/** The hint is not acted on, which the user is shown. */
const HINT_REFUSED = ['RPLOGOUT-HINT-2', 'RPLOGOUT-HINT-4'] as const;

/** The modules about sessions and logout, and those of the core that are about silent requests. */
export const certification: readonly Module[] = [
  sessionManagement(
    'oidcc-session-management-discovery-endpoint-verification',
    'DISCOVERY-1',
    'SESSION-DISCOVERY-1',
    'RPLOGOUT-DISCOVERY-1',
  ),
  sessionManagement(
    'oidcc-session-management-rp-initiated-logout',
    ...SIGN_IN,
    'SESSION-STATE-5',
    'SESSION-IFRAME-1',
    'SESSION-IFRAME-2',
    'RPLOGOUT-REDIRECT-1',
    'RPLOGOUT-STATE-1',
  ),
  rpInitiated(
    'oidcc-rp-initiated-logout-discovery-endpoint-verification',
    'DISCOVERY-1',
    'DISCOVERY-2',
    'RPLOGOUT-DISCOVERY-1',
  ),
  rpInitiated('oidcc-rp-initiated-logout', ...SIGN_IN, ...LOGGED_OUT),
  rpInitiated(
    'oidcc-rp-initiated-logout-bad-post-logout-redirect-uri',
    ...SIGN_IN,
    'RPLOGOUT-REDIRECT-3',
    'RPLOGOUT-REDIRECT-9',
  ),
  rpInitiated('oidcc-rp-initiated-logout-modified-id-token-hint', ...SIGN_IN, ...HINT_REFUSED),
  rpInitiated('oidcc-rp-initiated-logout-bad-id-token-hint', ...SIGN_IN, ...HINT_REFUSED),
  rpInitiated('oidcc-rp-initiated-logout-no-id-token-hint', ...SIGN_IN, 'RPLOGOUT-REDIRECT-6', 'RPLOGOUT-NONE-1'),
  rpInitiated('oidcc-rp-initiated-logout-no-params', ...SIGN_IN, ...ASKED_AND_LOGGED_OUT),
  rpInitiated('oidcc-rp-initiated-logout-no-post-logout-redirect-uri', ...SIGN_IN, 'RPLOGOUT-END-1', 'RPLOGOUT-NONE-2'),
  rpInitiated('oidcc-rp-initiated-logout-only-state', ...SIGN_IN, ...ASKED_AND_LOGGED_OUT),
  rpInitiated(
    'oidcc-rp-initiated-logout-no-state',
    ...SIGN_IN,
    'RPLOGOUT-REDIRECT-1',
    'RPLOGOUT-STATE-2',
    'RPLOGOUT-END-1',
    'CORE-PROMPT-7',
  ),
  rpInitiated(
    'oidcc-rp-initiated-logout-query-added-to-post-logout-redirect-uri',
    ...SIGN_IN,
    'RPLOGOUT-REDIRECT-5',
    'RPLOGOUT-REDIRECT-9',
  ),
  frontChannel(
    'oidcc-frontchannel-logout-discovery-endpoint-verification',
    'DISCOVERY-1',
    'DISCOVERY-2',
    'FRONT-DISCOVERY-1',
    'FRONT-IFRAME-7',
    'RPLOGOUT-DISCOVERY-1',
  ),
  frontChannel(
    'oidcc-frontchannel-rp-initiated-logout',
    ...SIGN_IN,
    ...LOGGED_OUT,
    'FRONT-IFRAME-1',
    'FRONT-IFRAME-2',
    'FRONT-IFRAME-3',
    'FRONT-IFRAME-7',
  ),
  backChannel(
    'oidcc-backchannel-logout-discovery-endpoint-verification',
    'DISCOVERY-1',
    'DISCOVERY-2',
    'BACK-DISCOVERY-1',
    'BACK-SID-6',
    'RPLOGOUT-DISCOVERY-1',
  ),
  backChannel(
    'oidcc-backchannel-rp-initiated-logout',
    ...SIGN_IN,
    ...LOGGED_OUT,
    'BACK-DELIVERY-1',
    'BACK-DELIVERY-2',
    'BACK-TOKEN-1',
    'BACK-TOKEN-2',
    'BACK-TOKEN-5',
    'BACK-TOKEN-7',
    'BACK-TOKEN-8',
  ),
  core('oidcc-prompt-none-not-logged-in', 'CORE-PROMPT-2', 'CORE-PROMPT-3'),
  core('oidcc-prompt-none-logged-in', ...SIGN_IN, 'CORE-PROMPT-1', 'CORE-SUB-1'),
  core('oidcc-prompt-login', ...SIGN_IN, 'CORE-LOGIN-1', 'CORE-LOGIN-2'),
  core('oidcc-max-age-1', ...SIGN_IN, 'CORE-MAXAGE-2', 'CORE-MAXAGE-3'),
  core('oidcc-max-age-10000', ...SIGN_IN, 'CORE-MAXAGE-3', 'CORE-MAXAGE-4', 'CORE-AUTHTIME-1'),
  core('oidcc-id-token-hint', ...SIGN_IN, 'CORE-HINT-1', 'CORE-SUB-1'),
  core('oidcc-discovery-endpoint-verification', 'DISCOVERY-1', 'DISCOVERY-2', 'DISCOVERY-3', 'DISCOVERY-4'),
];

export interface Readiness extends Module {
  /** `unknown`: nothing of it is broken, and not all of it was seen to hold. */
  readonly readiness: 'ready' | 'not ready' | 'unknown';
  /** What makes it not ready or unknown. */
  readonly because: readonly RequirementId[];
}

const BROKEN: readonly (Verdict | undefined)[] = ['FAILED', 'WARNING', 'KNOWN'];

/** What the verdicts of a run, by requirement, say about each module; one that has no verdict was not run. */
export function readiness(verdicts: Readonly<Partial<Record<string, Verdict>>>): Readiness[] {
  return certification.map((entry) => {
    const broken = entry.requirements.filter((id) => BROKEN.includes(verdicts[id]));
    if (broken.length > 0) return { ...entry, readiness: 'not ready', because: broken };
    const open = entry.requirements.filter((id) => verdicts[id] !== 'PASSED');
    return { ...entry, readiness: open.length === 0 ? 'ready' : 'unknown', because: open };
  });
}
