import { accessSync, constants, mkdirSync } from 'node:fs';
import { CannotRunError } from '../lib/cannot-run.ts';

/** Makes the folder for the report before anything is run for it. @throws CannotRunError where it can't be written to. */
export function makeReportFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
  } catch (error) {
    throw new CannotRunError(
      `The report can't be written to ${folder}: ${error instanceof Error ? error.message : String(error)}.`,
      'set REPORT_FOLDER to a folder that can be made and written to.',
      { cause: error },
    );
  }
}
