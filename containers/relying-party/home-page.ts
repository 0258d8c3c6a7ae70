import { html } from 'hono/html';

import { type Duration, formatDuration } from '../../lib/durations.ts';
import { type Html, send } from './pages.ts';
import type { RelyingPartyRegistration } from './protocol.ts';
import type { BrowserSession, SignedIn } from './sessions.ts';
import { browserSession, urlsOf, type WebContext } from './web-context.ts';

interface SessionFrame {
  readonly src: string;
  readonly origin: string;
  readonly sessionState: string;
}

/** The one page that users see: who they are, and how their session is kept alive. */
export async function homePage(c: WebContext): Promise<Response> {
  const { registration } = c.var.relyingParty;
  const session = browserSession(c);
  const notice = session?.notice ?? '';
  const header = html`<p class="eyebrow">Sample relying party</p>
    <h1>${registration.title}</h1>
    <p class="message" data-testid="message" role="status" ${notice ? '' : 'hidden'}>${notice}</p>`;
  const { signedIn } = session ?? {};
  if (!session || !signedIn) {
    const body = html`<main>${header}${signedOutSection(false)}</main>`;
    return send(c, { title: registration.title, framedBy: 'nobody', body });
  }
  const { frame, origins } = await providerFrames(c, signedIn);
  const body = html`<main id="home" ${timing(registration)} data-client-id="${registration.clientId}">
    ${header} ${signedOutSection(true)} ${signedInSection(session, signedIn, registration, frame)}
    <iframe id="refresh_iframe" title="Silent session refresh" hidden></iframe>
    ${frame ? sessionIframe(frame) : ''}
  </main>`;
  return send(c, { title: registration.title, script: 'home.js', framedBy: 'nobody', frames: origins, body });
}

const timing = (registration: RelyingPartyRegistration): Html =>
  html`data-refresh-interval-ms="${registration.refreshIntervalMs}"
  data-silent-timeout-ms="${registration.silentTimeoutMs}" data-session-poll-ms="${registration.sessionPollMs}"`;

const signedOutSection = (hidden: boolean): Html =>
  html`<section id="signed-out" class="card" aria-labelledby="signed-out-title" ${hidden ? 'hidden' : ''}>
    <h2 id="signed-out-title">You are not signed in</h2>
    <p>Sign in with your OpenID provider. This page will then keep your session alive.</p>
    <p><a class="button primary" href="sign-in" data-testid="sign-in">Sign in</a></p>
  </section>`;

function signedInSection(
  session: BrowserSession,
  { tokens }: SignedIn,
  registration: RelyingPartyRegistration,
  frame: SessionFrame | undefined,
): Html {
  const { claims } = tokens;
  return html`<div id="signed-in">
    <section class="card" aria-labelledby="identity-title">
      <div class="row">
        <div>
          <h2 id="identity-title">Signed in as <strong data-testid="signed-in-as">${displayName(claims)}</strong></h2>
          <p class="quiet">Session <code data-testid="sid">${text(claims['sid'])}</code></p>
        </div>
        <a class="button" href="log-out" data-testid="log-out">Log out</a>
      </div>
      <details>
        <summary>What the provider says about you</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">Claim</th>
              <th scope="col">Value</th>
            </tr>
          </thead>
          <tbody>
            ${Object.entries(claims).map(([name, value]) => claimRow(name, value))}
          </tbody>
        </table>
      </details>
    </section>
    ${refreshSection(session, registration, frame)}
  </div>`;
}

function refreshSection(
  { silentCount, lastSilent }: BrowserSession,
  { refreshIntervalMs }: RelyingPartyRegistration,
  frame: SessionFrame | undefined,
): Html {
  const interval = formatDuration(refreshIntervalMs as Duration);
  return html`<section class="card" aria-labelledby="refresh-title">
    <div class="row">
      <h2 id="refresh-title">Session refresh</h2>
      <span class="badge" id="refresh-activity">on</span>
    </div>
    <p class="quiet">Every ${interval} a hidden iframe asks the provider, with <code>prompt=none</code>, to go on.</p>
    <dl>
      <dt>Silent calls</dt>
      <dd data-testid="refresh-count">${silentCount}</dd>
      <dt>Last result</dt>
      <dd>
        <span data-testid="refresh-result">${lastSilent?.label ?? 'none yet'}</span>
        <time id="refresh-time" class="quiet" datetime="${lastSilent?.at.toISOString() ?? ''}"></time>
      </dd>
      <dt>Session iframe</dt>
      <dd data-testid="session-status">${frame ? 'not asked yet' : 'not offered by the provider'}</dd>
    </dl>
    <div class="buttons">
      <button type="button" data-testid="refresh-start">Start refreshing</button>
      <button type="button" data-testid="refresh-stop">Stop refreshing</button>
    </div>
  </section>`;
}

const claimRow = (name: string, value: unknown): Html =>
  html`<tr>
    <th scope="row">${name}</th>
    <td><code>${text(value)}</code></td>
  </tr>`;

const sessionIframe = ({ src, origin, sessionState }: SessionFrame): Html =>
  html`<iframe
    id="op_iframe"
    title="Session status at the provider"
    data-src="${src}"
    data-origin="${origin}"
    data-session-state="${sessionState}"
    hidden
  ></iframe>`;

/** What of the provider is framed: redirects through its authorization endpoint, and its check-session iframe. */
async function providerFrames(
  c: WebContext,
  { tokens }: SignedIn,
): Promise<{ frame: SessionFrame | undefined; origins: string[] }> {
  const { provider, registration } = c.var.relyingParty;
  const metadata = await provider.metadata().catch(() => undefined);
  const { authorization_endpoint: authorize, check_session_iframe: check } = metadata ?? {};
  const urls = [registration.issuer, authorize, check].filter((url) => typeof url === 'string');
  const origins = [...new Set(urls.map((url) => new URL(url).origin))];
  if (typeof check !== 'string' || tokens.sessionState === undefined) return { frame: undefined, origins };
  const src = new URL(check);
  // Not of the specification: WSO2 Identity Server answers without a listener unless it gets both.
  src.searchParams.set('client_id', registration.clientId);
  src.searchParams.set('redirect_uri', urlsOf(c).callback);
  return { frame: { src: src.href, origin: src.origin, sessionState: tokens.sessionState }, origins };
}

const text = (value: unknown): string =>
  typeof value === 'string' ? value : value === undefined ? '–' : JSON.stringify(value);

const displayName = (claims: Readonly<Record<string, unknown>>): string =>
  text(claims['preferred_username'] ?? claims['username'] ?? claims['name'] ?? claims['email'] ?? claims['sub']);
