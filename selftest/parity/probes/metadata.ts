import type { Scene } from '../scene.ts';
import type { Probe } from './probe.ts';

/** Lists of the metadata are sets: their order changes with every start of the product. */
const sorted = (document: object) =>
  Object.fromEntries(
    Object.entries(document).map(([name, value]) => [
      name,
      Array.isArray(value) ? (value as string[]).sort() : (value as unknown),
    ]),
  );

async function readJson(scene: Scene, path: string): Promise<object> {
  return JSON.parse((await scene.browser().send(scene.url(path))).body) as object;
}

interface Keys {
  readonly keys: readonly { kid: string; kty: string; alg: string; use: string; x5t?: string }[];
}

export const metadataProbes: readonly Probe[] = [
  {
    name: 'discovery',
    run: async (scene) => ({ doc: sorted(await readJson(scene, '/oauth2/token/.well-known/openid-configuration')) }),
  },
  {
    name: 'discovery at issuer root /.well-known/openid-configuration',
    run: async (scene) => {
      const { status } = await scene.browser().send(scene.url('/.well-known/openid-configuration'));
      return { status };
    },
  },
  {
    name: 'jwks',
    run: async (scene) => {
      const { keys } = (await readJson(scene, '/oauth2/jwks')) as Keys;
      return { keys: keys.map(({ kid, kty, alg, use, x5t }) => ({ kid, kty, alg, use, x5t })) };
    },
  },
  {
    name: 'server configs',
    run: async ({ world }) => {
      const call = { method: 'GET', path: '/api/server/v1/configs', expect: 200 } as const;
      const configs = JSON.parse((await world.admin.api.call(call)).body) as Record<string, unknown>;
      const { idleSessionTimeoutPeriod, rememberMePeriod } = configs;
      return { idleSessionTimeoutPeriod, rememberMePeriod, keys: Object.keys(configs).sort() };
    },
  },
];
