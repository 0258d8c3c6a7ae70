import { milliseconds, times, type Duration } from '../lib/durations.ts';

/** Of all that is to be done: with less behind it an estimate would be a guess. */
const ENOUGH = 0.03;

/** How long a run will still take, reckoned from what it has done so far and how long each test took the last time. */
export class TimeLeft {
  readonly #weights: ReadonlyMap<string, number>;
  readonly #total: number;
  readonly #done = new Set<string>();
  #doneWeight = 0;

  /** `before`: how long tests took in an earlier run, by their ids; of the others each counts as the average. */
  constructor(tests: readonly string[], before: ReadonlyMap<string, Duration>) {
    const known = tests.flatMap((id) => before.get(id) ?? []);
    const average = known.length === 0 ? 1 : known.reduce((sum, each) => sum + each, 0) / known.length;
    this.#weights = new Map(tests.map((id) => [id, before.get(id) ?? average]));
    this.#total = [...this.#weights.values()].reduce((sum, weight) => sum + weight, 0);
  }

  get done(): number {
    return this.#done.size;
  }

  get planned(): number {
    return this.#weights.size;
  }

  finish(id: string): void {
    if (this.#done.has(id)) return;
    this.#done.add(id);
    this.#doneWeight += this.#weights.get(id) ?? 0;
  }

  /** Undefined while too little has been done to tell. */
  after(elapsed: Duration): Duration | undefined {
    const share = this.#total === 0 ? 0 : this.#doneWeight / this.#total;
    return share < ENOUGH ? undefined : milliseconds(Math.max(0, Math.round(times(elapsed, 1 / share - 1))));
  }
}
