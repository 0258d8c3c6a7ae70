import { connect, createServer, type Server, type Socket } from 'node:net';

export interface Forwarding {
  close(): Promise<void>;
}

/** A port of this machine's loopback address, and where it leads. */
export interface Forward {
  readonly port: number;
  readonly host: string;
  readonly hostPort: number;
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
}

/** Makes ports of another machine look like ports of this one, so that one url holds for everybody. @throws Error when a port is taken. */
export async function forwardPorts(forwards: readonly Forward[]): Promise<Forwarding> {
  const open = new Set<Socket>();
  const servers: Server[] = [];
  const track = (socket: Socket): void => {
    open.add(socket);
    socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket));
  };
  const close = async (): Promise<void> => {
    for (const socket of open) socket.destroy();
    await Promise.all(servers.splice(0).map((server) => new Promise((resolve) => server.close(resolve))));
  };
  try {
    for (const { port, host, hostPort } of forwards) {
      const server = createServer((near) => {
        const far = connect({ host, port: hostPort });
        track(near);
        track(far);
        near.on('close', () => far.destroy());
        far.on('close', () => near.destroy());
        near.pipe(far).pipe(near);
      });
      servers.push(server);
      await listen(server, port);
    }
    return { close };
  } catch (error) {
    await close();
    throw error;
  }
}
