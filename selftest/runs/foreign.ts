import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Journal } from '../../stand-in/journal.ts';
import { tlsIdentity } from '../../stand-in/keys.ts';
import { startReference } from '../../targets/reference/reference.ts';
import { adminOf } from '../../targets/server-preparation.ts';
import type { Target } from '../../targets/target.ts';
import { test as base } from './run.ts';

/** A provider that is not the suite's own: a test may do to it what it likes. */
export interface ForeignProvider {
  readonly target: Target;
  /** With which a run finds and trusts it. */
  readonly settings: Readonly<Record<'IS_TARGET' | 'IS_URL' | 'IS_CA' | 'IS_ALLOW_SERVER_CHANGES', string>>;
  /** What the run has made there, and the idle timeout in minutes. */
  whatIsLeft(): Promise<{ things: number; idleTimeout: string }>;
  /** Kills it, and puts somebody with its address and certificate in its place. */
  replaceBy(answer: RequestListener): Promise<void>;
  stop(): Promise<void>;
}

/** `REFERENCE_*` variables of the stand-in that make it another kind of server. */
type Variant = Readonly<Record<string, string>>;

export const UNTOUCHED = { things: 0, idleTimeout: '15' };

export async function startForeignProvider(variant: Variant): Promise<ForeignProvider> {
  const folder = mkdtempSync(join(tmpdir(), 'is-foreign-'));
  const dataDirectory = join(folder, 'data');
  const target = await startReference({ progress: () => undefined, dataDirectory, variant });
  const { baseUrl: IS_URL, certificate = '' } = target.description;
  const IS_CA = join(folder, 'ca.pem');
  writeFileSync(IS_CA, certificate);
  const [clientId = '', clientSecret = ''] = variant['REFERENCE_ADMIN_CLIENT']?.split(':') ?? [];
  const client = { clientId, clientSecret, scope: 'all' };
  const admin = adminOf({ ...target.description, ...(clientId === '' ? {} : { admin: client }) });
  let endReplacement = (): void => undefined;
  return {
    target,
    settings: { IS_TARGET: 'remote', IS_URL, IS_CA, IS_ALLOW_SERVER_CHANGES: 'true' },
    whatIsLeft: async () => {
      const [applications, users, settings] = await Promise.all([
        admin.findApplications('ises-'),
        admin.findUsers('ises-'),
        admin.getServerSettings(),
      ]);
      return { things: applications.length + users.length, idleTimeout: settings.idleSessionTimeoutPeriod };
    },
    replaceBy: async (answer) => {
      const { key, certificate: cert } = await tlsIdentity(new Journal(dataDirectory), 'localhost');
      await target.halt('kill');
      const server = createServer({ key, cert }, answer);
      await new Promise<void>((resolve) => server.listen(Number(new URL(IS_URL).port), '127.0.0.1', resolve));
      endReplacement = () => {
        server.close();
        server.closeAllConnections();
      };
    },
    stop: async () => {
      endReplacement();
      await target.stop();
      rmSync(folder, { recursive: true });
    },
  };
}

export const test = base.extend<{ variant: Variant; foreign: ForeignProvider }>({
  variant: [{}, { option: true }],
  foreign: async ({ variant }, use) => {
    const provider = await startForeignProvider(variant);
    await use(provider);
    await provider.stop();
  },
});
export { expect } from '@playwright/test';
