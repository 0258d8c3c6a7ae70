import { statusAndLocation, type Scene } from '../scene.ts';
import { signedByForeignKey, UNVERIFIABLE_HINT, withoutSignature } from './hints.ts';
import type { Probe } from './probe.ts';

type Parameters = Readonly<Record<string, string>>;

interface Kept {
  readonly bodyLength?: true;
  readonly formFields?: true;
  readonly backChannel?: true;
}

const fieldsOf = (html: string): string[] => {
  const form = /<form[^>]*oidc_logout_consent_form[\s\S]*?<\/form>/.exec(html)?.[0] ?? html;
  return [...form.matchAll(/<input[^>]*\bname="([^"]+)"/g)].map(([, name]) => name ?? '');
};

/** A logout that should not end the session of the browser that asks for it. */
const asks = (
  name: string,
  parameters: (scene: Scene, idToken: string) => Parameters | Promise<Parameters>,
  kept: Kept = {},
): Probe => ({
  name,
  run: async (scene) => {
    const { browser, idToken } = await scene.signedIn();
    const received = await scene.listen();
    const page = await browser.follow(await scene.logOut(browser, await parameters(scene, idToken)));
    const sessionLive = await scene.isLive(browser);
    return {
      ...statusAndLocation(page),
      sessionLive,
      ...(kept.bodyLength === undefined ? {} : { emptyBody: page.body.length === 0 }),
      ...(kept.formFields === undefined ? {} : { formFields: fieldsOf(page.body) }),
      ...(kept.backChannel === undefined ? {} : { backChannel: (await received(0)).length }),
    };
  },
});

const redirectTo = ({ world }: Scene, suffix = '') => ({
  post_logout_redirect_uri: `${world.clients.A.loggedOut}${suffix}`,
  state: 'x',
});

const withHint = (name: string, hint: (idToken: string) => string | Promise<string>): Probe =>
  asks(name, async (scene, idToken) => ({ id_token_hint: await hint(idToken), ...redirectTo(scene) }), {
    bodyLength: true,
  });

export const refusedLogoutProbes: readonly Probe[] = [
  asks(
    'logout: unregistered post_logout_redirect_uri',
    (_, idToken) => ({ id_token_hint: idToken, post_logout_redirect_uri: 'https://evil.example/', state: 'x' }),
    { backChannel: true },
  ),
  asks('logout: registered uri plus extra query', (scene, idToken) => ({
    id_token_hint: idToken,
    ...redirectTo(scene, '?x=1'),
  })),
  withHint('logout: garbage id_token_hint', () => UNVERIFIABLE_HINT),
  withHint('logout: id_token_hint signed by a foreign key', signedByForeignKey),
  withHint('logout: id_token_hint alg none', withoutSignature),
  asks('logout: no parameters, session live', () => ({}), { formFields: true }),
  asks('logout: post_logout_redirect_uri without hint or client_id', (scene) => redirectTo(scene)),
  asks('logout: unknown client_id', (scene) => ({ client_id: 'nope', ...redirectTo(scene) })),
  {
    name: "logout: hint of another user's session",
    run: async (scene) => {
      const [{ browser }, other] = [await scene.signedIn(), await scene.signedIn()];
      const answer = await scene.logOut(browser, { id_token_hint: other.idToken, ...redirectTo(scene) });
      await browser.follow(answer);
      return { ...statusAndLocation(answer), sessionLive: await scene.isLive(browser) };
    },
  },
  {
    name: 'logout: session cookies present but opbs missing',
    run: async (scene) => {
      const [user, browser] = [await scene.user(), scene.browser()];
      const { idToken } = await scene.signInForTokens(browser, scene.world.clients.A, user);
      await browser.forgetCookie('opbs');
      const answer = await scene.logOut(browser, { id_token_hint: idToken, ...redirectTo(scene) });
      return { ...statusAndLocation(answer), sessionLive: await scene.isLive(browser) };
    },
  },
  {
    name: 'logout CSRF: bare GET /oidc/logout?consent=approve',
    run: async (scene) => {
      const { C } = scene.world.clients;
      const [user, browser] = [await scene.user(), scene.browser()];
      await scene.signIn(browser, C, user);
      const page = await browser.follow(await scene.logOut(browser, { consent: 'approve' }));
      return { ...statusAndLocation(page), sessionLive: await scene.isLive(browser, C) };
    },
  },
];
