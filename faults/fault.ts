import type { RequirementId } from '../requirements/index.ts';
import type { TokenForge } from './tokens.ts';

/** A request on its way to the server. */
export interface Request {
  readonly method: string;
  /** As the sender addressed it. */
  readonly url: URL;
  readonly headers: Headers;
  readonly body: string;
}

/** An answer on its way back. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string;
}

/** A logout token on its way from the server to a relying party. */
export interface Delivery {
  /** Where it goes. */
  readonly receiver: string;
  readonly contentType: string;
  readonly fields: URLSearchParams;
}

/** What mutations can know of the exchange so far. */
export interface World {
  /** Of the server, as everybody calls it. */
  readonly origin: string;
  /** The parameters of the authorization request with this state. */
  readonly authorizationOf: (state: string | null) => URLSearchParams | undefined;
  /** The parameters of the authorization request that brought this code. */
  readonly authorizationOfCode: (code: string | null) => URLSearchParams | undefined;
  /** The ID token of the session whose cookie the request carries. */
  readonly idTokenOf: (request: Request) => string | undefined;
  /** The secret of a client. */
  readonly secretOf: (clientId: string) => string | undefined;
  /** The addresses of all receivers of logout tokens. */
  readonly receivers: () => readonly string[];
  /** Asks the server something that nobody has asked. */
  readonly send: (request: Request) => Promise<Answer>;
  /** Sends a logout token that the server has not sent. */
  readonly deliver: (delivery: Delivery) => Promise<void>;
  /** The server's time, as its last answer told it. */
  readonly now: () => Date;
  /** Signs changed tokens with a key that the published ones then include. */
  readonly tokens: TokenForge;
  /** Whatever a mutation wants to remember; empty again when another fault is planted. */
  readonly memory: Map<string, string>;
}

/** One behaviour of a server made wrong, by changing what is exchanged with it. */
export interface Fault {
  /** What is wrong, in one sentence. */
  readonly what: string;
  /** The requirements that it breaks, each seen by its own check. */
  readonly violates: readonly [RequirementId, ...RequirementId[]];
  /** What cannot be decided then, though none of {@link violates} blocks it. */
  readonly blocks?: readonly RequirementId[];
  /** An answer in place of a request means that the server is never asked. */
  readonly request?: (request: Request, world: World) => Request | Answer;
  readonly answer?: (answer: Answer, request: Request, world: World) => Answer | Promise<Answer>;
  /** None: it is lost. Several: it is sent so often. */
  readonly delivery?: (delivery: Delivery, world: World) => readonly Delivery[] | Promise<readonly Delivery[]>;
  /** Is a delivery that was answered with this status sent once more? */
  readonly sentAgain?: (status: number) => boolean;
}

export type FaultTable = Readonly<Record<string, Fault>>;

export const isAnswer = (given: Request | Answer): given is Answer => 'status' in given;
