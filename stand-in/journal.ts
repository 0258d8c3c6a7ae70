import { closeSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import type { Faults } from './faults/index.ts';

type Entry = readonly [collection: string, id: string, value: unknown];

const isEntry = (line: unknown): line is Entry =>
  Array.isArray(line) && typeof line[0] === 'string' && typeof line[1] === 'string';

/** A line cut short by a SIGKILL was never answered for; everything before it was. */
function readEntries(file: string): Entry[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  return text.split('\n').flatMap((line) => {
    try {
      const entry: unknown = JSON.parse(line);
      return isEntry(entry) ? [entry] : [];
    } catch {
      return [];
    }
  });
}

/**
 * The provider's memory. With a directory every change is appended to a file before the call returns, so a killed
 * process loses nothing that it answered; without one it lives as long as the process.
 */
export class Journal {
  readonly #collections = new Map<string, Map<string, unknown>>();
  readonly #file: number | undefined;
  readonly #faults: Faults;

  constructor(directory?: string, faults: Faults = new Set()) {
    this.#faults = faults;
    if (directory === undefined) return;
    mkdirSync(directory, { recursive: true });
    const path = join(directory, 'journal.ndjson');
    for (const [collection, id, value] of readEntries(path)) this.#apply(collection, id, value);
    this.#file = this.#compact(path);
  }

  #apply(collection: string, id: string, value: unknown): void {
    const items = this.items(collection);
    if (value === null) items.delete(id);
    else items.set(id, value);
  }

  #compact(path: string): number {
    const fresh = openSync(`${path}.new`, 'w', 0o600);
    for (const [collection, items] of this.#collections) {
      for (const [id, value] of items) writeSync(fresh, `${JSON.stringify([collection, id, value])}\n`);
    }
    renameSync(`${path}.new`, path);
    return fresh;
  }

  items(collection: string): Map<string, unknown> {
    const existing = this.#collections.get(collection);
    if (existing !== undefined) return existing;
    const created = new Map<string, unknown>();
    this.#collections.set(collection, created);
    return created;
  }

  /** `null` removes. */
  write(collection: string, id: string, value: unknown): void {
    this.#apply(collection, id, value);
    if (this.#file === undefined) return;
    const line = `${JSON.stringify([collection, id, value])}\n`;
    const isSession = collection.endsWith('/sessions');
    if (isSession && this.#faults.has('sessions-kept-in-memory')) return;
    writeSync(this.#file, line);
  }

  close(): void {
    if (this.#file !== undefined) closeSync(this.#file);
  }
}

/** One kind of thing in the journal. A value that was changed in place counts only once it is `set` again. */
export class Collection<Value extends object> {
  readonly #journal: Journal;
  readonly #name: string;

  constructor(journal: Journal, name: string) {
    this.#journal = journal;
    this.#name = name;
  }

  get #items(): Map<string, Value> {
    return this.#journal.items(this.#name) as Map<string, Value>;
  }

  get(id: string): Value | undefined {
    return this.#items.get(id);
  }

  set(id: string, value: Value): void {
    this.#journal.write(this.#name, id, value);
  }

  delete(id: string): void {
    if (this.#items.has(id)) this.#journal.write(this.#name, id, null);
  }

  values(): Value[] {
    return [...this.#items.values()];
  }

  entries(): [string, Value][] {
    return [...this.#items.entries()];
  }

  find(matches: (value: Value) => boolean): Value | undefined {
    for (const value of this.#items.values()) if (matches(value)) return value;
    return undefined;
  }
}
