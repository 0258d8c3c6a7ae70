import * as jose from 'jose';

const LOGOUT_EVENT = 'http://schemas.openid.net/event/backchannel-logout';

/** Seconds by which `iat` and `exp` may disagree with `now`: a `Date` header counts whole seconds. */
const TOLERANCE_SECONDS = 5;

/** What a logout token is judged against. */
export interface LogoutTokenExpectations {
  readonly issuer: string;
  readonly clientId: string;
  readonly keys: jose.JSONWebKeySet;
  /** The `alg` values that are accepted; `none` never is. */
  readonly algorithms: readonly string[];
  /** The issuer's time, which may differ from this machine's. */
  readonly now: Date;
  /** `jti` values of tokens that were accepted before. */
  readonly seenTokenIds: ReadonlySet<string>;
}

export type LogoutTokenClaims = jose.JWTPayload & { readonly jti: string };

/** `clause` is a section of OpenID Connect Back-Channel Logout 1.0; a number in brackets is the step within it. */
export type LogoutTokenVerdict =
  | { readonly valid: true; readonly claims: LogoutTokenClaims }
  | { readonly valid: false; readonly problem: string; readonly clause: string };

type Refusal = Extract<LogoutTokenVerdict, { valid: false }>;

const refuse = (problem: string, clause: string): Refusal => ({ valid: false, problem, clause });

/** Which step of section 2.6 a claim belongs to that jose refused. */
const REFUSED_CLAIM_CLAUSE: Readonly<Record<string, string>> = { jti: '2.4', events: '2.6 (6)' };

/**
 * Validates a logout token as a relying party has to (Back-Channel Logout 1.0, sections 2.4 and 2.6).
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
      requiredClaims: ['iat', 'exp', 'jti'],
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
    return refuse(`${error.claim} ${fault}`, REFUSED_CLAIM_CLAUSE[error.claim] ?? '2.6 (4)');
  }
  return refuse(`the signature does not verify with the issuer's published keys: ${error.message}`, '2.6 (2)');
}

function checkClaims(claims: jose.JWTPayload, expected: LogoutTokenExpectations): LogoutTokenVerdict {
  const { jti, iat = 0, sub, events } = claims;
  if (!isNonEmptyString(jti)) return refuse('jti is not a string', '2.4');
  if (iat > expected.now.getTime() / 1_000 + TOLERANCE_SECONDS) return refuse('iat is in the future', '2.6 (4)');
  if (!isNonEmptyString(sub) && !isNonEmptyString(claims['sid'])) {
    return refuse('neither sub nor sid is present', '2.6 (5)');
  }
  const problem = problemOfEvents(events);
  if (problem) return refuse(problem, '2.6 (6)');
  if ('nonce' in claims) return refuse('nonce is present', '2.6 (7)');
  if (expected.seenTokenIds.has(jti)) return refuse('jti was used before: the token is a replay', '2.6 (8)');
  return { valid: true, claims: { ...claims, jti } };
}

function problemOfEvents(events: unknown): string | undefined {
  if (events === undefined) return 'events is missing';
  if (!isObject(events)) return 'events is not an object';
  if (!(LOGOUT_EVENT in events)) return `events has no member ${LOGOUT_EVENT}`;
  if (Object.keys(events).length > 1) return 'events has more members than the logout event';
  const member = events[LOGOUT_EVENT];
  return isObject(member) && Object.keys(member).length === 0 ? undefined : 'the logout event is not an empty object';
}

const isNonEmptyString = (value: unknown): value is string => typeof value === 'string' && value !== '';
const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
