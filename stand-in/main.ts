import { moveClockTo } from './movable-clock.ts';
import { z } from 'zod';
import { fatal, introduction, readCommandLine, writeCertificate, type CommandLine } from './command-line.ts';
import { readFaults } from './faults/index.ts';
import { Journal } from './journal.ts';
import { signingKey, tlsIdentity } from './keys.ts';
import { SUPER_DOMAIN } from './product.ts';
import type { RunningServer } from './server.ts';
import { variantOf } from './variant.ts';

const settings = readCommandLine();
const log = (line: string): void => {
  (settings.asJson ? process.stderr : process.stdout).write(`[${new Date().toISOString()}] ${line}\n`);
};

/** The library greets with advice on its own defaults and on the version of Node; none of it is for our readers. */
function muteLibrary(): void {
  for (const method of ['info', 'warn'] as const) {
    const original = console[method].bind(console);
    console[method] = (...parts: unknown[]) => {
      if (!String(parts[0]).includes('oidc-provider ')) original(...parts);
    };
  }
}

async function start(options: CommandLine): Promise<RunningServer> {
  const journal = new Journal(options.REFERENCE_DATA, options.faults);
  // The rest is loaded while the keys are being made.
  const [identity, , { startServer }] = await Promise.all([
    tlsIdentity(journal, options.REFERENCE_HOSTNAME),
    signingKey(journal, SUPER_DOMAIN),
    import('./server.ts'),
  ]);
  return startServer({
    port: options.REFERENCE_PORT,
    publicPort: options.REFERENCE_PUBLIC_PORT,
    address: options.REFERENCE_ADDRESS,
    hostname: options.REFERENCE_HOSTNAME,
    adminPassword: options.REFERENCE_ADMIN_PASSWORD,
    faults: options.faults,
    variant: variantOf(options),
    delays: options.delays,
    journal,
    identity,
    log,
  });
}

const order = z.union([z.object({ clockOffsetMs: z.number() }), z.object({ faults: z.string() })]);

function carryOut(wanted: z.infer<typeof order>): void {
  if ('clockOffsetMs' in wanted) {
    moveClockTo(wanted.clockOffsetMs);
    return;
  }
  settings.faults.clear();
  for (const fault of readFaults(wanted.faults)) settings.faults.add(fault);
}

/** The parent moves the clock and changes the planted faults, and this process ends with the parent. */
function obey(server: RunningServer): void {
  const end = async (): Promise<never> => {
    await server.close();
    process.exit(0);
  };
  process.on('message', (message) => {
    const wanted = order.safeParse(message);
    if (!wanted.success) return;
    carryOut(wanted.data);
    process.send?.({ done: wanted.data });
  });
  const hasParent = process.send !== undefined;
  for (const ending of ['disconnect', 'SIGTERM'] as const) process.on(ending, () => void end());
  // Ctrl-C reaches a whole process group. The parent still needs its provider to find out how its tests ended.
  process.on('SIGINT', () => (hasParent ? undefined : void end()));
  const parentIsGone = hasParent && !process.connected;
  if (parentIsGone) void end();
}

muteLibrary();
log('Starting WSO2-like reference provider');
const began = performance.now();
const server = await start(settings).catch(fatal);
obey(server);
log(`WSO2 Carbon started in ${((performance.now() - began) / 1000).toFixed(1)} sec`);
const { baseUrl, issuer, certificate, port } = server;
if (settings.asJson) process.stdout.write(`${JSON.stringify({ ready: { baseUrl, issuer, certificate, port } })}\n`);
else process.stdout.write(introduction(settings, baseUrl, writeCertificate(certificate, settings.REFERENCE_DATA)));
