import { setTimeout as delay } from 'node:timers/promises';
import { formatDuration, milliseconds, minus, plus, seconds, type Duration } from '../lib/durations.ts';
import { createHttpClient, networkFault, type HttpClient } from '../lib/http.ts';
import { DISCOVERY_PATH } from '../product/readiness.ts';
import type { TargetDescription } from './target.ts';

/** Why a run can't go on, and what its reader can do about it: the parts of a CannotRunError, as plain data. */
export interface Loss {
  readonly problem: string;
  readonly remedy: string;
}

/** A span that is only known to lie between two others. */
interface Range {
  readonly least: Duration;
  readonly most: Duration;
}

/** One slow answer, or one cut connection, is not the end of a server. */
const ATTEMPTS = 3;
const PAUSE = seconds(1);
const REQUEST_TIMEOUT = seconds(5);
/** A `Date` header has whole seconds, and a server writes the same one for up to a second. */
const DATE_GRAIN = seconds(2);
/** What may be the slewing of a clock; the tests keep at least twice as far from every boundary. */
const CLOCK_TOLERANCE = seconds(5);

const LOOK_AT_LOG = 'look at its log; if it was stopped or has crashed, start the run again.';
const LEAVE_CLOCK_ALONE =
  'let nothing else set the clock of the server or of this machine during a run (another run, time synchronisation, sleep), and start again.';

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}

/**
 * Tells a server that is gone, or out of order, from one that breaks a requirement, so that a crash does not look like forty
 * protocol failures. It also watches the server's clock, because a session that somebody else has aged says nothing.
 */
export class HealthWatch {
  readonly #name: string;
  readonly #url: string;
  readonly #http: HttpClient;
  /** Time that passes here, whatever is done to the wall clock of this machine. */
  readonly #startedAt = Date.now() - performance.now();
  #usualLead: Range | undefined;
  #loss: Loss | undefined;

  constructor({ baseUrl, certificate, product }: TargetDescription) {
    this.#name = `${product.name} at ${baseUrl}`;
    this.#url = `${baseUrl}${DISCOVERY_PATH}`;
    this.#http = createHttpClient({ certificate });
  }

  /**
   * Asks the server for its discovery document, and compares its clock with the first answer of the run.
   * @param offset by how much this run has moved the server's clock.
   * @returns why the run can't go on; undefined while it can. What was lost once stays lost.
   */
  async examine(offset: Duration): Promise<Loss | undefined> {
    let loss: Loss | undefined;
    for (let attempt = 1; attempt <= ATTEMPTS && this.#loss === undefined; attempt += 1) {
      loss = await this.#attempt(offset);
      if (loss === undefined) return undefined;
      await delay(PAUSE);
    }
    this.#loss ??= loss;
    return this.#loss;
  }

  async #attempt(offset: Duration): Promise<Loss | undefined> {
    const asked = this.#now();
    try {
      const answer = await this.#http.fetch(this.#url, { signal: AbortSignal.timeout(REQUEST_TIMEOUT) });
      const body = await answer.text();
      if (answer.status >= 500) return this.#unfit(`is out of service: ${answer.status} for its discovery document`);
      if (!isJsonObject(body))
        return this.#unfit('answers, but not as an Identity Server: its discovery document is not JSON');
      return this.#examineClock(answer.headers.get('date'), asked, offset);
    } catch (error) {
      return this.#unfit(`no longer answers (${networkFault(error).message})`);
    }
  }

  #examineClock(header: string | null, asked: number, offset: Duration): Loss | undefined {
    const date = Date.parse(header ?? '');
    // No clock to be watched; whether the header has to be there is not our question.
    if (Number.isNaN(date)) return undefined;
    const lead: Range = {
      least: minus(milliseconds(date - this.#now()), offset),
      most: plus(milliseconds(date - asked), minus(DATE_GRAIN, offset)),
    };
    const usual = (this.#usualLead ??= lead);
    const ahead = minus(lead.least, usual.most);
    const behind = minus(usual.least, lead.most);
    const gap = Math.max(ahead, behind);
    if (gap <= CLOCK_TOLERANCE) return undefined;
    return {
      problem: `The clock of ${this.#name} is about ${formatDuration(milliseconds(gap))} ${ahead > 0 ? 'ahead of' : 'behind'} where this run left it: something else has moved it.`,
      remedy: LEAVE_CLOCK_ALONE,
    };
  }

  #unfit(what: string): Loss {
    return { problem: `${this.#name} ${what}.`, remedy: LOOK_AT_LOG };
  }

  #now(): number {
    return this.#startedAt + performance.now();
  }
}
