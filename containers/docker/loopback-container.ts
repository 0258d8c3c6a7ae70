import { GenericContainer } from 'testcontainers';

const LOOPBACK = '127.0.0.1';

/**
 * A container whose published ports are the same numbers inside and outside, and are offered to this machine only.
 * Testcontainers binds ports on every interface, and has no word for one.
 */
export class LoopbackContainer extends GenericContainer {
  /** Publishes each port as itself on the engine's loopback interface. */
  withSamePorts(...ports: readonly number[]): this {
    return this.withExposedPorts(...ports.map((port) => ({ container: port, host: port })));
  }

  protected override beforeContainerCreated(): Promise<void> {
    const bindings = this.hostConfig.PortBindings as Record<string, { HostPort: string }[]> | undefined;
    this.hostConfig.PortBindings = Object.fromEntries(
      Object.entries(bindings ?? {}).map(([port, hosts]) => [
        port,
        // A port without a number of its own was exposed for a machine elsewhere, which has to reach it.
        hosts.map((host) => (host.HostPort === '0' ? host : { ...host, HostIp: LOOPBACK })),
      ]),
    );
    return Promise.resolve();
  }
}
