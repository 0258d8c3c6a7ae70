import { isCode } from '../../fixtures/exchanges/answers.ts';
import {
  authorizeByPassword,
  beginAtLoginPage,
  submitLoginForm,
} from '../../fixtures/exchanges/authorization-endpoint.ts';
import { LoginPage } from '../../fixtures/exchanges/login-page.ts';
import { expect, test, Undecided, verifies } from '../../fixtures/index.ts';
import { arriveHome } from '../../fixtures/exchanges/sign-in.ts';

test(
  'CORE-CODE-1 sends a code and the state to the redirect_uri',
  verifies('CORE-CODE-1'),
  async ({ relyingParty, user, check }) => {
    const answer = await authorizeByPassword(relyingParty, user);
    await check('CORE-CODE-1', () => {
      expect(answer).toBeACode();
      expect(answer.kind === 'answer' && answer.parameters.getAll('state'), 'state').toEqual([
        answer.sent.get('state'),
      ]);
    });
  },
);

test(
  'CORE-AUTHN-1 signs nobody in with a wrong password',
  verifies('CORE-AUTHN-1'),
  async ({ relyingParty, user, check }) => {
    const page = await beginAtLoginPage(relyingParty);
    const login = new LoginPage(page);
    const home = page.getByTestId('signed-in-as');
    await login.submit({ user: user.user, password: `${user.password}-wrong` });
    await login.error.or(home).first().waitFor();
    const wasLetIn = await home.isVisible();
    const silently = await relyingParty.askSilently();
    // The right password works in the same browser: what was refused before was the wrong one.
    if (!wasLetIn) {
      await login.submit(user);
      await arriveHome(page, relyingParty);
    }
    await check('CORE-AUTHN-1', () => {
      expect(wasLetIn, 'signed in at the relying party').toBe(false);
      expect(silently).not.toBeACode();
    });
  },
);

test(
  'CORE-CSRF-1 signs nobody in with the login form of another browser',
  verifies('CORE-CSRF-1'),
  async ({ relyingParty, openRelyingParty, otherBrowser, user, check }) => {
    const elsewhere = await openRelyingParty(relyingParty.registered, otherBrowser);
    await submitLoginForm(await beginAtLoginPage(elsewhere), await relyingParty.openProbe(), user);
    const after = await relyingParty.askSilently();
    // The same done with a form of this browser signs the user in: it is the other browser that was the matter.
    if (!isCode(after)) {
      await submitLoginForm(await beginAtLoginPage(relyingParty), await relyingParty.openProbe(), user);
      if (!isCode(await relyingParty.askSilently()))
        throw new Undecided('the login form cannot be submitted like this');
    }
    await check('CORE-CSRF-1', () => {
      expect(after).not.toBeACode();
    });
  },
);
