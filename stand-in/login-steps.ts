import { createHmac } from 'node:crypto';
import { escapeHtml } from './http.ts';
import { page, type LoginPageContent } from './pages.ts';
import type { User } from './users.ts';

/** How far the sign-in of one interaction has come, where it has more than one page. */
export interface LoginProgress {
  readonly name?: string;
  /** Whose password was right. */
  readonly user?: User;
  readonly remembered?: boolean;
}

const hidden = (key: string): string => `<input type="hidden" name="sessionDataKey" value="${escapeHtml(key)}">`;

/** The product's page that asks for the name alone. */
export const identifierPage = ({ action, sessionDataKey }: LoginPageContent): string =>
  page(
    'Sign in',
    `<form id="identifierForm" action="${escapeHtml(action)}" method="post">
      <label for="usernameUserInput">Username</label>
      <input type="text" id="usernameUserInput" name="usernameUserInput" autofocus>
      ${hidden(sessionDataKey)}
      <button type="submit" data-testid="identifier-auth-continue-button">Continue</button>
    </form>`,
  );

/** The product's page that asks for the password, once the name is known. */
export const passwordPage = ({ action, sessionDataKey, failed }: LoginPageContent): string =>
  page(
    'Sign in',
    `${failed ? '<p class="error" id="error-msg" role="alert">Login failed!</p>' : ''}
    <form id="loginForm" action="${escapeHtml(action)}" method="post">
      <label for="password">Password</label>
      <input type="password" id="password" name="password" autofocus>
      <label><input type="checkbox" id="chkRemember" name="chkRemember"> Remember me on this computer</label>
      ${hidden(sessionDataKey)}
      <button type="submit" data-testid="login-page-continue-login-button">Sign In</button>
    </form>`,
  );

const BOXES = [1, 2, 3, 4, 5, 6];

/** The product's page for one-time codes: a box for each digit, which hands the focus on, and a button that waits for the last. */
export const codePage = ({ action, sessionDataKey, failed }: LoginPageContent): string =>
  page(
    'One-time code',
    `${failed ? '<p class="error" id="failed-msg">Authentication failed!</p>' : ''}
    <form id="totpForm" action="${escapeHtml(action)}" method="post">
      <input hidden type="text" id="token" name="token">
      ${BOXES.map((n) => `<input id="pincode-${n}" maxlength="1" inputmode="numeric">`).join('')}
      ${hidden(sessionDataKey)}
      <button type="submit" id="subButton" disabled>Continue</button>
    </form>
    <script>
      const boxes = [...document.querySelectorAll('[id^=pincode-]')];
      boxes.forEach((box, index) => box.addEventListener('keyup', () => {
        if (box.value !== '') boxes[index + 1]?.focus();
        document.querySelector('#subButton').disabled = boxes.some(({ value }) => value === '');
        document.querySelector('#token').value = boxes.map(({ value }) => value).join('');
      }));
    </script>`,
  );

/** A page that somebody else has made, in another language, and that has nothing of the product's. */
export const brandedPage = ({ action, sessionDataKey, failed }: LoginPageContent): string =>
  page(
    'Anmeldung',
    `${failed ? '<p class="abgelehnt">Diese Anmeldung ist fehlgeschlagen.</p>' : ''}
    <form action="${escapeHtml(action)}" method="post">
      <label>Kennung <input name="kennung" class="kennung"></label>
      <label>Kennwort <input name="kennwort" type="password" class="kennwort"></label>
      ${hidden(sessionDataKey)}
      <button type="submit">Anmelden</button>
    </form>`,
  );

const STEP_MS = 30_000;

/** Is it the code of now, or of the half minute before or after (RFC 6238, 5.2)? */
export function isRightCode(code: string, secret: string): boolean {
  return [-1, 0, 1].some((step) => {
    const counter = Buffer.alloc(8);
    counter.writeBigUInt64BE(BigInt(Math.floor(Date.now() / STEP_MS) + step));
    const hash = createHmac('sha1', secret).update(counter).digest();
    const number = hash.readUInt32BE(hash.readUInt8(19) & 0xf) & 0x7fffffff;
    return code === String(number % 1_000_000).padStart(6, '0');
  });
}
