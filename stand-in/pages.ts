import type { Context } from 'koa';
import { escapeHtml } from './http.ts';

const STYLE = `
  body { font: 16px/1.5 system-ui, sans-serif; margin: 0; background: #f4f5f7; color: #222; }
  main { max-width: 24rem; margin: 10vh auto; padding: 2rem; background: #fff; border-radius: 8px; box-shadow: 0 1px 6px #0002; }
  label { display: block; margin: 1rem 0 .25rem; } input:not([type=checkbox]) { width: 100%; box-sizing: border-box; padding: .5rem; }
  button { margin: 1rem .5rem 0 0; padding: .5rem 1.25rem; } .error { color: #b00020; }
  #cookie-banner { position: fixed; inset: 0; display: flex; align-items: flex-end; background: #0006; }
  #cookie-banner[hidden] { display: none; } #cookie-banner div { background: #fff; padding: 1rem 2rem; width: 100%; }`;

// Like the product's, the banner lies over every page until it is agreed to, once per browser.
const COOKIE_BANNER = `
  <div id="cookie-banner" data-testid="cookie-consent-banner" hidden><div>
    We use cookies to ensure that you get the best overall experience.
    <button type="button" data-testid="cookie-consent-banner-confirm-button">Got It</button>
  </div></div>
  <script>
    const banner = document.querySelector('#cookie-banner');
    banner.hidden = document.cookie.includes('accepts-cookies=true');
    banner.querySelector('button').addEventListener('click', () => {
      document.cookie = 'accepts-cookies=true; path=/; max-age=31536000; secure; samesite=none';
      banner.hidden = true;
    });
  </script>`;

/** A page of the provider for a person; `content` is HTML. */
export const page = (title: string, content: string): string => `<!DOCTYPE html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} | Reference provider</title><style>${STYLE}</style></head>
<body><main><h1>Reference provider</h1>${content}</main>${COOKIE_BANNER}</body>
</html>`;

/** Answers with a page that says one thing. */
export function showPage(ctx: Context, title: string, sentence: string): void {
  ctx.type = 'html';
  ctx.body = page(title, `<p>${escapeHtml(sentence)}</p>`);
}

export interface LoginPageContent {
  readonly action: string;
  readonly application: string;
  readonly sessionDataKey: string;
  readonly failed: boolean;
}

const LOGIN_ERROR = `<p class="error" id="error-msg" role="alert" data-testid="login-page-error-message">
  Login failed! Please check your username and password and try again.</p>`;

/** The login page with the product's element ids and names. */
export const loginPage = ({ action, application, sessionDataKey, failed }: LoginPageContent): string =>
  page(
    'Sign in',
    `${failed ? LOGIN_ERROR : ''}
    <form id="loginForm" action="${escapeHtml(action)}" method="post">
      <p>Sign in to ${escapeHtml(application)}</p>
      <label for="usernameUserInput">Username</label>
      <input type="text" id="usernameUserInput" name="usernameUserInput" autocomplete="username" autofocus data-testid="login-page-username-input">
      <input type="hidden" id="username" name="username">
      <label for="password">Password</label>
      <input type="password" id="password" name="password" autocomplete="current-password" data-testid="login-page-password-input">
      <label><input type="checkbox" id="chkRemember" name="chkRemember" data-testid="login-page-remember-me-checkbox"> Remember me on this computer</label>
      <input type="hidden" name="sessionDataKey" value="${escapeHtml(sessionDataKey)}">
      <button type="submit" data-testid="login-page-continue-login-button">Sign In</button>
    </form>
    <script>
      document.querySelector('#loginForm').addEventListener('submit', () => {
        document.querySelector('#username').value = document.querySelector('#usernameUserInput').value.trim();
      });
    </script>`,
  );
