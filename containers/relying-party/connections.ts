import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/**
 * Counts the connections to a server by which nobody has asked its control API: whatever came of them, somebody has
 * reached it. @returns what reads the count.
 */
export function countConnections(server: Server): () => number {
  const counted = new WeakSet<Socket>();
  let count = 0;
  server.on('connection', (socket: Socket) => {
    counted.add(socket);
    count += 1;
  });
  server.on('request', ({ socket, url }: { socket: Socket; url?: string }) => {
    if (url?.startsWith('/control/') === true && counted.delete(socket)) count -= 1;
  });
  return () => count;
}
