import type { Browser } from '../browser.ts';
import { outcome, statusAndLocation, type Scene, type Tokens } from '../scene.ts';
import type { Probe } from './probe.ts';

/** A sign-in and a logout, both recorded. */
async function signInAndOut(scene: Scene, logOut: (browser: Browser, tokens: Tokens) => ReturnType<Scene['logOut']>) {
  const [user, browser] = [await scene.user(), scene.browser()];
  const tokens = await scene.signInForTokens(browser, scene.world.clients.A, user);
  const received = await scene.listen();
  return { browser, received, answer: await logOut(browser, tokens) };
}

const silentAfter = async (scene: Scene, browser: Browser) => ({
  silent: outcome(await scene.silent(browser, scene.world.clients.A)),
});

const FORM = /<form[^>]*oidc_logout_consent_form[\s\S]*?<\/form>/;

/** Hidden fields of the consent page, as the page has them. */
const hiddenFields = (html: string): Record<string, string> =>
  Object.fromEntries(
    [...(FORM.exec(html)?.[0] ?? '').matchAll(/<input[^>]*>/g)].map(([input]) => [
      /\bname="([^"]*)"/.exec(input)?.[1] ?? '',
      /\bvalue="([^"]*)"/.exec(input)?.[1] ?? '',
    ]),
  );

const bodyText = (html: string): string =>
  html
    .replaceAll(/<(script|style|title)[\s\S]*?<\/\1>|<!--[\s\S]*?-->/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/\s+/g, ' ');
const SUCCESS = 'You have successfully logged out.';
const successText = (html: string) => ({ text: bodyText(html).includes(SUCCESS) ? SUCCESS : 'another text' });

async function consent(scene: Scene): Promise<unknown> {
  const { C } = scene.world.clients;
  const [user, browser] = [await scene.user(), scene.browser()];
  const { idToken } = await scene.signInForTokens(browser, C, user);
  const parameters = { id_token_hint: idToken, post_logout_redirect_uri: C.loggedOut, state: 'cons' };
  const answerPage = async (decision: 'deny' | 'approve') => {
    const page = await browser.follow(await scene.logOut(browser, parameters));
    const fields = hiddenFields(page.body);
    const form = { ...fields, consent: decision };
    const answer = await browser.send(scene.url('/oidc/logout'), { method: 'POST', form });
    return { page, fields, answer, live: await scene.isLive(browser, C) };
  };
  const [no, yes] = [await answerPage('deny'), await answerPage('approve')];
  return {
    consentPage: no.page.status,
    fields: Object.entries(no.fields).map(([name, value]) => `${name}=${value}`),
    afterNo: statusAndLocation(no.answer),
    liveAfterNo: no.live,
    afterYes: statusAndLocation(yes.answer),
    liveAfterYes: yes.live,
  };
}

/** A browser that was signed in, and no longer is; none of it is recorded. */
const signedOut = async (scene: Scene) => {
  const session = await scene.signedIn();
  const { A } = scene.world.clients;
  const parameters = { id_token_hint: session.idToken, post_logout_redirect_uri: A.loggedOut };
  await scene.unrecorded(() => scene.logOut(session.browser, parameters));
  return session;
};

const withoutSession = (
  name: string,
  parameters: (scene: Scene, idToken: string) => Record<string, string>,
): Probe => ({
  name,
  run: async (scene) => {
    const { browser, idToken } = await signedOut(scene);
    return statusAndLocation(await scene.logOut(browser, parameters(scene, idToken)));
  },
});

const uriOfA = ({ world }: Scene, state?: string) => ({
  post_logout_redirect_uri: world.clients.A.loggedOut,
  ...(state === undefined ? {} : { state }),
});

