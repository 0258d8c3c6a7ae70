// Stands in for the Java program of a server: reads the port from its deployment.toml, as the real one does.
import { Buffer } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';

const home = process.env.CARBON_HOME;
const read = (path) => readFileSync(join(home, path), 'utf8');
const offset = Number(/^offset = (\d+)$/m.exec(read('repository/conf/deployment.toml'))[1]);
const authorization = `Basic ${Buffer.from('admin:admin').toString('base64')}`;
const origin = `https://localhost:${9443 + offset}`;

const answers = {
  '/oauth2/token/.well-known/openid-configuration': () => [200, JSON.stringify({ issuer: `${origin}/oauth2/token` })],
  '/api/server/v1/configs': (allowed) => [allowed ? 200 : 401, '{}'],
  '/services/ServerAdmin': () => [200, '<ns:return>7.1.0</ns:return>'],
  '/deployment.toml': () => [200, read('repository/conf/deployment.toml')],
  '/environment': () => [200, JSON.stringify(process.env)],
};
const identity = {
  key: read('repository/resources/security/key.pem'),
  cert: read('repository/resources/security/certificate.pem'),
};
createServer(identity, (request, response) => {
  const [status, body] = answers[request.url]?.(request.headers.authorization === authorization) ?? [404, ''];
  response.writeHead(status, { connection: 'close' }).end(body);
}).listen(9443 + offset, '127.0.0.1', () => console.log(`started as process ${process.pid}`));
