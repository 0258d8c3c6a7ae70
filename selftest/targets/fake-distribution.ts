import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { seconds } from '../../lib/durations.ts';
import { startDistribution, type DistributionOptions } from '../../targets/distribution/distribution.ts';
import type { Target } from '../../targets/target.ts';
import { issueCertificate, test as base } from './world.ts';

export { expect } from '@playwright/test';

const FAKE_SERVER = fileURLToPath(new URL('./fake-server.mjs', import.meta.url));
/** The start script of a server that comes up and answers. */
export const RUNS = `exec "${process.execPath}" "${FAKE_SERVER}"`;

const TOML = `[server]
hostname = "localhost"

[database.identity_db]
type = "h2"
url = "jdbc:h2:./repository/database/IDENTITY_DB;LOCK_TIMEOUT=60000"
`;

const JAVA = (version: string, home: string): string => `#!/bin/sh
cat >&2 <<'TEXT'
Property settings:
    java.home = ${home}
    java.vendor = Nobody
    java.version = ${version}
TEXT
`;

interface Fake {
  /** Lays out a server whose start script runs `script`, and a Java of that version; resolves to the options to start it. */
  layOut: (script: string, java?: string) => Promise<DistributionOptions>;
  messages: string[];
  start: (options: DistributionOptions) => Promise<Target>;
}

/** A server that is laid out as the product is, and a Java that only tells its version. */
export const test = base.extend<Fake>({
  // eslint-disable-next-line no-empty-pattern -- the runner wants to see a destructured first argument
  messages: async ({}, use) => {
    await use([]);
  },
  layOut: async ({ directory, write, messages }, use) => {
    await use(async (script, java = '21.0.2') => {
      const { key, certificate } = await issueCertificate();
      const javaHome = join(directory, 'java');
      write('java/bin/java', JAVA(java, javaHome), 0o755);
      write('server/bin/wso2server.sh', `#!/bin/sh\n${script}\n`);
      write('server/repository/conf/deployment.toml', TOML);
      write('server/repository/resources/security/key.pem', key);
      write('server/repository/resources/security/certificate.pem', certificate);
      write('server/repository/components/plugins/big.jar', 'code');
      write('server/repository/logs/old.log', 'of an earlier run');
      return {
        home: join(directory, 'server'),
        javaHome,
        clock: 'auto',
        admin: { user: 'admin', password: 'admin' },
        startTimeout: seconds(30),
        progress: (message) => messages.push(message),
        logFile: join(directory, 'server.log'),
        keepRunning: false,
      };
    });
  },
  // eslint-disable-next-line no-empty-pattern -- the runner wants to see a destructured first argument
  start: async ({}, use) => {
    const targets: Target[] = [];
    await use(async (options) => {
      const target = await startDistribution(options);
      targets.push(target);
      return target;
    });
    for (const target of targets) await target.stop();
  },
});
