import { readFileSync } from 'node:fs';
import { days, hours, milliseconds } from '../../lib/durations.ts';
import { AdminClient } from '../../product/admin-client.ts';
import { signWithServiceProviderKey } from '../../product/suite-settings.ts';
import { createHttpClient } from '../../lib/http.ts';
import type { TargetDescription } from '../../targets/target.ts';
import { containersAt, expect, test } from './world.ts';

async function readIssuer({ baseUrl, certificate = '' }: TargetDescription): Promise<string> {
  const answer = await createHttpClient({ certificate }).fetch(
    `${baseUrl}/oauth2/token/.well-known/openid-configuration`,
  );
  return ((await answer.json()) as { issuer: string }).issuer;
}

async function serverTime({ baseUrl, certificate = '' }: TargetDescription): Promise<number> {
  const answer = await createHttpClient({ certificate }).fetch(`${baseUrl}/oauth2/jwks`);
  return Date.parse(answer.headers.get('date') ?? '');
}

const adminOf = ({ baseUrl, admin, certificate }: TargetDescription) =>
  new AdminClient({ baseUrl, credentials: admin, certificate });

test('a started target names itself, its image and its relying parties, and nothing of it is left afterwards', async ({
  docker,
  image,
  start,
}) => {
  const { target, logFile, reported } = await start();
  const { description } = target;
  // The images were built from their Dockerfiles; nothing stood in for a part of them.
  expect(reported.join('\n')).not.toContain('instead');
  expect(reported.join('\n')).not.toContain("this machine's C compiler");
  expect(description).toMatchObject({ kind: 'container', canRestart: true, clock: { kind: 'movable' } });
  expect(description.details).toMatchObject({ image, 'image digest': expect.stringMatching(/^sha256:/) });
  expect(description.details['changed in deployment.toml']).toContain('RETENTION_TIME');
  expect(description.relyingPartyHost?.origins).toHaveLength(3);
  expect(await readIssuer(description)).toBe(`${description.baseUrl}/oauth2/token`);
  expect(await containersAt(docker, description.baseUrl)).toHaveLength(2);

  await target.stop();
  expect(await containersAt(docker, description.baseUrl)).toEqual([]);
  expect(readFileSync(logFile, 'utf8')).toContain('WSO2 Carbon started');
});

test('ports are published on the loopback interface only', async ({ docker, start }) => {
  const { target } = await start();
  const ids = await containersAt(docker, target.description.baseUrl);
  const bindings = await Promise.all(
    ids.map(async (id) => (await docker.container.getById(id).inspect()).HostConfig.PortBindings as object),
  );
  const addresses = bindings.flatMap((ports) => Object.values(ports).flat() as { HostIp: string }[]);
  expect(new Set(addresses.map(({ HostIp }) => HostIp))).toEqual(new Set(['127.0.0.1']));
});

test('the clock moves forward and stays there through a restart and a crash, and so does the data', async ({
  start,
}) => {
  const { target } = await start();
  const { description } = target;
  const { id } = await adminOf(description).createApplication({
    name: 'kept',
    callbackUrls: ['https://rp.example/cb'],
  });
  for (const offset of [hours(1), days(14)]) {
    await target.moveClock(offset);
    expect(Math.abs((await serverTime(description)) - Date.now() - offset)).toBeLessThan(5_000);
  }
  for (const how of ['graceful', 'kill'] as const) {
    await target.halt(how);
    await expect(serverTime(description)).rejects.toThrow();
    await target.resume();
    expect(Math.abs((await serverTime(description)) - Date.now() - days(14))).toBeLessThan(5_000);
    expect(await adminOf(description).findApplications('kept')).toMatchObject([{ id }]);
  }
  expect(await target.logTail(1_000)).toMatch(/(?:WSO2 Carbon started[\s\S]*){3}/);
});

test('the server is started again with more settings, and then without them', async ({ start }) => {
  const { target } = await start();
  for (const configuration of [[signWithServiceProviderKey(false)], undefined]) {
    await target.halt('graceful');
    await target.resume(configuration);
  }
  const settings = [...(await target.logTail(1_000)).matchAll(/sign_with_sp_key = (\w+)/g)].map(([, value]) => value);
  expect(settings).toEqual(['true', 'false', 'true']);
});

test('a real clock needs no shim: the plain image runs, and refuses to move', async ({ start }) => {
  const { target, reported } = await start({ clock: 'real', builderImage: 'localhost/no-such-image:1' });
  expect(target.description.clock).toEqual({ kind: 'real', reason: 'IS_CLOCK=real' });
  expect(reported.join('\n')).not.toContain('no-such-image');
  await expect(target.moveClock(milliseconds(1))).rejects.toThrow('nobody can move');
});

test('two targets at once do not touch each other', async ({ docker, start }) => {
  const [one, other] = await Promise.all([start(), start()]);
  expect(one.target.description.baseUrl).not.toBe(other.target.description.baseUrl);
  await one.target.moveClock(days(1));
  expect(Math.abs((await serverTime(other.target.description)) - Date.now())).toBeLessThan(5_000);
  await one.target.stop();
  expect(await readIssuer(other.target.description)).toContain(other.target.description.baseUrl);
  expect(await containersAt(docker, other.target.description.baseUrl)).toHaveLength(2);
});

test('KEEP_RUNNING leaves both containers, and says where they are and how to end them', async ({ docker, start }) => {
  const { target, reported } = await start({ keepRunning: true });
  await target.stop();
  const { baseUrl, relyingPartyHost } = target.description;
  const ids = await containersAt(docker, baseUrl);
  try {
    expect(ids).toHaveLength(2);
    expect(await readIssuer(target.description)).toContain(baseUrl);
    const page = await createHttpClient({ certificate: relyingPartyHost?.certificate ?? '' }).fetch(
      `${relyingPartyHost?.origins[0] ?? ''}/r/try-1/`,
    );
    expect(await page.text()).toContain('Sample relying party');
    for (const words of [baseUrl, relyingPartyHost?.origins[0] ?? '?', ...ids.map((id) => id.slice(0, 12))])
      expect(reported.at(-1)).toContain(words);
  } finally {
    for (const id of ids) await docker.container.getById(id).remove({ force: true, v: true });
  }
});
