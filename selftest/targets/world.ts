import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import { chmodSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test as base } from '@playwright/test';
import { generate } from 'selfsigned';

export { expect } from '@playwright/test';

export interface Certificate {
  readonly key: string;
  readonly certificate: string;
}

/** A self-signed certificate for `name`, valid from yesterday until `validUntil`. */
export async function issueCertificate({
  name = 'localhost',
  validUntil = new Date(Date.now() + 86_400_000),
} = {}): Promise<Certificate> {
  const { private: key, cert } = await generate([{ name: 'commonName', value: name }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(Math.min(Date.now(), validUntil.getTime()) - 86_400_000),
    notAfterDate: validUntil,
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 2, value: name }] }],
  });
  return { key, certificate: cert };
}

interface World {
  /** A folder for temporary files, gone after the test. */
  directory: string;
  /** Writes a file below it, with the folders that it needs. */
  write: (path: string, content: string, mode?: number) => string;
  /** Serves on loopback until the test ends, over TLS where it has a certificate. */
  serve: (listener: RequestListener, identity?: Certificate) => Promise<string>;
}

export const test = base.extend<World>({
  // eslint-disable-next-line no-empty-pattern -- the runner wants to see a destructured first argument
  directory: async ({}, use) => {
    const directory = mkdtempSync(join(realpathSync(tmpdir()), 'selftest-'));
    await use(directory);
    rmSync(directory, { recursive: true, force: true });
  },

  write: async ({ directory }, use) => {
    await use((path, content, mode = 0o644) => {
      const file = join(directory, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      chmodSync(file, mode);
      return file;
    });
  },

  // eslint-disable-next-line no-empty-pattern -- the runner wants to see a destructured first argument
  serve: async ({}, use) => {
    const servers: (Server | TlsServer)[] = [];
    await use(async (listener, identity) => {
      const tls = identity === undefined ? undefined : { key: identity.key, cert: identity.certificate };
      const server = tls === undefined ? createServer(listener) : createTlsServer(tls, listener);
      servers.push(server);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      return `${tls === undefined ? 'http' : 'https'}://localhost:${(server.address() as AddressInfo).port}`;
    });
    for (const server of servers) server.close().closeAllConnections();
  },
});

/** Is there a process of that id, or of that group where it is negative? */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
