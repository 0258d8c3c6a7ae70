import { chooseOffset, DEFAULT_PORTS, isFree } from '../../product/server-ports.ts';
import { expect, test } from './world.ts';

test('an offset is taken only when every port of the server is free with it', async () => {
  const asked: number[] = [];
  const offset = await chooseOffset((port) => {
    asked.push(port);
    // The first set that is asked for has one port that is taken.
    return Promise.resolve(asked.length !== 3);
  });
  const ports = Object.values(DEFAULT_PORTS);
  expect(asked).toHaveLength(2 * ports.length);
  expect(asked.slice(ports.length)).toEqual(ports.map((port) => port + offset));
});

test('the ports stay below those that the system hands out for outgoing connections', async () => {
  const offsets = await Promise.all(Array.from({ length: 200 }, () => chooseOffset(() => Promise.resolve(true))));
  for (const port of Object.values(DEFAULT_PORTS)) expect(Math.max(...offsets) + port).toBeLessThan(32_768);
});

test('two runs do not choose the same offset', async () => {
  const offsets = await Promise.all(Array.from({ length: 5 }, () => chooseOffset(() => Promise.resolve(true))));
  expect(new Set(offsets).size).toBeGreaterThan(1);
});

test('without any free set the search ends, and says which ports it needs', async () => {
  await expect(chooseOffset(() => Promise.resolve(false))).rejects.toThrow(/No free set of ports .* 9443, 9763/);
});

test('a port that somebody listens on is not free', async ({ serve }) => {
  const { port } = new URL(await serve(() => undefined));
  expect(await isFree(Number(port))).toBe(false);
});

test('a port is free again after the question', async () => {
  const port = (await chooseOffset()) + DEFAULT_PORTS.https;
  expect([await isFree(port), await isFree(port)]).toEqual([true, true]);
});
