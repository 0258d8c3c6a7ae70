import { expect, test } from '@playwright/test';
import { fetch } from 'undici';
import { seconds } from '../../lib/durations.ts';
import { shareTarget, type Planting } from '../../targets/shared-target.ts';
import { connectToTarget, serveTarget } from '../../targets/target-server.ts';
import type { Target } from '../../targets/target.ts';

/** Writes down what it is asked for. */
function recordingTarget(calls: unknown[]): Target {
  const record = (...call: unknown[]): Promise<void> => {
    calls.push(call);
    return Promise.resolve();
  };
  return {
    description: {
      kind: 'remote',
      product: { name: 'a server', version: '7.1.0', standIn: false },
      baseUrl: 'https://localhost:1',
      admin: { user: 'admin', password: 'admin' },
      clock: { kind: 'movable' },
      canRestart: true,
      isConfigurable: true,
      allowsServerChanges: true,
      details: {},
    },
    moveClock: (offset) => record('moveClock', offset),
    halt: (how) => record('halt', how),
    resume: (...configuration) => record('resume', ...configuration),
    logTail: (lines) => Promise.reject(new Error(`there are no ${lines} lines`)),
    stop: () => record('stop'),
  };
}

async function connect(calls: unknown[], planting?: Planting) {
  const target = recordingTarget(calls);
  const server = await serveTarget(shareTarget(target, planting));
  return { target, server, remote: await connectToTarget(server.address) };
}

test('what another process asks of a target is done by the process that started it, and errors come back', async () => {
  const calls: unknown[] = [];
  const { target, server, remote } = await connect(calls);
  expect(remote.description).toEqual(target.description);
  await remote.advanceClock(seconds(2));
  await remote.advanceClock(seconds(3));
  await remote.halt('kill');
  expect(await remote.examine()).toBeUndefined();
  await remote.resume([{ section: 'server', key: 'offset', value: '1' }]);
  await expect(remote.logTail(3)).rejects.toThrow('there are no 3 lines');
  await remote.stop();
  expect(calls).toEqual([
    ['moveClock', 2000],
    ['moveClock', 5000],
    ['halt', 'kill'],
    ['resume', [{ section: 'server', key: 'offset', value: '1' }]],
  ]);
  await server.close();
});

test('processes wait for each other by the lock of the one server', async () => {
  const { server, remote } = await connect([]);
  const other = await connectToTarget(server.address);
  const ticket = await remote.lockServer('exclusive');
  const waiting = other.lockServer('shared');
  expect(await Promise.race([waiting, remote.unlockServer('never given')])).toBeUndefined();
  await remote.unlockServer(ticket);
  await other.unlockServer(await waiting);
  await server.close();
});

test('faults can be planted only where something takes them', async () => {
  const planted: unknown[] = [];
  const planting: Planting = {
    plantFaults: (names) => Promise.resolve(void planted.push(names)),
    faultsTookEffect: () => Promise.resolve(true),
    relayOf: (receiver) => Promise.resolve(`${receiver}/relay`),
  };
  const without = await connect([]);
  expect(without.remote).not.toHaveProperty('plantFaults');
  await without.server.close();
  const { server, remote } = await connect([], planting);
  await remote.plantFaults?.(['one']);
  expect(await remote.relayOf?.('http://receiver')).toBe('http://receiver/relay');
  expect(planted).toEqual([['one']]);
  await server.close();
});

test('who does not know the token, or asks for something else, gets nothing', async () => {
  const calls: unknown[] = [];
  const { server } = await connect(calls);
  const { url, token } = server.address;
  const post = (path: string, bearer: string) =>
    fetch(`${url}/${path}`, { method: 'POST', headers: { authorization: `Bearer ${bearer}` }, body: '[]' });
  await expect(connectToTarget({ url, token: 'guessed' })).rejects.toThrow('not allowed');
  expect((await post('settleClock', 'guessed')).status).toBe(401);
  for (const name of ['stop', 'description', 'toString']) expect((await post(name, token)).status).toBe(404);
  expect(calls).toEqual([]);
  await server.close();
});
