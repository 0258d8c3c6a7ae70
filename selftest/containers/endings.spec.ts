import { networkInterfaces } from 'node:os';
import { getReaper } from 'testcontainers';
import type { Docker } from '../../containers/docker/engine.ts';
import { createHttpClient } from '../../lib/http.ts';
import { containersAt, expect, test } from './world.ts';

const reapers = [
  { reaper: 'without', disabled: 'true', whyNot: () => Promise.resolve('') },
  { reaper: 'with', disabled: 'false', whyNot: (docker: Docker) => getReaper(docker).then(() => '', String) },
];

for (const { reaper, disabled, whyNot } of reapers) {
  test(`nothing is left of a run that was killed, ${reaper} Testcontainers' reaper`, async ({
    docker,
    needs,
    startElsewhere,
  }) => {
    const problem = await whyNot(docker);
    needs(problem === '', `the reaper's image can't be had: ${problem}`);
    const other = await startElsewhere({ TESTCONTAINERS_RYUK_DISABLED: disabled });
    expect(await containersAt(docker, other.description.baseUrl)).toHaveLength(2);
    other.process.kill('SIGKILL');
    await expect.poll(() => containersAt(docker, other.description.baseUrl), { timeout: 30_000 }).toEqual([]);
  });
}

test('an engine elsewhere has the same url: its ports are made ours', async ({ needs, startElsewhere }) => {
  const address = Object.values(networkInterfaces())
    .flat()
    .find((candidate) => candidate?.family === 'IPv4' && !candidate.internal)?.address;
  needs(address !== undefined, 'this machine has no address but the loopback one');
  const { description } = await startElsewhere({
    TESTCONTAINERS_HOST_OVERRIDE: address ?? '',
    TESTCONTAINERS_RYUK_DISABLED: 'true',
  });
  const { baseUrl, certificate = '', relyingPartyHost } = description;
  const { fetch } = createHttpClient({ certificate });
  const answer = await fetch(`${baseUrl}/oauth2/token/.well-known/openid-configuration`);
  expect(await answer.json()).toMatchObject({ issuer: `${baseUrl}/oauth2/token` });
  const origin = relyingPartyHost?.origins[0] ?? '';
  const page = await createHttpClient({ certificate: relyingPartyHost?.certificate ?? '' }).fetch(origin);
  expect(page.status).toBe(200);
});
