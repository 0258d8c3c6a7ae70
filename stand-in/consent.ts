import Router from '@koa/router';
import type { Context } from 'koa';
import { interactionPolicy, type Grant, type Interaction, type KoaContextWithOIDC } from 'oidc-provider';
import { currentSession } from './cookies.ts';
import { escapeHtml } from './http.ts';
import { interactionOf, showExpired } from './login.ts';
import { page } from './pages.ts';
import type { Realm } from './realm.ts';

const approvalKey = (userId: string, clientId: string): string => `${userId} ${clientId}`;

/** Has the user to be asked? Not where the application skips it, nor for what was approved before. */
function consentNeeded(realm: Realm, { oidc }: KoaContextWithOIDC): boolean {
  const application = realm.applications.byClientId(oidc.client?.clientId);
  const userId = oidc.session?.accountId;
  if (application === undefined || userId === undefined || application.skipLoginConsent) return false;
  const approved = realm.approvals.get(approvalKey(userId, application.clientId))?.scopes ?? [];
  return [...oidc.requestParamOIDCScopes].some((scope) => !approved.includes(scope));
}

/** The library's own rules for the login, and the product's rule for consent in place of the library's. */
export function policy(realm: Realm): interactionPolicy.Prompt[] {
  const { Check, Prompt, base } = interactionPolicy;
  const login = base().get('login');
  if (login === undefined) throw new Error('oidc-provider has no login prompt any more');
  const consent = new Prompt(
    { name: 'consent', requestable: true },
    new Check('consent_missing', 'The user has not consented yet', 'consent_required', (ctx) =>
      consentNeeded(realm, ctx),
    ),
  );
  return [login, consent];
}

/** The library's record of what the client may have: one per client and session, made when no question is open. */
export async function grantFor(realm: Realm, ctx: KoaContextWithOIDC): Promise<Grant | undefined> {
  const { session, client, provider } = ctx.oidc;
  const own = realm.sessions.live(session?.jti);
  if (session?.accountId === undefined || client === undefined || own === undefined) return undefined;
  session.sidFor(client.clientId, own.sid);
  const grantId = session.grantIdFor(client.clientId);
  const existing = grantId === undefined ? undefined : await provider.Grant.find(grantId);
  if (consentNeeded(realm, ctx)) return existing;
  const grant = existing ?? new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope([...ctx.oidc.requestParamOIDCScopes]);
  grant.addOIDCClaims([...ctx.oidc.requestParamClaims]);
  await grant.save();
  return grant;
}

/** Writes the user's answer into the library's interaction, which then goes on. */
export async function submitConsent(realm: Realm, interaction: Interaction, answer: string | null): Promise<void> {
  const userId = interaction.session?.accountId;
  if (answer === 'approve' && userId !== undefined) {
    const key = approvalKey(userId, String(interaction.params['client_id']));
    const former = realm.approvals.get(key)?.scopes ?? [];
    realm.approvals.set(key, { scopes: [...former, ...String(interaction.params['scope']).split(' ')] });
    interaction.result = { ...interaction.lastSubmission, consent: {} };
  } else interaction.result = { error: 'access_denied', error_description: 'The user has denied the consent' };
  await interaction.persist();
}

/** The page that asks whether the application may have what it requested. */
async function showQuestion(realm: Realm, ctx: Context): Promise<void> {
  const interaction = await interactionOf(realm, new URLSearchParams(ctx.querystring));
  const session = currentSession(realm, ctx);
  if (interaction === undefined || session === undefined || interaction.session?.uid !== session.sid) {
    showExpired(ctx);
    return;
  }
  const name = realm.applications.byClientId(String(interaction.params['client_id']))?.name ?? '';
  ctx.body = page(
    'Consent',
    `<form id="profile" action="${realm.url('/oauth2/authorize')}" method="post">
      <p><strong>${escapeHtml(name)}</strong> requests access to your profile.</p>
      <input type="hidden" name="sessionDataKey" value="${escapeHtml(interaction.uid)}">
      <button type="submit" name="consent" value="approve" id="approve" data-testid="consent-page-allow-button">Allow</button>
      <button type="submit" name="consent" value="deny" id="deny" data-testid="consent-page-deny-button">Deny</button>
    </form>`,
  );
}

export function consentRoutes(realm: Realm): Router {
  const router = new Router();
  router.get('/authenticationendpoint/oauth2_consent.do', (ctx) => showQuestion(realm, ctx));
  return router;
}
