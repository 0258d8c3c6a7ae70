import type { RequestListener } from 'node:http';

export interface Answers {
  /** Of the issuer in discovery; by default the server's own origin. */
  readonly issuer?: string;
  readonly discoveryStatus?: number;
  /** To an administrator who sends the right password. */
  readonly configsStatus?: number;
  /** To one who does not. */
  readonly refusalStatus?: number;
  /** Empty: it tells none. */
  readonly version?: string;
}

const RIGHT = `Basic ${Buffer.from('admin:admin').toString('base64')}`;

/** As much of the product's surface as is asked at start: discovery, the admin API, the version. */
export function identityServer({
  issuer,
  discoveryStatus = 200,
  configsStatus = 200,
  refusalStatus = 401,
  version = '7.1.0',
}: Answers = {}): RequestListener {
  return (request, response) => {
    const answer = (status: number, body: string): void => {
      response.writeHead(status, { connection: 'close' }).end(body);
    };
    const allowed = request.headers.authorization === RIGHT;
    switch (request.url) {
      case '/oauth2/token/.well-known/openid-configuration':
        answer(
          discoveryStatus,
          JSON.stringify({ issuer: issuer ?? `https://${request.headers.host ?? ''}/oauth2/token` }),
        );
        return;
      case '/api/server/v1/configs':
        answer(allowed ? configsStatus : refusalStatus, '{}');
        return;
      case '/services/ServerAdmin':
        answer(allowed && version !== '' ? 200 : 500, allowed ? `<ns:return>${version}</ns:return>` : '');
        return;
      default:
        answer(404, '');
    }
  };
}
