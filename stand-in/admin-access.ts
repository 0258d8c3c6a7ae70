import type { Context, Middleware } from 'koa';
import type { Realm } from './realm.ts';
import type { User } from './users.ts';

/** Who calls, by Basic authentication; undefined after a 401 was written. */
export function authenticate(realm: Realm, ctx: Context): User | undefined {
  const [scheme = '', credentials = ''] = ctx.get('authorization').split(' ');
  const decoded = Buffer.from(credentials, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (scheme.toLowerCase() === 'basic' && colon > 0) {
    const user = realm.users.authenticate(decoded.slice(0, colon), decoded.slice(colon + 1));
    if (user !== undefined) return user;
  }
  ctx.status = 401;
  ctx.set('WWW-Authenticate', 'Basic realm="Reference provider"');
  return undefined;
}

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
