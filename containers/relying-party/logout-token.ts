import * as jose from 'jose';

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** Seconds by which `exp` may disagree with `now`: a `Date` header counts whole seconds. */
const TOLERANCE_SECONDS = 5;
/** Which `iat` is acceptable is the client's choice (OpenID Connect Core 1.0, 3.1.3.7): machines of one issuer may disagree so much. */
const IAT_TOLERANCE_SECONDS = 300;

/** What a logout token is judged against. */
export interface LogoutTokenExpectations {
  readonly issuer: string;
  readonly clientId: string;
  readonly keys: jose.JSONWebKeySet;
  /** The `alg` values that are accepted; `none` never is. */
  readonly algorithms: readonly string[];
  /** The issuer's time, which may differ from this machine's. */
  readonly now: Date;
}

/** `clause` is a section of OpenID Connect Back-Channel Logout 1.0; a number in brackets is the step within it. */
export type LogoutTokenVerdict =
  | { readonly valid: true; readonly claims: jose.JWTPayload }
  | { readonly valid: false; readonly problem: string; readonly clause: string };

type Refusal = Extract<LogoutTokenVerdict, { valid: false }>;

const refuse = (problem: string, clause: string): Refusal => ({ valid: false, problem, clause });

/**
 * Validates a logout token as a relying party has to, and no more strictly (Back-Channel Logout 1.0, section 2.6): what
 * is optional there, and what section 2.4 demands beside it, is for the tests to judge.
 * Never throws for a bad token: the verdict names the first problem and its clause.
 */
export async function validateLogoutToken(
  token: string,
  expected: LogoutTokenExpectations,
): Promise<LogoutTokenVerdict> {
  const malformed = checkForm(token);
  if (malformed) return malformed;
  try {
    const { payload } = await jose.jwtVerify(token, jose.createLocalJWKSet(expected.keys), {
      algorithms: [...expected.algorithms],
      issuer: expected.issuer,
      audience: expected.clientId,
      currentDate: expected.now,
      clockTolerance: TOLERANCE_SECONDS,
      requiredClaims: ['iat', 'exp'],
    });
    return checkClaims(payload, expected);
  } catch (error) {
    if (!(error instanceof jose.errors.JOSEError)) throw error;
    return refusalFor(error, token);
  }
}

function checkForm(token: string): Refusal | undefined {
  if (token.split('.').length === 5) return refuse('the token is encrypted, which was never agreed', '2.6 (1)');
  let header: jose.ProtectedHeaderParameters;
  try {
    header = jose.decodeProtectedHeader(token);
    jose.decodeJwt(token);
  } catch {
    return refuse('the token is not a signed JWT', '2.4');
  }
  return header.alg === 'none' ? refuse('alg is none', '2.6 (3)') : undefined;
}

function refusalFor(error: jose.errors.JOSEError, token: string): Refusal {
  if (error instanceof jose.errors.JOSEAlgNotAllowed) {
    return refuse(`alg ${jose.decodeProtectedHeader(token).alg ?? '(absent)'} is not allowed`, '2.6 (3)');
  }
  if (error instanceof jose.errors.JWTExpired) return refuse('the token has expired', '2.6 (4)');
  if (error instanceof jose.errors.JWTClaimValidationFailed) {
    const fault = error.reason === 'missing' ? 'is missing' : 'has an unexpected value';
    return refuse(`${error.claim} ${fault}`, '2.6 (4)');
  }
  return refuse(`the signature does not verify with the issuer's published keys: ${error.message}`, '2.6 (2)');
}

function checkClaims(claims: jose.JWTPayload, expected: LogoutTokenExpectations): LogoutTokenVerdict {
  const { iat = 0, sub, events } = claims;
  if (iat > expected.now.getTime() / 1_000 + IAT_TOLERANCE_SECONDS) return refuse('iat is in the future', '2.6 (4)');
  if (!isNonEmptyString(sub) && !isNonEmptyString(claims['sid'])) {
    return refuse('neither sub nor sid is present', '2.6 (5)');
  }
  const problem = problemOfEvents(events);
  if (problem) return refuse(problem, '2.6 (6)');
  if ('nonce' in claims) return refuse('nonce is present', '2.6 (7)');
  return { valid: true, claims };
}

function problemOfEvents(events: unknown): string | undefined {
  if (events === undefined) return 'events is missing';
  if (!isObject(events)) return 'events is not an object';
  return LOGOUT_EVENT in events ? undefined : `events has no member ${LOGOUT_EVENT}`;
}

const isNonEmptyString = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
