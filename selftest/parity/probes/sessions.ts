import { outcome } from '../scene.ts';
import type { Probe } from './probe.ts';

interface SessionList {
  readonly sessions: readonly { readonly applications: { readonly appName: string }[] }[];
}

const LISTENS = 'addEventListener("message"';

export const sessionProbes: readonly Probe[] = [
  {
    name: 'prompt=none where login consent is required',
    run: async (scene) => {
      const { browser } = await scene.signedIn();
      return { result: outcome(await scene.silent(browser, scene.world.clients.D)) };
    },
  },
  {
    name: 'SSO to a second client',
    run: async (scene) => {
      const { browser, claims } = await scene.signedIn();
      const opbs = await browser.cookie('opbs');
      const answer = await browser.send(scene.authorizeUrl(scene.world.clients.B));
      const tokens = await scene.redeem(scene.world.clients.B, answer);
      return {
        result: outcome(answer),
        sameSid: tokens.claims['sid'] === claims['sid'],
        opbsRotated: opbs !== (await browser.cookie('opbs')),
      };
    },
  },
  {
    name: 'prompt=login while session live shows login page',
    run: async (scene) => {
      const { browser } = await scene.signedIn();
      const page = await browser.send(scene.authorizeUrl(scene.world.clients.A, { prompt: 'login' }));
      const { status, body } = await browser.follow(page);
      return { status, loginForm: body.includes('id="loginForm"') };
    },
  },
  {
    name: 'check session iframe page',
    run: async (scene) => {
      const browser = scene.browser();
      const { clientId, callback } = scene.world.clients.A;
      const ask = (parameters: Record<string, string>) =>
        browser.send(scene.url(`/oidc/checksession?${new URLSearchParams(parameters).toString()}`));
      const page = await ask({ client_id: clientId, redirect_uri: callback });
      const [withoutRedirectUri, unknownClient] = [
        await ask({ client_id: clientId }),
        await ask({ client_id: 'nope' }),
      ];
      const shown = ({ status, body }: typeof page) => ({ status, body });
      return {
        listensForMessages: page.body.replaceAll("'", '"').includes(LISTENS),
        withoutRedirectUri: shown(withoutRedirectUri),
        unknownClient: shown(unknownClient),
      };
    },
  },
  {
    name: 'session list API for the user',
    run: async (scene) => {
      const { browser, user } = await scene.signedIn();
      await scene.unrecorded(() => scene.silent(browser, scene.world.clients.D));
      await scene.unrecorded(() => scene.silent(browser, scene.world.clients.B));
      const call = { method: 'GET', path: '/api/users/v1/me/sessions', as: user, expect: 200 } as const;
      const { sessions } = JSON.parse((await scene.world.admin.api.call(call)).body) as SessionList;
      const sample = sessions.map((session) => ({
        ...session,
        applications: [...session.applications].sort((a, b) =>
          (a.appName.at(-1) ?? '').localeCompare(b.appName.at(-1) ?? ''),
        ),
      }));
      return { status: call.expect, sample, count: sessions.length };
    },
  },
  {
    name: 'userinfo before logout',
    run: async (scene) => {
      const session = await scene.signedIn();
      const { status, body } = await scene.userinfo(session);
      return { status, claims: Object.keys(JSON.parse(body) as object).sort() };
    },
  },
  {
    name: "terminating the user's sessions by API sends logout tokens and ends the session",
    run: async (scene) => {
      const { user } = await scene.signedIn();
      const browser = scene.browser();
      await scene.signInForTokens(browser, scene.world.clients.A, user);
      const received = await scene.listen();
      await scene.world.admin.terminateSessions(user);
      const backChannel = await received(2);
      return { status: 204, backChannel, silent: outcome(await scene.silent(browser, scene.world.clients.A)) };
    },
  },
  {
    name: 'password change by the user: other session',
    run: async (scene) => {
      const [user, browser] = [await scene.user(), scene.browser()];
      await scene.signInForTokens(browser, scene.world.clients.A, user);
      const received = await scene.listen();
      const password = 'Other@1234';
      await scene.world.admin.changePassword(user, password);
      const backChannel = (await received(1)).length;
      const silent = outcome(await scene.silent(browser, scene.world.clients.A));
      await scene.world.admin.terminateSessions({ ...user, password });
      return {
        status: 200,
        backChannel,
        silent,
        deleteStatus: 204,
        backChannelAfterDelete: (await received(1)).length,
        silentAfterDelete: outcome(await scene.silent(browser, scene.world.clients.A)),
      };
    },
  },
  {
    name: 'same browser, new login after logout has a new sid',
    run: async (scene) => {
      const { A } = scene.world.clients;
      const [user, browser] = [await scene.user(), scene.browser()];
      const first = await scene.signInForTokens(browser, A, user);
      await scene.logOut(browser, { id_token_hint: first.idToken, post_logout_redirect_uri: A.loggedOut });
      const second = await scene.signInForTokens(browser, A, user);
      const form = { grant_type: 'refresh_token', refresh_token: second.refreshToken };
      const refreshed = await scene.token(A, form);
      return {
        sidDiffers: first.claims['sid'] !== second.claims['sid'],
        refreshedIdTokenKeepsSid: refreshed.claims['sid'] === second.claims['sid'],
      };
    },
  },
  {
    name: 'wrong password',
    run: async (scene) => {
      const [user, browser] = [await scene.user(), scene.browser()];
      const { location } = await scene.submitLogin(browser, scene.world.clients.A, { ...user, password: 'Wrong@1234' });
      return { loc: location, silent: outcome(await scene.silent(browser, scene.world.clients.A)) };
    },
  },
];
