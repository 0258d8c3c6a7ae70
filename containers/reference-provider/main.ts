import { moveClockTo } from './movable-clock.ts';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { FAULTS, readFaults, type Faults } from './faults.ts';

const environment = z.object({
  REFERENCE_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  REFERENCE_ADDRESS: z.string().min(1).default('127.0.0.1'),
  REFERENCE_HOSTNAME: z.string().min(1).default('localhost'),
  REFERENCE_DATA: z.string().min(1).optional(),
  REFERENCE_FAULTS: z.string().default(''),
  REFERENCE_ADMIN_PASSWORD: z.string().min(1).default('admin'),
  REFERENCE_OUTPUT: z.enum(['text', 'json']).optional(),
});

const isForked = process.send !== undefined;

function fatal(message: string): never {
  process.stderr.write(`The reference provider can't run: ${message}\n`);
  process.exit(2);
}

function readEnvironment() {
  const given = Object.fromEntries(
    Object.entries(process.env).filter(([name, value]) => name.startsWith('REFERENCE_') && value !== ''),
  );
  const result = environment.safeParse(given);
  return result.success ? result.data : fatal(z.prettifyError(result.error));
}

function faultsOf(list: string): Faults {
  try {
    return readFaults(list);
  } catch (error) {
    return fatal(error instanceof Error ? error.message : String(error));
  }
}

const settings = readEnvironment();
const faults = faultsOf(settings.REFERENCE_FAULTS);
const asJson = settings.REFERENCE_OUTPUT === undefined ? isForked : settings.REFERENCE_OUTPUT === 'json';
const log = (line: string): void => {
  (asJson ? process.stderr : process.stdout).write(`[${new Date().toISOString()}] ${line}\n`);
};

// The library greets with advice on its own defaults and on the version of Node; none of it is for our readers.
for (const method of ['info', 'warn'] as const) {
  const original = console[method].bind(console);
  console[method] = (...parts: unknown[]) => {
    if (!String(parts[0]).includes('oidc-provider ')) original(...parts);
  };
}

function writeCertificate(certificate: string): string {
  const directory = settings.REFERENCE_DATA ?? mkdtempSync(join(tmpdir(), 'reference-provider-'));
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'certificate.pem');
  writeFileSync(file, certificate);
  return file;
}

const introduction = (baseUrl: string, certificateFile: string): string => `
A stand-in for WSO2 Identity Server. What passes here says nothing about the product.

  Server         ${baseUrl}
  Administrator  admin
  Certificate    ${certificateFile}
  State          ${settings.REFERENCE_DATA ?? 'in memory only (REFERENCE_DATA=<folder> keeps it)'}
${[...faults].map((name) => `  Planted fault  ${name}: ${FAULTS[name] ?? ''}\n`).join('')}
Run the suite against it as a server that is already there:

  IS_TARGET=remote IS_URL=${baseUrl} IS_CA=${certificateFile} IS_ALLOW_SERVER_CHANGES=true npx playwright test

Ctrl-C ends it.
`;

const began = performance.now();
log('Starting WSO2-like reference provider');
const { startServer } = await import('./server.ts');
const server = await startServer({
  port: settings.REFERENCE_PORT,
  address: settings.REFERENCE_ADDRESS,
  hostname: settings.REFERENCE_HOSTNAME,
  dataDirectory: settings.REFERENCE_DATA,
  faults,
  adminPassword: settings.REFERENCE_ADMIN_PASSWORD,
  log,
}).catch((error: unknown) => fatal(error instanceof Error ? error.message : String(error)));

async function end(): Promise<never> {
  await server.close();
  process.exit(0);
}

const clockMessage = z.object({ type: z.literal('advance'), offsetMs: z.number().finite() });
process.on('message', (message) => {
  const request = clockMessage.safeParse(message);
  if (!request.success) return;
  moveClockTo(request.data.offsetMs);
  process.send?.({ type: 'advanced', offsetMs: request.data.offsetMs });
});
for (const ending of ['disconnect', 'SIGTERM', 'SIGINT'] as const) process.on(ending, () => void end());

const { baseUrl, issuer, certificate } = server;
log(`WSO2 Carbon started in ${((performance.now() - began) / 1000).toFixed(1)} sec`);
if (asJson) process.stdout.write(`${JSON.stringify({ ready: { baseUrl, issuer, certificate } })}\n`);
else process.stdout.write(introduction(baseUrl, writeCertificate(certificate)));
