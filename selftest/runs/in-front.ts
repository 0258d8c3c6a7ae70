import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Fault } from '../../faults/fault.ts';
import { startBehindProxy } from '../../faults/in-front.ts';
import { adminOf } from '../../targets/server-preparation.ts';
import { test as base } from './run.ts';

/** What is wrong with a server that an operator points the suite at. */
export type Wrong = Pick<Fault, 'request' | 'answer'>;

/** A stand-in with something in front of it, which a run takes for a remote server. */
export interface Fronted {
  readonly settings: Readonly<Record<string, string>>;
  /** A user who may sign in, and administer nothing. */
  readonly createUser: (user: { user: string; password: string }) => Promise<void>;
  /** How many applications and users of the suite there are. */
  readonly countLeft: () => Promise<number>;
}

async function start(wrong: Wrong) {
  const folder = mkdtempSync(join(tmpdir(), 'is-fronted-'));
  const { target, proxy, certificate, stop: end } = await startBehindProxy({ progress: () => undefined });
  proxy.plant([{ what: 'As the test says.', violates: ['DISCOVERY-1'], ...wrong }]);
  const IS_CA = join(folder, 'ca.pem');
  writeFileSync(IS_CA, certificate);
  const { certificate: own, origin: baseUrl } = target.listener;
  const admin = adminOf({ ...target.description, baseUrl, certificate: own });
  const fronted: Fronted = {
    settings: { IS_TARGET: 'remote', IS_URL: proxy.origin, IS_CA, IS_VERSION: '7.1.0' },
    createUser: async (user) => {
      await admin.createUser(user);
    },
    countLeft: async () => {
      const [applications, users] = await Promise.all([admin.findApplications('ises-'), admin.findUsers('ises-')]);
      return applications.length + users.length;
    },
  };
  const stop = async (): Promise<void> => {
    await end();
    rmSync(folder, { recursive: true });
  };
  return { fronted, stop };
}

export const test = base.extend<{ putInFront: (wrong: Wrong) => Promise<Fronted> }>({
  // eslint-disable-next-line no-empty-pattern -- Playwright insists on a destructured first argument
  putInFront: async ({}, use) => {
    const stops: (() => Promise<void>)[] = [];
    await use(async (wrong) => {
      const { fronted, stop } = await start(wrong);
      stops.push(stop);
      return fronted;
    });
    for (const stop of stops) await stop();
  },
});
export { expect } from '@playwright/test';
