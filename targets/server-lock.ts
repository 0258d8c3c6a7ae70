import { randomUUID } from 'node:crypto';

/** Who shares the server uses it together with others. */
export type LockMode = 'shared' | 'exclusive';

interface Waiting {
  readonly ticket: string;
  readonly mode: LockMode;
  readonly admit: () => void;
}

/**
 * A readers-writer lock on the server, first come, first served. A test that moves the server's clock needs it for
 * itself, since every session on it grows older.
 */
export class ServerLock {
  readonly #holders = new Map<string, LockMode>();
  readonly #waiting: Waiting[] = [];

  /** Resolves to the ticket with which the lock is released. */
  acquire(mode: LockMode): Promise<string> {
    const ticket = randomUUID();
    return new Promise((resolve) => {
      this.#waiting.push({
        ticket,
        mode,
        admit: () => {
          resolve(ticket);
        },
      });
      this.#admit();
    });
  }

  release(ticket: string): void {
    this.#holders.delete(ticket);
    this.#admit();
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      const holders = [...this.#holders.values()];
      const isBlocked = next.mode === 'exclusive' ? holders.length > 0 : holders.includes('exclusive');
      if (isBlocked) return;
      this.#waiting.shift();
      this.#holders.set(next.ticket, next.mode);
      next.admit();
    }
  }
}
