import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { expect, test as base } from '@playwright/test';
import { hours, minus, milliseconds, minutes, seconds, type Duration } from '../../lib/durations.ts';
import { HealthWatch } from '../../targets/health.ts';
import { Journal } from '../../stand-in/journal.ts';
import { tlsIdentity } from '../../stand-in/keys.ts';
import type { TargetDescription } from '../../targets/target.ts';

const NONE = milliseconds(0);

/** A server whose clock and answers the test decides, and what a watch over it says. */
interface Patient {
  ahead: Duration;
  status: number;
  body: string;
  /** What is wrong, when the run has moved the clock by `offset`. */
  complaint(offset?: Duration): Promise<string | undefined>;
}

const descriptionOf = (baseUrl: string, certificate: string): TargetDescription => ({
  kind: 'remote',
  product: { name: 'The server', version: '1', standIn: true },
  baseUrl,
  admin: { user: 'admin', password: 'admin' },
  certificate,
  clock: { kind: 'movable' },
  canRestart: false,
  isConfigurable: false,
  allowsServerChanges: false,
  details: {},
});

const test = base.extend<{ patient: Patient }>({
  patient: async ({}, use) => {
    const { key, certificate } = await tlsIdentity(new Journal(), 'localhost');
    const state = { ahead: NONE, status: 200, body: '{}' };
    const server = createServer({ key, cert: certificate }, (_, response) => {
      response.setHeader('Date', new Date(Date.now() + state.ahead).toUTCString());
      response.writeHead(state.status).end(state.body);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    const watch = new HealthWatch(descriptionOf(`https://localhost:${port}`, certificate));
    const complaint = async (offset = NONE) => (await watch.examine(offset))?.problem;
    await use(Object.assign(state, { complaint }));
    server.close();
    server.closeAllConnections();
  },
});

test('a server that answers is well, even if what it answers breaks a requirement', async ({ patient }) => {
  patient.status = 404;
  expect(await patient.complaint()).toBeUndefined();
});

test('a clock that goes wrong by as much as it always did is left to the server', async ({ patient }) => {
  patient.ahead = hours(5);
  expect(await patient.complaint()).toBeUndefined();
  expect(await patient.complaint()).toBeUndefined();
});

test('a clock that this run has moved is where it should be', async ({ patient }) => {
  expect(await patient.complaint()).toBeUndefined();
  patient.ahead = hours(336);
  expect(await patient.complaint(hours(336))).toBeUndefined();
});

test('a clock that drifts by a few seconds is still where it should be', async ({ patient }) => {
  expect(await patient.complaint()).toBeUndefined();
  patient.ahead = seconds(4);
  expect(await patient.complaint()).toBeUndefined();
});

for (const [what, by] of [
  ['ahead of', hours(1)],
  ['behind', minus(NONE, minutes(1))],
] as const) {
  test(`a clock that somebody has set is reported: ${what} where it was left`, async ({ patient }) => {
    expect(await patient.complaint()).toBeUndefined();
    patient.ahead = by;
    expect(await patient.complaint()).toMatch(new RegExp(`clock of The server .* ${what} where this run left it`));
  });
}

test('a clock that did not follow this run is reported', async ({ patient }) => {
  expect(await patient.complaint()).toBeUndefined();
  expect(await patient.complaint(hours(1))).toContain('behind where this run left it');
});

test('what was lost stays lost, also when it comes back', async ({ patient }) => {
  expect(await patient.complaint()).toBeUndefined();
  patient.status = 503;
  expect(await patient.complaint()).toContain('is out of service: 503');
  patient.status = 200;
  expect(await patient.complaint()).toContain('is out of service: 503');
});

test('an answer that is no JSON is no Identity Server', async ({ patient }) => {
  patient.body = '<html>It works!</html>';
  expect(await patient.complaint()).toContain('its discovery document is not JSON');
});
