import { randomUUID } from 'node:crypto';

interface Waiting {
  readonly ticket: string;
  readonly alone: boolean;
  readonly admit: () => void;
}

/**
 * First come, first served turns at a shared server: many together, or one alone.
 * A test that moves the server's clock needs to be alone, since every session on it grows older.
 */
export class TurnQueue {
  readonly #holders = new Map<string, { alone: boolean }>();
  readonly #waiting: Waiting[] = [];

  /** Resolves to the ticket with which the turn is ended. */
  take(alone: boolean): Promise<string> {
    const ticket = randomUUID();
    return new Promise((resolve) => {
      this.#waiting.push({
        ticket,
        alone,
        admit: () => {
          resolve(ticket);
        },
      });
      this.#admit();
    });
  }

  end(ticket: string): void {
    this.#holders.delete(ticket);
    this.#admit();
  }

  #admit(): void {
    for (let next = this.#waiting[0]; next !== undefined; next = this.#waiting[0]) {
      const blocked = next.alone ? this.#holders.size > 0 : [...this.#holders.values()].some(({ alone }) => alone);
      if (blocked) return;
      this.#waiting.shift();
      this.#holders.set(next.ticket, { alone: next.alone });
      next.admit();
    }
  }
}