async function twoClients(scene: Scene): Promise<unknown> {
  const { A, B } = scene.world.clients;
  const { browser, idToken } = await scene.signedIn();
  await scene.unrecorded(async () => {
    await scene.silent(browser, B);
    await browser.send(scene.authorizeUrl(A, { prompt: 'login' }));
  });
  const received = await scene.listen();
  const answer = await scene.logOut(browser, { id_token_hint: idToken, ...uriOfA(scene, 'st 42&é') });
  const backChannel = await received(2);
  return {
    ...statusAndLocation(answer),
    backChannel: backChannel.sort((a, b) =>
      scene.world.placeholders.text(JSON.stringify(a)) < scene.world.placeholders.text(JSON.stringify(b)) ? -1 : 1,
    ),
    cookiesLeft: (await browser.cookies()).map(({ name }) => name).sort(),
    silent1: outcome(await scene.silent(browser, A)),
    silent2: outcome(await scene.silent(browser, B)),
  };
}

export const logoutProbes: readonly Probe[] = [
  { name: 'logout: hint + uri + state, two clients in the session', run: twoClients },
  {
    name: 'after logout: userinfo, refresh, introspection',
    run: async (scene) => {
      const { A } = scene.world.clients;
      const session = await signedOut(scene);
      const userinfo = await scene.userinfo(session);
      const form = { grant_type: 'refresh_token', refresh_token: session.refreshToken };
      const refresh = await scene.askForTokens(A, form);
      return { userinfo: userinfo.status, refresh: refresh.status };
    },
  },
  withoutSession('logout again without a session: hint + uri + state', (scene, idToken) => ({
    id_token_hint: idToken,
    ...uriOfA(scene, 'again'),
  })),
  withoutSession('logout without a session: client_id + uri + state', (scene) => ({
    client_id: scene.world.clients.A.clientId,
    ...uriOfA(scene, 'again'),
  })),
  {
    name: 'logout without a session: nothing',
    run: async (scene) => {
      const { browser } = await signedOut(scene);
      const page = await browser.follow(await scene.logOut(browser, {}));
      return { ...statusAndLocation(page), ...successText(page.body) };
    },
  },
  {
    name: 'logout by client_id instead of hint',
    run: async (scene) => {
      const { browser, received, answer } = await signInAndOut(scene, (agent) =>
        scene.logOut(agent, { client_id: scene.world.clients.A.clientId, ...uriOfA(scene, 'cid') }),
      );
      const backChannel = (await received(1)).length;
      return { ...statusAndLocation(answer), backChannel, ...(await silentAfter(scene, browser)) };
    },
  },
  {
    name: 'logout by POST form',
    run: async (scene) => {
      const { browser, answer } = await signInAndOut(scene, (agent, { idToken }) => {
        const form = { id_token_hint: idToken, ...uriOfA(scene, 'post') };
        return agent.send(scene.url('/oidc/logout'), { method: 'POST', form });
      });
      return { ...statusAndLocation(answer), ...(await silentAfter(scene, browser)) };
    },
  },
  {
    name: 'logout: hint only, no uri',
    run: async (scene) => {
      const { browser, answer } = await signInAndOut(scene, (agent, { idToken }) =>
        scene.logOut(agent, { id_token_hint: idToken }),
      );
      const page = await browser.follow(answer);
      return { ...statusAndLocation(page), ...(await silentAfter(scene, browser)), ...successText(page.body) };
    },
  },
  {
    name: 'logout: hint + uri, no state',
    run: async (scene) => {
      const { answer } = await signInAndOut(scene, (agent, { idToken }) =>
        scene.logOut(agent, { id_token_hint: idToken, ...uriOfA(scene) }),
      );
      return { loc: answer.location };
    },
  },
  { name: 'logout consent: page, then No, then Yes', run: consent },
  {
    name: 'exact (not regexp) callback: logout back to the callback uri',
    run: async (scene) => {
      const { X } = scene.world.clients;
      const [user, browser] = [await scene.user(), scene.browser()];
      const { idToken } = await scene.signInForTokens(browser, X, user);
      const parameters = { id_token_hint: idToken, post_logout_redirect_uri: X.callback, state: 'e' };
      return statusAndLocation(await scene.logOut(browser, parameters));
    },
  },
];
