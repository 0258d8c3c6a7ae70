import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { expect, test as base, UNTOUCHED } from '../runs/foreign.ts';
import { elsewhere } from './address.ts';

/** A proxy that lets through who knows its password, and remembers where to. */
interface ForwardProxy {
  readonly url: string;
  /** `host:port` of each connection, with what asked for it. */
  readonly asked: { readonly to: string; readonly byBrowser: boolean }[];
}

const test = base.extend<{ forwardProxy: ForwardProxy }>({
  forwardProxy: async ({}, use) => {
    const asked: ForwardProxy['asked'] = [];
    const expected = `Basic ${Buffer.from('me:pass@word').toString('base64')}`;
    const server = createServer();
    server.on('connect', ({ url: to = '', headers }: IncomingMessage, socket) => {
      socket.on('error', () => socket.destroy());
      if (headers['proxy-authorization'] !== expected) {
        socket.end('HTTP/1.1 407 Who are you?\r\nProxy-Authenticate: Basic realm="proxy"\r\nContent-Length: 0\r\n\r\n');
        return;
      }
      asked.push({ to, byBrowser: headers['user-agent'] !== undefined });
      const { hostname, port } = new URL(`https://${to}`);
      const server = connect(Number(port), hostname, () => {
        socket.write('HTTP/1.1 200 OK\r\n\r\n');
        server.pipe(socket).pipe(server);
      });
      server.on('error', () => socket.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await use({ url: `http://me:pass%40word@localhost:${port}`, asked });
    server.closeAllConnections();
    server.close();
  },
});

test.skip(elsewhere === undefined, 'this machine has no network interface but the loopback one');
test.use({ variant: { REFERENCE_ADDRESS: elsewhere ?? '', REFERENCE_HOSTNAME: elsewhere ?? '' } });

const TESTS = ['tests/sign-in', 'tests/silent-authentication', '--grep=CORE-(AUTHN|PROMPT)-1 '];

test('the suite and its browser reach the server by HTTPS_PROXY, and this machine without it', async ({
  startRun,
  foreign,
  forwardProxy,
}) => {
  const run = startRun({ ...foreign.settings, HTTPS_PROXY: forwardProxy.url }, ...TESTS);
  expect(await run.exitCode, run.output).toBe(0);
  const { host } = new URL(foreign.settings.IS_URL);
  // A browser may ask its maker for things of its own as well.
  const toServer = forwardProxy.asked.filter(({ to }) => to === host);
  expect(new Set(toServer.map(({ byBrowser }) => byBrowser))).toEqual(new Set([true, false]));
  expect(forwardProxy.asked.map(({ to }) => to).filter((to) => /^(localhost|127\.)/.test(to))).toEqual([]);
  expect(run.output).not.toContain('pass%40word');
  expect(await foreign.whatIsLeft()).toEqual(UNTOUCHED);
});

test('what NO_PROXY names is reached without it', async ({ startRun, foreign, forwardProxy }) => {
  const run = startRun({ ...foreign.settings, HTTPS_PROXY: forwardProxy.url, NO_PROXY: elsewhere ?? '' }, ...TESTS);
  expect(await run.exitCode, run.output).toBe(0);
  expect(forwardProxy.asked).toEqual([]);
});

test('a proxy that refuses is named, with its answer', async ({ startRun, foreign, forwardProxy }) => {
  const withoutPassword = forwardProxy.url.replace('me:pass%40word@', '');
  const run = startRun({ ...foreign.settings, HTTPS_PROXY: withoutPassword }, 'tests/discovery');
  expect(await run.exitCode, run.output).toBe(2);
  expect(run.output).toMatch(/the proxy localhost:\d+ answers 407 for/);
  expect(run.output).toContain('check HTTPS_PROXY');
});
