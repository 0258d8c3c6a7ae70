import { withParameters, escapeHtml } from './http.ts';
import { page } from './pages.ts';
import type { Realm } from './realm.ts';
import type { Session } from './sessions.ts';

/** How long a user waits for clients that do not answer. */
const LONGEST_WAIT_MS = 5_000;

/** What of a session's clients is called in the browser (Front-Channel Logout 1.0, 3). */
export const frontChannelUrls = ({ applications, issuer }: Realm, { participants, sid }: Session): string[] =>
  participants.flatMap((clientId) => {
    const url = applications.byClientId(clientId)?.frontChannelLogoutUrl;
    return url === undefined ? [] : [withParameters(url, { iss: issuer, sid })];
  });

/** Calls the clients in frames, and goes on when all have answered, or had their time. */
export function frontChannelPage({ faults }: Realm, urls: readonly string[], target: string): string {
  const limit = faults.has('frames-waited-for-without-limit') ? '' : `setTimeout(goOn, ${LONGEST_WAIT_MS});`;
  return page(
    'Logging out',
    `<p>You are being logged out.</p>
    ${urls.map((url) => `<iframe hidden src="${escapeHtml(url)}"></iframe>`).join('\n    ')}
    <script>
      const target = ${JSON.stringify(target).replaceAll('<', '\\u003c')};
      const goOn = () => location.replace(target);
      const frames = [...document.querySelectorAll('iframe')];
      Promise.all(frames.map((frame) => new Promise((resolve) => frame.addEventListener('load', resolve)))).then(goOn);
      ${limit}
    </script>`,
  );
}
