import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { CannotRunError } from '../../lib/cannot-run.ts';
import { report, SCHEMA_VERSION, type Report } from '../schema.ts';

const MAKE_ONE = 'give two report.json files, as `npm start` leaves them in its report folder.';
const MAX_ISSUES = 3;
const WHY: Readonly<Record<string, string | undefined>> = {
  ENOENT: 'there is no such file',
  EISDIR: 'it is a folder',
  EACCES: 'permission denied',
};

const versioned = z.object({ schemaVersion: z.string() });

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new CannotRunError(`${file} can't be read: ${WHY[code ?? ''] ?? String(error)}.`, MAKE_ONE, {
      cause: error,
    });
  }
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readText(file)) as unknown;
  } catch (error) {
    if (error instanceof CannotRunError) throw error;
    throw new CannotRunError(`${file} is not JSON, or only a part of it: ${String(error)}`, MAKE_ONE, { cause: error });
  }
}

/**
 * Reads and validates a `report.json`.
 * @throws CannotRunError when it is unreadable, no report, of another version of the format, or damaged.
 */
export function readReport(file: string): Report {
  const content = parse(file);
  const version = versioned.safeParse(content);
  if (!version.success) throw new CannotRunError(`${file} is JSON, but not a report of this suite.`, MAKE_ONE);
  const { schemaVersion } = version.data;
  if (schemaVersion !== SCHEMA_VERSION)
    throw new CannotRunError(
      `${file} was written by another version of the suite (its format is ${schemaVersion}; this suite reads ${SCHEMA_VERSION}).`,
      'run this version of the suite on that server as well, so that both are judged alike.',
    );
  const result = report.safeParse(content);
  if (result.success) return result.data;
  const issues = result.error.issues
    .slice(0, MAX_ISSUES)
    .map(({ path, message }) => `  ${path.join('.')}: ${message}`)
    .join('\n');
  throw new CannotRunError(`${file} is a damaged report:\n${issues}`, 'run the suite again; do not edit reports.');
}
