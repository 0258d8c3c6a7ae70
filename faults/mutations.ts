import type { JWTPayload } from 'jose';
import type { Answer, Fault, Request, World } from './fault.ts';

type AnswerMutation = NonNullable<Fault['answer']>;

/** The endpoints, by how their paths end, with or without a tenant in front. */
export const PATHS = {
  authorize: '/oauth2/authorize',
  token: '/oauth2/token',
  userinfo: '/oauth2/userinfo',
  jwks: '/oauth2/jwks',
  discovery: '/oauth2/token/.well-known/openid-configuration',
  consent: '/authenticationendpoint/oauth2_consent.do',
  logout: '/oidc/logout',
  iframe: '/oidc/checksession',
  login: '/authenticationendpoint/login.do',
  commonauth: '/commonauth',
  extend: '/identity/extend-session',
  settings: '/api/server/v1/configs',
  sessions: '/api/users/v1/me/sessions',
} as const;
type Endpoint = keyof typeof PATHS;

const isAt = ({ url }: Request, endpoint: Endpoint): boolean => url.pathname.endsWith(PATHS[endpoint]);

/** Changes answers of these endpoints only. */
export const at =
  (endpoints: Endpoint | readonly Endpoint[], change: AnswerMutation): AnswerMutation =>
  (answer, request, world) =>
    [endpoints].flat().some((endpoint) => isAt(request, endpoint)) ? change(answer, request, world) : answer;

const isLogout = ({ url }: Request): boolean => url.pathname.includes(PATHS.logout);

/** What is known where a redirect leaves the provider for a relying party. */
export interface Departure {
  /** Where it goes; a mutation may change it in place. */
  readonly url: URL;
  /** Its parameters, of the query or the fragment; a mutation may change them in place. */
  readonly parameters: URLSearchParams;
  /** Those of the authorization request that it answers; absent after a logout. */
  readonly asked: URLSearchParams | undefined;
  readonly request: Request;
  readonly world: World;
}

/** Changes redirects from the provider to relying parties. `depart` returns an answer to have that in place of the redirect. */
const onDeparture =
  (depart: (departure: Departure) => unknown): AnswerMutation =>
  (answer, request, world) => {
    const location = answer.headers.get('location');
    if (location === null) return answer;
    const url = new URL(location, request.url);
    if (url.origin === world.origin) return answer;
    const inFragment = url.hash.includes('=');
    const parameters = new URLSearchParams(inFragment ? url.hash.slice(1) : url.search);
    const before = `${url.href} ${parameters.toString()}`;
    // One of the authorization requests may have had no state either.
    const asked = isLogout(request) ? undefined : world.authorizationOf(parameters.get('state'));
    const replaced = depart({ url, parameters, asked, request, world });
    if (isReplacement(replaced)) return inPlaceOf(answer, replaced);
    if (before === `${url.href} ${parameters.toString()}`) return answer;
    if (inFragment) url.hash = parameters.toString();
    else url.search = parameters.toString();
    return redirected(answer, url);
  };

/** As {@link onDeparture}, for answers to authorization requests only; `kind` limits it to successes or errors. */
export const onAuthorization = (
  kind: 'code' | 'error' | 'any',
  depart: (departure: Departure & { readonly asked: URLSearchParams }) => unknown,
): AnswerMutation =>
  onDeparture((departure) => {
    const { asked, parameters } = departure;
    if (asked === undefined || (kind !== 'any' && !parameters.has(kind))) return undefined;
    return depart({ ...departure, asked });
  });

/** As {@link onDeparture}, for redirects after a logout only. */
export const afterLogout = (depart: (departure: Departure) => unknown): AnswerMutation =>
  onDeparture((departure) => (isLogout(departure.request) ? depart(departure) : undefined));

const isReplacement = (given: unknown): given is Answer =>
  typeof given === 'object' && given !== null && 'status' in given;

const redirected = (answer: Answer, url: URL): Answer => ({
  ...answer,
  headers: withHeader(answer, 'location', url.href),
});

const withHeader = ({ headers }: Answer, name: string, value: string | undefined): Headers => {
  const changed = new Headers(headers);
  if (value === undefined) changed.delete(name);
  else changed.set(name, value);
  return changed;
};

