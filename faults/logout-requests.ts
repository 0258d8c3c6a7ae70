import { decodeJwt, type JWTPayload } from 'jose';
import type { Answer, Fault, Request, World } from './fault.ts';
import { at, page, redirectTo } from './mutations.ts';
import { changeQuery } from './requests.ts';

export type RequestMutation = NonNullable<Fault['request']>;

/** The parameters of a logout request, by GET or POST; undefined for any other request. */
export function logoutRequest({ url, method, body }: Request): URLSearchParams | undefined {
  if (!url.pathname.endsWith('/oidc/logout')) return undefined;
  const parameters = new URLSearchParams(method === 'POST' ? body : url.search);
  return parameters.has('consent') ? undefined : parameters;
}

/** Answers logout requests of a kind in the server's place. */
export const instead =
  (answer: (parameters: URLSearchParams, request: Request, world: World) => Answer | undefined): RequestMutation =>
  (request, world) => {
    const parameters = logoutRequest(request);
    return (parameters && answer(parameters, request, world)) ?? request;
  };

/** Where the request asks to be sent, with its state. */
export function askedFor(parameters: URLSearchParams): Answer {
  const url = new URL(parameters.get('post_logout_redirect_uri') ?? '');
  const state = parameters.get('state');
  if (state !== null) url.searchParams.set('state', state);
  return redirectTo(url.href);
}

export const errorPage = (): Answer =>
  page('<!doctype html><title>Error</title><p>This logout request is refused.</p>', 400);
export const donePage = (): Answer =>
  page('<!doctype html><title>Done</title><p>You have successfully logged out.</p>');

/** Unverified; nothing for what is no token. */
export function claimsOf(token: string | null | undefined): JWTPayload {
  try {
    return decodeJwt(token ?? '');
  } catch {
    return {};
  }
}

/** Sends the ID token of the browser's own session in place of a hint of a kind. */
export const ownHint = (
  isMeant: (
    hint: JWTPayload,
    own: JWTPayload,
    given: { readonly hint: string | null; readonly memory: Map<string, string> },
  ) => boolean,
): Pick<Fault, 'request' | 'answer'> => ({
  request: (request, world) =>
    changeQuery('logout', (parameters) => {
      const own = world.idTokenOf(request);
      const hint = parameters.get('id_token_hint');
      if (own === undefined || hint === null) return;
      if (isMeant(claimsOf(hint), claimsOf(own), { hint, memory: world.memory })) parameters.set('id_token_hint', own);
    })(request, world),
  answer: (answer, request, { memory }) => {
    const token = /"id_token"\s*:\s*"([^"]+)"/.exec(
      request.url.pathname.endsWith('/oauth2/token') ? answer.body : '',
    )?.[1];
    if (token !== undefined) memory.set(token, 'issued');
    return answer;
  },
});

/** Gives requests without a hint that of the browser's own session, so that nobody is asked. */
export const withOwnHint =
  (isMeant: (parameters: URLSearchParams) => boolean): RequestMutation =>
  (request, world) =>
    changeQuery('logout', (parameters) => {
      const own = world.idTokenOf(request);
      if (own === undefined || parameters.has('id_token_hint') || parameters.has('consent') || !isMeant(parameters))
        return;
      parameters.delete('client_id');
      parameters.set('id_token_hint', own);
    })(request, world);

export const isRefusal = (answer: Answer): boolean =>
  /oauth2_error|retry\.do|Error/.test(answer.headers.get('location') ?? '');
export const isPlain = (uri: string | null): boolean =>
  /^https:\/\/(?:rp\.)?localhost:\d{2,}\/r\/[\w-]+\/[\w-]+$/.test(uri ?? '');

/** Visits the uri of a refused request all the same. */
export const visitRefused = (isMeant: (parameters: URLSearchParams, request: Request) => boolean) =>
  at('logout', (answer, request) => {
    const parameters = logoutRequest(request);
    if (parameters?.has('post_logout_redirect_uri') !== true || !isRefusal(answer)) return answer;
    return isMeant(parameters, request) ? askedFor(parameters) : answer;
  });

export const withHintAlone = (parameters: URLSearchParams): boolean =>
  parameters.has('id_token_hint') && !parameters.has('client_id');
