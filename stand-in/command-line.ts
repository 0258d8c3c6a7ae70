import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { FAULTS, readFaults, type FaultName } from './faults/index.ts';
import type { ResponseDelays } from './delays.ts';
import { variantVariables } from './variant.ts';

const environment = z.object({
  /** 0: a free port. */
  REFERENCE_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  REFERENCE_ADDRESS: z.string().default('127.0.0.1'),
  REFERENCE_HOSTNAME: z.string().default('localhost'),
  /** The port by which everybody reaches it, where something stands in front of it; absent: its own. */
  REFERENCE_PUBLIC_PORT: z.coerce.number().int().min(1).max(65_535).optional(),
  REFERENCE_DATA: z.string().optional(),
  REFERENCE_FAULTS: z.string().default(''),
  /** Milliseconds by which every answer is late, by chance: `0-300`. */
  REFERENCE_DELAY: z
    .string()
    .regex(/^\d+-\d+$/, 'must be a range of milliseconds, e.g. 0-300')
    .default('0-0'),
  /** Milliseconds by which the first page after a start is late. */
  REFERENCE_FIRST_PAGE_DELAY: z.coerce.number().int().min(0).default(0),
  REFERENCE_ADMIN_PASSWORD: z.string().default('admin'),
  REFERENCE_OUTPUT: z.enum(['text', 'json']).optional(),
  ...variantVariables,
});

export interface CommandLine extends z.infer<typeof environment> {
  /** Can be changed while the provider runs. */
  readonly faults: Set<FaultName>;
  readonly delays: ResponseDelays;
  /** One line for a machine in place of words for a person. */
  readonly asJson: boolean;
}

function delaysOf(settings: z.infer<typeof environment>): ResponseDelays {
  const [least = 0, most = 0] = settings.REFERENCE_DELAY.split('-').map(Number);
  return { delay: { least, most }, firstPageDelay: settings.REFERENCE_FIRST_PAGE_DELAY };
}

/** Ends the process with exit code 2: the environment is at fault. */
export function fatal(error: unknown): never {
  process.stderr.write(`The reference provider can't run: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(2);
}

/** Reads the `REFERENCE_*` variables; an empty one counts as not set. Does not return when one can't be used. */
export function readCommandLine(): CommandLine {
  const given = Object.fromEntries(
    Object.entries(process.env).filter(([name, value]) => name.startsWith('REFERENCE_') && value !== ''),
  );
  const result = environment.safeParse(given);
  if (!result.success) return fatal(z.prettifyError(result.error));
  const isForked = process.send !== undefined;
  const { REFERENCE_OUTPUT: output = isForked ? 'json' : 'text' } = result.data;
  try {
    const faults = readFaults(result.data.REFERENCE_FAULTS);
    return { ...result.data, faults, delays: delaysOf(result.data), asJson: output === 'json' };
  } catch (error) {
    return fatal(error);
  }
}

/** Puts the certificate where the suite, run by hand, can be pointed to. */
export function writeCertificate(certificate: string, dataDirectory: string | undefined): string {
  const directory = dataDirectory ?? mkdtempSync(join(tmpdir(), 'reference-provider-'));
  mkdirSync(directory, { recursive: true });
  const file = join(directory, 'certificate.pem');
  writeFileSync(file, certificate);
  return file;
}

/** What a person who started the server wants to know. */
export const introduction = (settings: CommandLine, baseUrl: string, certificateFile: string): string => `
A stand-in for WSO2 Identity Server. What passes here says nothing about the product.

  Server         ${baseUrl}
  Administrator  admin
  Certificate    ${certificateFile}
  State          ${settings.REFERENCE_DATA ?? 'in memory only (REFERENCE_DATA=<folder> keeps it)'}
${[...settings.faults].map((name) => `  Planted fault  ${name}: ${FAULTS[name].what}\n`).join('')}
Run the suite against it as a server that is already there:

  IS_TARGET=remote IS_URL=${baseUrl} IS_CA=${certificateFile} IS_ALLOW_SERVER_CHANGES=true npx playwright test

Ctrl-C ends it.
`;
