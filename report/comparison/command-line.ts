import { parseArgs, type ParseArgsConfig } from 'node:util';
import pc from 'picocolors';
import { CannotRunError } from '../../lib/cannot-run.ts';

type Options = NonNullable<ParseArgsConfig['options']>;

/**
 * The arguments of a command, by its options; whatever else there is, is in `positionals`.
 * @throws CannotRunError with the usage when an option is unknown, or has no value.
 */
export function readArguments<Known extends Options>(
  options: Known,
  usage: string,
): ReturnType<typeof parseArgs<{ options: Known; allowPositionals: true }>> {
  try {
    return parseArgs({ options, allowPositionals: true });
  } catch (error) {
    throw new CannotRunError(error instanceof Error ? error.message : String(error), usage, { cause: error });
  }
}

/** Runs a command to its exit code; what it could not do is said in one message, and is exit code 2. */
export async function runCommand(command: () => number | Promise<number>): Promise<void> {
  try {
    process.exitCode = await command();
  } catch (error) {
    // Of anything else than a foreseen obstacle, the place in the code is part of the message.
    const message = error instanceof CannotRunError ? error.message : String((error as Error).stack ?? error);
    console.error(pc.red(message));
    process.exitCode = 2;
  }
}
