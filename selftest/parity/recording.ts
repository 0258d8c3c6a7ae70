import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const FOLDER = fileURLToPath(new URL('recordings', import.meta.url));

const exchange = z.object({
  /** Method, url and, for a form, ` body:` with its fields. */
  request: z.string(),
  status: z.number(),
  location: z.string().optional(),
  /** Of those that are kept, by lower-case name. */
  headers: z.record(z.string(), z.string()),
  /** `Set-Cookie` lines. */
  cookies: z.array(z.string()),
});
export type Exchange = z.infer<typeof exchange>;

const recordedProbe = z.object({
  name: z.string(),
  exchanges: z.array(exchange),
  /** Exchanges at the end that were made but not kept. */
  omitted: z.number().optional(),
  observed: z.json(),
});
export type RecordedProbe = z.infer<typeof recordedProbe>;

const recording = z.object({
  format: z.literal(1),
  product: z.object({ name: z.string(), version: z.string() }),
  /** Day of the recording, e.g. `2026-11-23`. */
  recorded: z.string(),
  probes: z.array(recordedProbe),
});
/** What one product version did, with placeholders for whatever changes from run to run; README.md explains the format. */
export type Recording = z.infer<typeof recording>;

/** Versions of which there is a recording, e.g. `7.1.0`. */
export const recordedVersions = (): string[] =>
  readdirSync(FOLDER).flatMap((file) => (file.endsWith('.json') ? [file.slice(0, -'.json'.length)] : []));

export const recordingFile = (version: string): string => `${FOLDER}/${version}.json`;

/** @throws Error when there is no such file, or it is not in the format. */
export function readRecording(file: string): Recording {
  const result = recording.safeParse(JSON.parse(readFileSync(file, 'utf8')));
  if (!result.success) throw new Error(`${file} is not a recording: ${z.prettifyError(result.error)}`);
  return result.data;
}