/** Sets a header, or removes it. */
export const header =
  (name: string, value: string | undefined): AnswerMutation =>
  (answer) => ({ ...answer, headers: withHeader(answer, name, value) });

/** Changes the text of a body. */
export const text =
  (change: (body: string) => string): AnswerMutation =>
  (answer) => ({ ...answer, body: change(answer.body) });

/** Changes a body of JSON; one that is none stays. */
export const json =
  (change: (content: Record<string, unknown>, request: Request, world: World) => unknown): AnswerMutation =>
  async (answer, request, world) => {
    if (!(answer.headers.get('content-type') ?? '').includes('json')) return answer;
    const content = JSON.parse(answer.body) as Record<string, unknown>;
    return { ...answer, body: JSON.stringify((await change(content, request, world)) ?? content) };
  };

/** Changes the cookies that are set, each as its header stands; undefined sets it not. */
export const cookies =
  (change: (cookie: string, request: Request) => string | undefined): AnswerMutation =>
  (answer, request) => {
    const headers = new Headers(answer.headers);
    headers.delete('set-cookie');
    for (const cookie of answer.headers.getSetCookie()) {
      const changed = change(cookie, request);
      if (changed !== undefined) headers.append('set-cookie', changed);
    }
    return { ...answer, headers };
  };

/** A page of the provider's in place of an answer. */
export const page = (body = '<!doctype html><title>Sign in</title><p>Sign in to go on.</p>', status = 200): Answer => ({
  status,
  headers: new Headers({ 'content-type': 'text/html; charset=utf-8' }),
  body,
});

/** Another answer, which leaves the cookies alone that the answer was to set or to clear. */
export function inPlaceOf(answer: Answer, replacement: Answer): Answer {
  const headers = new Headers(replacement.headers);
  for (const cookie of answer.headers.getSetCookie()) headers.append('set-cookie', cookie);
  return { ...replacement, headers };
}

/** A redirect in place of an answer. */
export const redirectTo = (url: string): Answer => ({ status: 302, headers: new Headers({ location: url }), body: '' });

type ClaimsChange = (claims: JWTPayload, world: World, asked: URLSearchParams) => JWTPayload;

const NOTHING = new URLSearchParams();

/** One after the other. */
export const all =
  (...mutations: readonly AnswerMutation[]): AnswerMutation =>
  async (answer, request, world) => {
    let changed = answer;
    for (const mutate of mutations) changed = await mutate(changed, request, world);
    return changed;
  };

/**
 * Changes the claims of ID tokens as they are issued; `grant` limits it to codes or refreshes. `change` is told the
 * parameters of the authorization request whose code is redeemed, none where that is not known.
 */
export const idToken = (
  change: ClaimsChange,
  grant: 'authorization_code' | 'refresh_token' | 'any' = 'any',
): AnswerMutation =>
  at(
    'token',
    json(async (content, request, world) => {
      const form = new URLSearchParams(request.body);
      if (typeof content['id_token'] !== 'string' || (grant !== 'any' && form.get('grant_type') !== grant))
        return content;
      const asked = world.authorizationOfCode(form.get('code')) ?? NOTHING;
      const id_token = await world.tokens.change(content['id_token'], (claims) => change(claims, world, asked));
      return { ...content, id_token };
    }),
  );

/**
 * Changes the claims of logout tokens, and members of their header. ID tokens are then signed with the same key, which is
 * not the server's own any more.
 */
export const logoutTokens = (
  change: ClaimsChange,
  header: Readonly<Record<string, string | undefined>> = {},
): Required<Pick<Fault, 'answer' | 'delivery'>> => ({
  answer: idToken((claims) => claims),
  delivery: async (delivery, world) => {
    const token = delivery.fields.get('logout_token') ?? '';
    const fields = new URLSearchParams(delivery.fields);
    fields.set('logout_token', await world.tokens.change(token, (claims) => change(claims, world, NOTHING), header));
    return [{ ...delivery, fields }];
  },
});

/** Claims without one of them. */
export const without =
  (name: string): ClaimsChange =>
  (claims) =>
    Object.fromEntries(Object.entries(claims).filter(([claim]) => claim !== name));
