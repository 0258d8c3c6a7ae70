import { createHash } from 'node:crypto';
import { seconds } from '../../../containers/durations.ts';
import type { Browser } from '../browser.ts';
import { outcome, type Scene } from '../scene.ts';
import { describeToken } from '../tokens.ts';
import { UNVERIFIABLE_HINT } from './hints.ts';
import type { Probe } from './probe.ts';

/** Is `session_state` made as the product documents it (Session Management 1.0, 4.2)? */
async function isProductsSessionState(scene: Scene, browser: Browser, location: string | null): Promise<boolean> {
  const { clientId, callback } = scene.world.clients.A;
  const [digest, salt = ''] = (new URL(location ?? 'none:').searchParams.get('session_state') ?? '').split('.');
  const text = [clientId, new URL(callback).origin, await browser.cookie('opbs'), salt].join(' ');
  return digest === createHash('sha256').update(text).digest('hex');
}

/** A silent call without a session. */
const refused = (name: string, parameters: Readonly<Record<string, string>>): Probe => ({
  name,
  run: async (scene) => ({ result: outcome(await scene.silent(scene.browser(), scene.world.clients.A, parameters)) }),
});

/** A silent call of a browser that is signed in. */
const signedInAnd = (name: string, parameters: Readonly<Record<string, string>>): Probe => ({
  name,
  run: async (scene) => {
    const { browser } = await scene.signedIn();
    return { result: outcome(await scene.silent(browser, scene.world.clients.A, parameters)) };
  },
});

const locationOf = (name: string, ask: (scene: Scene) => Promise<{ location: string | null }>): Probe => ({
  name,
  run: async (scene) => ({ loc: (await ask(scene)).location }),
});

export const silentProbes: readonly Probe[] = [
  refused('prompt=none, no session', {}),
  refused('prompt=none, no session, response_mode=fragment', { response_mode: 'fragment' }),
  locationOf('prompt=none, no session, response_mode=form_post', (scene) =>
    scene.silent(scene.browser(), scene.world.clients.A, { response_mode: 'form_post' }),
  ),
  locationOf('prompt=none, unknown client', (scene) =>
    scene.silent(scene.browser(), scene.world.clients.A, { client_id: 'nope' }),
  ),
  locationOf('prompt=none, unregistered redirect_uri', (scene) =>
    scene.silent(scene.browser(), scene.world.clients.A, { redirect_uri: 'https://evil.example/cb' }),
  ),
  {
    name: 'login',
    run: async (scene) => {
      const [user, browser] = [await scene.user(), scene.browser()];
      const answer = await scene.signIn(browser, scene.world.clients.A, user);
      const tokens = await scene.redeem(scene.world.clients.A, answer);
      const { header, claims } = describeToken(tokens.idToken);
      return {
        result: outcome(answer),
        tokenKeys: tokens.names,
        idTokenHeader: header,
        idTokenClaims: claims,
        cookies: (await browser.cookies()).map(({ name, path }) => `${name} path=${path}`).sort(),
        sessionStateIsSha256OfClientOriginOpbsSaltJoinedBySpaces: await isProductsSessionState(
          scene,
          browser,
          answer.location,
        ),
      };
    },
  },
  {
    name: 'prompt=none, session live',
    run: async (scene) => {
      const { browser, claims } = await scene.signedIn();
      const opbs = await browser.cookie('opbs');
      const answer = await scene.silent(browser, scene.world.clients.A);
      const tokens = await scene.redeem(scene.world.clients.A, answer);
      return {
        result: outcome(answer),
        sameSub: tokens.claims['sub'] === claims['sub'],
        sameSid: tokens.claims['sid'] === claims['sid'],
        hasRefreshToken: tokens.refreshToken !== '',
        opbsUnchanged: opbs === (await browser.cookie('opbs')),
      };
    },
  },
  {
    name: 'auth_time requested through claims and max_age, then silent again',
    needs: ['movable clock'],
    run: async (scene) => {
      const { browser } = await scene.signedIn();
      const ask = async () => {
        const answer = await scene.silent(browser, scene.world.clients.A, { max_age: '10000' });
        return (await scene.redeem(scene.world.clients.A, answer)).claims['auth_time'];
      };
      const first = await ask();
      await scene.advance(seconds(2));
      return { present: first !== undefined, stable: (await ask()) === first };
    },
  },
  {
    name: 'prompt=none max_age=1 after more than 3 s',
    needs: ['movable clock'],
    run: async (scene) => {
      const { browser } = await scene.signedIn();
      await scene.advance(seconds(4));
      return { result: outcome(await scene.silent(browser, scene.world.clients.A, { max_age: '1' })) };
    },
  },
  {
    name: 'prompt=none with own id_token_hint',
    run: async (scene) => {
      const { browser, idToken } = await scene.signedIn();
      return { result: outcome(await scene.silent(browser, scene.world.clients.A, { id_token_hint: idToken })) };
    },
  },
  locationOf('prompt=none with garbage id_token_hint', async (scene) => {
    const { browser } = await scene.signedIn();
    return scene.silent(browser, scene.world.clients.A, { id_token_hint: UNVERIFIABLE_HINT });
  }),
  {
    name: "prompt=none with another user's id_token_hint",
    run: async (scene) => {
      const { idToken } = await scene.signedIn();
      const [other, browser] = [await scene.user(), scene.browser()];
      await scene.signInForTokens(browser, scene.world.clients.A, other);
      return { result: outcome(await scene.silent(browser, scene.world.clients.A, { id_token_hint: idToken })) };
    },
  },
  signedInAnd('prompt=none login (invalid combination)', { prompt: 'none login' }),
];
