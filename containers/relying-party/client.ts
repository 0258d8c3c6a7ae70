import { Agent, fetch } from 'undici';
import type { z } from 'zod';

import { type Duration, formatDuration } from '../../lib/durations.ts';
import {
  eventPage,
  type RecordedEvent,
  type RelyingPartyEvent,
  type RelyingPartyEventType,
  type relyingPartyRegistration,
} from './protocol.ts';

/** Where the relying party runs, when the target brought it along (container); otherwise each worker starts its own. */
export interface RelyingPartyHost {
  readonly origins: readonly string[];
  readonly controlUrl: string;
  readonly controlToken: string;
  readonly certificate: string;
  /** Where logout tokens are sent to; absent: where the control API is. */
  readonly backChannelOrigin?: string;
}

/** Where a relying-party server is and how to drive it. `backChannelOrigin` is where the control API is, unless told. */
export interface RelyingPartyControlOptions {
  readonly controlUrl: string;
  readonly controlToken: string;
  readonly origins: readonly string[];
  readonly backChannelOrigin?: string;
}

/** A registration as one writes it: what has a default may be left out. */
export type RegistrationInput = z.input<typeof relyingPartyRegistration>;

/** A recorded event of one type. */
export type Recorded<Type extends RelyingPartyEventType> = Omit<RecordedEvent, 'event'> & {
  readonly event: Extract<RelyingPartyEvent, { type: Type }>;
};

export interface EventWait<Type extends RelyingPartyEventType> {
  readonly type: Type;
  /** Only events after this sequence number count. */
  readonly after: number;
  readonly timeout: Duration;
  /** Which of them is meant. */
  readonly where?: (event: Recorded<Type>['event']) => boolean;
  /** What is waited for, in words; ends the sentence `waited 5 s for …`. */
  readonly what: string;
}

/** The event that was waited for did not come in time. */
export class NoEventError extends Error {
  override readonly name = 'NoEventError';
}

/** Longest single wait of the server. */
const LONGEST_POLL_MS = 25_000;
const REQUEST_TIMEOUT_MS = 10_000;

/** Drives a relying-party server over its control API. Every method throws an Error that says why when the server refuses. */
export class RelyingPartyControl {
  readonly origins: readonly string[];
  readonly backChannelOrigin: string;
  readonly #controlUrl: string;
  readonly #token: string;
  readonly #agent = new Agent({ pipelining: 0 });

  constructor(options: RelyingPartyControlOptions) {
    this.origins = options.origins;
    this.backChannelOrigin = options.backChannelOrigin ?? new URL(options.controlUrl).origin;
    this.#controlUrl = options.controlUrl;
    this.#token = options.controlToken;
  }

  /** Registers a relying party; under an id that is taken it starts anew, its event log goes on. */
  async register(id: string, registration: RegistrationInput): Promise<void> {
    await this.#request('PUT', id, registration);
  }

  /** Sequence number of the last event so far: `after` this one, everything is new. */
  async cursor(id: string): Promise<number> {
    return eventPage.parse(await this.#request('GET', `${id}/events`)).next;
  }

  async eventsSince(id: string, after: number): Promise<RecordedEvent[]> {
    return (await this.#page(id, after, 0)).events;
  }

  /** The first event that fits. On timeout the error says what was waited for, and what happened instead. */
  async waitForEvent<Type extends RelyingPartyEventType>(id: string, wait: EventWait<Type>): Promise<Recorded<Type>> {
    const deadline = performance.now() + wait.timeout;
    const others: RecordedEvent[] = [];
    for (let after = wait.after; ;) {
      const restMs = Math.max(0, Math.ceil(deadline - performance.now()));
      const { events, next } = await this.#page(id, after, Math.min(restMs, LONGEST_POLL_MS));
      const found = events.find((recorded): recorded is Recorded<Type> => fits(recorded, wait));
      if (found) return found;
      others.push(...events);
      after = next;
      if (restMs === 0) throw new NoEventError(timeoutMessage(id, wait, others));
    }
  }

  async #page(id: string, after: number, waitMs: number): Promise<z.infer<typeof eventPage>> {
    const query = new URLSearchParams({ after: String(after), waitMs: String(waitMs) });
    const answer = await this.#request('GET', `${id}/events?${query.toString()}`, undefined, waitMs);
    return eventPage.parse(answer);
  }

  async #request(method: string, path: string, body?: unknown, waitMs = 0): Promise<unknown> {
    const url = `${this.#controlUrl}/relying-parties/${path}`;
    const response = await fetch(url, {
      method,
      dispatcher: this.#agent,
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(waitMs + REQUEST_TIMEOUT_MS),
    }).catch((cause: unknown) => {
      throw new Error(`The relying-party server did not answer ${method} ${url}. Is it running?`, { cause });
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`The relying-party server refused ${method} ${url}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
}

function fits<Type extends RelyingPartyEventType>({ event }: RecordedEvent, { type, where }: EventWait<Type>): boolean {
  return event.type === type && (where?.(event as Recorded<Type>['event']) ?? true);
}

function timeoutMessage(
  id: string,
  { what, timeout, type }: Pick<EventWait<RelyingPartyEventType>, 'what' | 'timeout' | 'type'>,
  events: readonly RecordedEvent[],
): string {
  const lines = events.map(({ sequence, event }) => `  ${sequence}. ${describeEvent(event)}`);
  const instead =
    lines.length === 0 ? 'Nothing happened there meanwhile.' : `What happened there:\n${lines.join('\n')}`;
  return `Waited ${formatDuration(timeout)} for ${what} (an event "${type}" of the relying party "${id}"). ${instead}`;
}

/** One line about an event, without tokens. */
function describeEvent(event: RelyingPartyEvent): string {
  const facts = FACTS.flatMap((name) => {
    const value = (event as Readonly<Record<string, unknown>>)[name];
    return value === undefined || value === '' ? [] : [`${name}=${withoutTokens(JSON.stringify(value))}`];
  });
  const parameters = 'parameters' in event ? event.parameters.map(([name]) => name) : [];
  if (parameters.length > 0) facts.push(`parameters: ${[...new Set(parameters)].join(', ')}`);
  return [event.type, ...facts].join(' ');
}

const FACTS = ['outcome', 'status', 'valid', 'problem', 'stateMatches', 'error', 'description', 'path'] as const;

/** Some providers repeat a whole token in an error description. */
const withoutTokens = (text: string): string => {
  const cleaned = text.replaceAll(/[\w-]{10,}\.[\w-]{10,}\.[\w-]*/g, '(a token)');
  return cleaned.length > 200 ? `${cleaned.slice(0, 200)}…` : cleaned;
};
