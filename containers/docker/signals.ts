/** SIGTERM in the masks of `/proc/<pid>/status`, where signal n is bit n-1. */
const SIGTERM = 1n << 14n;

/**
 * Does the process with this `/proc/<pid>/status` do something of its own when it is asked to end? For the first process
 * of a container that does not, the kernel drops the signal, and `docker stop` is a kill after its grace period.
 */
export function catchesTermination(status: string): boolean {
  const caught = /^SigCgt:\s*([0-9a-f]+)$/m.exec(status)?.[1];
  return caught !== undefined && (BigInt(`0x${caught}`) & SIGTERM) !== 0n;
}
