import type { EngineContainer } from './engine.ts';

/** How a container ended. */
export interface ContainerEnd {
  readonly words: string;
  readonly outOfMemory: boolean;
}

const KILLED = 137;

/** Resolves when the container has ended, or never. @throws Error when it is gone. */
export async function endOf(container: EngineContainer, abortSignal: AbortSignal): Promise<ContainerEnd> {
  await container.wait({ abortSignal });
  const { State: state } = await container.inspect();
  const code = `exit code ${state.ExitCode}`;
  if (state.OOMKilled) return { words: `it was ended for want of memory (${code})`, outOfMemory: true };
  // The kernel of the engine's own machine ends processes too, and the engine is not told.
  if (state.ExitCode === KILLED) return { words: `it was killed (${code}), as for want of memory`, outOfMemory: true };
  return { words: `its container ended with ${code}`, outOfMemory: false };
}
