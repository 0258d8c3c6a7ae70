import Router from '@koa/router';
import { interactionPolicy, type Grant, type KoaContextWithOIDC } from 'oidc-provider';
import { SESSION_COOKIE } from './cookies.ts';
import { escapeHtml } from './http.ts';
import { page } from './pages.ts';
import type { Realm } from './realm.ts';
import type { Attempt } from './attempt.ts';
import { sidOf } from './sessions.ts';

export const HINT_OF_ANOTHER_USER = 'Request with an id_token_hint of another user';

const OIDC_SCOPES = new Set(['openid', 'profile', 'email', 'address', 'phone', 'roles', 'groups']);

const approvalKey = (userId: string, clientId: string): string => `${userId} ${clientId}`;
/**
 * The library drops scopes that it does not know before anybody can ask for consent, so the request carries the whole
 * list a second time under this name.
 */
export const REQUESTED_SCOPES = 'requested_scopes';

const beyondOidc = (parameters: Readonly<Record<string, unknown>> | undefined): string[] => {
  const requested = parameters?.[REQUESTED_SCOPES];
  return typeof requested === 'string'
    ? requested.split(' ').filter((scope) => scope !== '' && !OIDC_SCOPES.has(scope))
    : [];
};

/**
 * Has the user to be asked? Not where the application skips it or the user said "always". A silent request is held up
 * only by scopes beyond OpenID that were never approved: for `openid` alone the product answers it with a code.
 */
function consentNeeded(realm: Realm, { oidc }: KoaContextWithOIDC): boolean {
  const application = realm.applications.byClientId(oidc.client?.clientId);
  const userId = oidc.session?.accountId;
  if (
    application === undefined ||
    userId === undefined ||
    application.skipLoginConsent ||
    oidc.result?.consent !== undefined
  )
    return false;
  const approval = realm.approvals.get(approvalKey(userId, application.clientId));
  const unapproved = beyondOidc(oidc.params).filter((scope) => approval?.scopes.includes(scope) !== true);
  return unapproved.length > 0 || (approval === undefined && !oidc.prompts.has('none'));
}

/** The library's own login rules in the product's words, and the product's rule for consent in place of the library's. */
export function policy(realm: Realm): interactionPolicy.Prompt[] {
  const { Check, Prompt, base } = interactionPolicy;
  const login = base().get('login');
  if (login === undefined) throw new Error('oidc-provider has no login prompt any more');
  for (const check of login.checks) check.description = 'Authentication required';
  if (realm.faults.has('hint-of-another-user-ignored-by-silent-call')) login.checks.remove('id_token_hint');
  const mismatch = login.checks.get('id_token_hint');
  if (mismatch !== undefined) mismatch.description = HINT_OF_ANOTHER_USER;
  const consent = new Prompt(
    { name: 'consent', requestable: true },
    new Check('consent_missing', 'Required consent not found', (ctx) => consentNeeded(realm, ctx)),
  );
  return [login, consent];
}

/** The library's record of what the client may have: one per client and session, made when no question is open. */
export async function grantFor(realm: Realm, ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { session, client, provider } = ctx.oidc;
  const own = realm.sessions.live(session?.jti);
  if (session?.accountId === undefined || client === undefined || own === undefined) return undefined;
  session.sidFor(client.clientId, sidOf(realm, own, client.clientId));
  const grantId = session.grantIdFor(client.clientId);
  const existing = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  if (consentNeeded(realm, ctx)) return existing;
  const missing = [...ctx.oidc.requestParamOIDCScopes].filter(
    (scope) => existing?.getOIDCScope().split(' ').includes(scope) !== true,
  );
  if (existing !== undefined && missing.length === 0 && ctx.oidc.requestParamClaims.size === 0) return existing;
  const grant = existing ?? new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope([...ctx.oidc.requestParamOIDCScopes]);
  grant.addOIDCClaims([...ctx.oidc.requestParamClaims]);
  await grant.save();
  return grant;
}

/** Writes the user's answer into the library's interaction, which then goes on. */
export async function submitConsent(realm: Realm, attempt: Attempt, answer: string | null): Promise<void> {
  const interaction = await realm.provider.Interaction.find(attempt.interactionUid);
  if (interaction === undefined) return;
  const userId = interaction.session?.accountId;
  const approved = answer === 'approve' || answer === 'approveAlways';
  if (answer === 'approveAlways' && userId !== undefined) {
    realm.approvals.set(approvalKey(userId, attempt.clientId), {
      scopes: beyondOidc(interaction.params),
    });
  }
  interaction.result = approved
    ? { ...interaction.lastSubmission, consent: {} }
    : { error: 'access_denied', error_description: 'User denied the consent' };
  await interaction.persist();
}

/** The page that asks whether the application may have what it requested. */
export function consentRoutes(realm: Realm): Router {
  const router = new Router();
  router.get('/authenticationendpoint/oauth2_consent.do', (ctx) => {
    const attempt = realm.attempts.get(new URLSearchParams(ctx.querystring).get('sessionDataKeyConsent') ?? '');
    if (attempt?.page !== 'consent' || attempt.sessionId !== ctx.cookies.get(SESSION_COOKIE)) {
      ctx.body = page('Consent', '<p>This request has expired. Please start again.</p>');
      return;
    }
    const name = escapeHtml(realm.applications.byClientId(attempt.clientId)?.name ?? '');
    ctx.body = page(
      'Consent',
      `<form id="profile" action="${realm.url('/oauth2/authorize')}" method="post">
        <p><strong>${name}</strong> requests access to your profile.</p>
        <input type="hidden" name="sessionDataKeyConsent" value="${escapeHtml(attempt.id)}">
        <button type="submit" name="consent" value="approve" id="approve" data-testid="consent-page-allow-button">Allow</button>
        <button type="submit" name="consent" value="approveAlways" id="approveAlways" data-testid="consent-page-always-allow-button">Always allow</button>
        <button type="submit" name="consent" value="deny" id="deny" data-testid="consent-page-deny-button">Deny</button>
      </form>`,
    );
  });
  return router;
}
