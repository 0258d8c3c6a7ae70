import { RelyingPartyControl } from '../../containers/relying-party/client.ts';
import type { StartedRelyingPartyContainer } from '../../containers/relying-party/container.ts';
import { registeredCallbacks, relyingPartyUrls } from '../../containers/relying-party/protocol.ts';
import { AdminClient } from '../../product/admin-client.ts';
import type { StartedIdentityServerContainer } from '../../containers/identity-server/started-container.ts';

const TITLES = ['Sample relying party', 'Another relying party'];

/** Registers relying parties at the server, for a person to try. @returns their home pages. */
async function registerForTrying(
  server: StartedIdentityServerContainer,
  relyingParty: StartedRelyingPartyContainer,
): Promise<string[]> {
  const control = new RelyingPartyControl(relyingParty.getHostDescription());
  const certificate = server.getCertificate();
  const admin = new AdminClient({ baseUrl: server.getBaseUrl(), credentials: server.getAdmin(), certificate });
  const homes: string[] = [];
  for (const [index, title] of TITLES.entries()) {
    const id = `try-${index + 1}`;
    const urls = relyingPartyUrls(control.origins[index] ?? '', control.backChannelOrigin, id);
    const { clientId, clientSecret } = await admin.createApplication({
      name: `${title} (${id})`,
      callbackUrls: registeredCallbacks(urls),
      backChannelLogoutUrl: urls.backChannelLogout,
    });
    const issuer = server.getIssuer();
    await control.register(id, { title, issuer, issuerCertificate: certificate, clientId, clientSecret });
    homes.push(urls.home);
  }
  return homes;
}

/** Makes what is left running ready to be tried, and says in words where it is and how to end it. */
export async function leaveRunning(
  server: StartedIdentityServerContainer,
  relyingParty: StartedRelyingPartyContainer,
): Promise<string> {
  const homes = await registerForTrying(server, relyingParty).catch((error: unknown) => [
    `none could be registered: ${error instanceof Error ? error.message : String(error)}`,
  ]);
  const ids = [server, relyingParty].map((container) => container.getId().slice(0, 12));
  return [
    'Left running because of KEEP_RUNNING:',
    `  server            ${server.getBaseUrl()}/console`,
    `  relying parties   ${homes.join('  ')}`,
    `  sign in as        ${server.getAdmin().user}, with the administrator's password`,
    `To stop them: docker rm --force --volumes ${ids.join(' ')}`,
  ].join('\n');
}
