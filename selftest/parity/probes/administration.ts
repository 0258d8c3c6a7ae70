import { seconds } from '../../../containers/durations.ts';
import type { Scene } from '../scene.ts';
import type { Probe } from './probe.ts';

/** Runs `work`, and puts the settings of the server back. */
async function keepingSettings(scene: Scene, work: () => Promise<unknown>): Promise<unknown> {
  const { admin } = scene.world;
  const { idleSessionTimeoutPeriod } = await admin.getServerSettings();
  try {
    return await work();
  } finally {
    await admin.changeServerSettings({ idleSessionTimeoutPeriod });
  }
}

/** A raw call of the admin API, whose refusal is what is asked for. */
async function call(scene: Scene, path: string, credentials: string | undefined, method = 'GET', body?: unknown) {
  const { http } = scene.world;
  const answer = await http.fetch(scene.url(path), {
    method,
    headers: {
      accept: 'application/json',
      'content-type': 'application/json',
      ...(credentials === undefined ? {} : { authorization: `Basic ${Buffer.from(credentials).toString('base64')}` }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await answer.text();
  const explained = text.startsWith('{') ? (JSON.parse(text) as object) : {};
  return { status: answer.status, body: { ...explained, traceId: undefined } };
}

const CONFIGS = '/api/server/v1/configs';
const INVALID = ['0', '-1', 'abc', ''];

export const administrationProbes: readonly Probe[] = [
  {
    name: 'admin API without credentials / wrong credentials',
    run: async (scene) => {
      const { clients, description } = scene.world;
      const right = `${description.admin.user}:${description.admin.password}`;
      const application = {
        name: clients.A.name,
        inboundProtocolConfiguration: {
          oidc: { grantTypes: ['authorization_code'], callbackURLs: [clients.A.callback] },
        },
      };
      const none = await call(scene, CONFIGS, undefined);
      const wrong = await call(scene, CONFIGS, `${description.admin.user}:wrong`);
      const dup = await call(scene, '/api/server/v1/applications', right, 'POST', application);
      return { none: none.status, wrong: wrong.status, dup: dup.body };
    },
  },
  {
    name: 'idle timeout lowered to 1 min by API applies to the running server',
    needs: ['movable clock', 'server changes'],
    run: (scene) =>
      keepingSettings(scene, async () => {
        const browser = scene.browser();
        await scene.signIn(browser, scene.world.clients.A, await scene.user());
        await scene.world.admin.changeServerSettings({ idleSessionTimeoutPeriod: '1' });
        await scene.advance(seconds(50));
        const at50s = await scene.isLive(browser);
        await scene.advance(seconds(70));
        return { patch: 200, at50s, idle70s: await scene.isLive(browser) };
      }),
  },
  {
    name: 'invalid idle timeout values by API',
    needs: ['server changes'],
    run: (scene) =>
      keepingSettings(scene, async () => {
        const { user, password } = scene.world.description.admin;
        const refusals: Record<string, unknown> = {};
        for (const value of INVALID) {
          const change = [{ operation: 'REPLACE', path: '/idleSessionTimeoutPeriod', value }];
          refusals[value === '' ? '(empty)' : value] = await call(
            scene,
            CONFIGS,
            `${user}:${password}`,
            'PATCH',
            change,
          );
        }
        return refusals;
      }),
  },
];
