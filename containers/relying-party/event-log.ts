import { EventEmitter, once, setMaxListeners } from 'node:events';

import type { RecordedEvent, RelyingPartyEvent } from './protocol.ts';

/** Everything that happened to one relying party, numbered from 1, for readers that may have to wait. */
export class EventLog {
  readonly #events: RecordedEvent[] = [];
  readonly #changed = new EventEmitter();

  constructor() {
    setMaxListeners(0, this.#changed);
  }

  /** Sequence number of the last event, 0 before the first. */
  get last(): number {
    return this.#events.length;
  }

  append(event: RelyingPartyEvent): void {
    this.#events.push({ sequence: this.#events.length + 1, at: Date.now(), event });
    this.release();
  }

  /** Events after sequence number `after`. When there are none yet, waits up to `waitMs` for one. */
  async since(after: number, waitMs: number): Promise<{ events: RecordedEvent[]; next: number }> {
    if (after >= this.last) {
      const patience = new AbortController();
      const timer = setTimeout(() => {
        patience.abort();
      }, waitMs);
      await once(this.#changed, 'changed', { signal: patience.signal }).catch(() => undefined);
      clearTimeout(timer);
    }
    return { events: this.#events.slice(after), next: this.last };
  }

  /** Lets everybody go who waits. */
  release(): void {
    this.#changed.emit('changed');
  }
}
