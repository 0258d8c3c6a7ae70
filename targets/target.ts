import type { RelyingPartyHost } from '../containers/relying-party/client.ts';
import type { GivenClients } from './remote/given-clients.ts';
import type { Duration } from '../lib/durations.ts';
import type { Administrator } from '../product/administrator.ts';
import type { FrontedServer } from '../product/fronted-server.ts';
import type { Product } from '../product/version.ts';
import type { TomlSetting } from '../product/deployment-toml.ts';

export const TARGET_KINDS = ['container', 'distribution', 'remote', 'reference'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];

/** `movable`: the server's wall clock can be set forward. `real`: time has to be waited for, and `reason` says why. */
export type ClockMode = { readonly kind: 'movable' } | { readonly kind: 'real'; readonly reason: string };

/** All that a test process needs to meet a started provider. Plain data: it crosses process boundaries as JSON. */
export interface TargetDescription {
  readonly kind: TargetKind;
  readonly product: Product;
  /** Origin of the server, and the path that a proxy may have in front, e.g. `https://localhost:9443`. */
  readonly baseUrl: string;
  readonly admin: Administrator;
  /** PEM certificate(s) that verify the server; undefined where the system's own authorities do. */
  readonly certificate?: string;
  readonly clock: ClockMode;
  /** Can {@link Target.halt} be used? */
  readonly canRestart: boolean;
  /** Does {@link Target.resume} take settings? */
  readonly isConfigurable: boolean;
  /** May server-wide settings (idle timeout, tenants) be changed? */
  readonly allowsServerChanges: boolean;
  readonly relyingPartyHost?: RelyingPartyHost;
  /** What somebody else has made on the server, where this run may make nothing. */
  readonly given?: GivenClients;
  /** Facts for the report, e.g. `image digest`, `Java`, `copy of`. */
  readonly details: Readonly<Record<string, string>>;
}

/** A provider under test, started and ready: an authenticated admin call has succeeded. */
export interface Target {
  readonly description: TargetDescription;
  /**
   * Sets the server's wall clock to real time plus `offset`; offsets only grow while sessions live.
   * Resolves when the server's `Date` header shows it. Rejects on a real clock.
   */
  moveClock(offset: Duration): Promise<void>;
  /** Stops the server, `graceful` as an operator would or by `kill` (SIGKILL); what it keeps, stays. */
  halt(how: 'graceful' | 'kill'): Promise<void>;
  /**
   * Starts a halted server again, on the same url, data and time, and waits until it is ready. `configuration` is added to
   * the deployment.toml of its first start for this life only. @throws Error where there is no such file to change.
   */
  resume(configuration?: readonly TomlSetting[]): Promise<void>;
  /** The last lines of the server's own log, for error messages; empty where there is no access to it. */
  logTail(lines: number): Promise<string>;
  /** Ends it and removes everything that starting it made. Safe to call twice. */
  stop(): Promise<void>;
}

/** Where what is in front of a server in a container has to run: in a container that shares its network. */
export interface ContainerPlace {
  /** An image that has Node. */
  readonly image: string;
  /** The id of the container that owns the network, and publishes these two ports. */
  readonly network: string;
  readonly publicPort: number;
  readonly controlPort: number;
  readonly labels: Record<string, string>;
}

/**
 * Puts something in front of a server before that starts, on this machine unless told where, and resolves to the port by
 * which everybody then reaches it.
 */
export type Front = (server: FrontedServer, place?: ContainerPlace) => Promise<number>;
