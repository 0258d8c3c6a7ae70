import { createHash } from 'node:crypto';
import type { Context, Middleware } from 'koa';
import type { Realm } from './realm.ts';
import type { User } from './users.ts';

/** Who calls, by Basic authentication, or as the client that administers; undefined after a 401 was written. */
export function authenticate(realm: Realm, ctx: Context): User | undefined {
  const [scheme = '', credentials = ''] = ctx.get('authorization').split(' ');
  if (scheme === 'Bearer' && credentials === adminToken(realm)) return realm.users.byName('admin');
  const decoded = Buffer.from(credentials, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (scheme.toLowerCase() === 'basic' && colon > 0) {
    const user = realm.users.authenticate(decoded.slice(0, colon), decoded.slice(colon + 1));
    if (user !== undefined && !(user.administrator && adminToken(realm) !== undefined)) return user;
  }
  ctx.status = 401;
  ctx.set('WWW-Authenticate', 'Basic realm="Reference provider"');
  return undefined;
}

/** The token of the client that administers, where there is one: then nobody else does. */
function adminToken({ variant: { adminClient } }: Realm): string | undefined {
  return adminClient === '' ? undefined : createHash('sha256').update(adminClient).digest('base64url');
}

/** The client credentials grant of that client (RFC 6749, 4.4), which the library is not asked for. */
export const adminClientGrant = (realm: Realm): Middleware => {
  return async (ctx, next) => {
    const { adminClient } = realm.variant;
    const [, credentials = ''] = ctx.get('authorization').split(' ');
    const isClient = adminClient !== '' && Buffer.from(credentials, 'base64').toString() === adminClient;
    if (ctx.path !== '/oauth2/token' || ctx.method !== 'POST' || !isClient) await next();
    else ctx.body = { access_token: adminToken(realm), token_type: 'Bearer', expires_in: 3600 };
  };
};

/** Lets only administrators of the realm pass: 401 without valid credentials, 403 for other users. */
export const administratorsOnly = (realm: Realm): Middleware => {
  return async (ctx, next) => {
    const user = authenticate(realm, ctx);
    if (user === undefined) return;
    if (user.administrator) await next();
    else ctx.status = 403;
  };
};

/** An error in the form of the product's REST APIs. */
export function fail(ctx: Context, status: number, description: string): void {
  ctx.status = status;
  ctx.body = { description };
}
