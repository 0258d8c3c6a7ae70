import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { administratorsOnly, authenticate } from './admin-access.ts';
import { endSessionsOfUser } from './back-channel.ts';
import type { Realm } from './realm.ts';
import type { User } from './users.ts';

const USER_SCHEMA = 'urn:ietf:params:scim:schemas:core:2.0:User';

const emails = z.array(z.union([z.string(), z.object({ value: z.string() }).transform(({ value }) => value)]));
const creation = z.object({
  userName: z.string().min(1),
  password: z.string().min(1),
  name: z.object({ givenName: z.string().optional(), familyName: z.string().optional() }).optional(),
  emails: emails.optional(),
});
const patch = z.object({
  Operations: z.array(z.object({ op: z.string(), path: z.string().optional(), value: z.unknown() })),
});
const passwordValue = z.union([z.string(), z.object({ password: z.string() }).transform(({ password }) => password)]);

function fail(ctx: Context, status: number, detail: string, scimType?: string): void {
  ctx.status = status;
  ctx.type = 'application/scim+json';
  const error = { schemas: ['urn:ietf:params:scim:api:messages:2.0:Error'], status: String(status), detail };
  ctx.body = JSON.stringify(scimType === undefined ? error : { ...error, scimType });
}

function answer(ctx: Context, body: object, status = 200): void {
  ctx.status = status;
  ctx.type = 'application/scim+json';
  ctx.body = JSON.stringify(body);
}

const view = (realm: Realm, user: User) => ({
  schemas: [USER_SCHEMA],
  id: user.id,
  userName: user.userName,
  name: { givenName: user.givenName, familyName: user.familyName },
  emails: user.email === undefined ? [] : [user.email],
  meta: {
    resourceType: 'User',
    created: new Date(user.createdAt).toISOString(),
    lastModified: new Date(user.updatedAt).toISOString(),
    location: realm.url(`/scim2/Users/${user.id}`),
  },
});

function create(realm: Realm, ctx: Context): void {
  const request = creation.safeParse(ctx.request.body);
  if (!request.success) {
    fail(ctx, 400, z.prettifyError(request.error), 'invalidValue');
    return;
  }
  const { userName, password, name, emails: addresses } = request.data;
  if (realm.users.byName(userName) !== undefined) {
    fail(ctx, 409, `User with the name: ${userName} already exists in the system.`, 'uniqueness');
    return;
  }
  const user = realm.users.add({
    userName,
    password,
    givenName: name?.givenName,
    familyName: name?.familyName,
    email: addresses?.[0],
  });
  ctx.set('Location', realm.url(`/scim2/Users/${user.id}`));
  answer(ctx, view(realm, user), 201);
}

function list(realm: Realm, ctx: Context): void {
  const parameters = new URLSearchParams(ctx.querystring);
  const [, operator, quoted = ''] = /^userName (sw|eq) (.*)$/i.exec(parameters.get('filter') ?? '') ?? [];
  const value = quoted.replace(/^"(.*)"$/, '$1').toLowerCase();
  const matches = ({ userName }: User): boolean => {
    if (operator === undefined) return true;
    return operator.toLowerCase() === 'sw'
      ? userName.toLowerCase().startsWith(value)
      : userName.toLowerCase() === value;
  };
  const users = realm.users.all().filter(matches);
  const start = Math.max(1, Number(parameters.get('startIndex') ?? 1));
  const resources = users
    .slice(start - 1, start - 1 + Number(parameters.get('count') ?? 100))
    .map((user) => view(realm, user));
  answer(ctx, {
    schemas: ['urn:ietf:params:scim:api:messages:2.0:ListResponse'],
    totalResults: users.length,
    startIndex: start,
    itemsPerPage: resources.length,
    Resources: resources,
  });
}

/** A new password ends the user's sessions, everywhere, and the clients are told. */
function change(realm: Realm, ctx: Context, user: User): void {
  const request = patch.safeParse(ctx.request.body);
  const replace = request.data?.Operations.find(
    ({ op, path }) => op.toLowerCase() === 'replace' && (path === undefined || path === 'password'),
  );
  const password = passwordValue.safeParse(replace?.value);
  if (!password.success) {
    fail(ctx, 400, 'Only a replacement of the password is understood here.', 'invalidSyntax');
    return;
  }
  realm.users.changePassword(user, password.data);
  if (!realm.faults.has('password-change-keeps-sessions')) endSessionsOfUser(realm, user.id);
  answer(ctx, view(realm, user));
}

/** `/scim2/Users` for administrators and `/scim2/Me` for everybody. */
export function scimRoutes(realm: Realm): Router {
  const router = new Router({ prefix: '/scim2' });
  const admin = administratorsOnly(realm);
  const body = bodyParser({ extendTypes: { json: ['application/scim+json'] } });
  const one = (respond: (ctx: Context, user: User) => void) => (ctx: Context & { params: Record<string, string> }) => {
    const user = realm.users.get(ctx.params['id'] ?? '');
    if (user === undefined) fail(ctx, 404, 'Specified resource (e.g., User) or endpoint, does not exist.');
    else respond(ctx, user);
  };
  router.post('/Users', admin, body, (ctx) => {
    create(realm, ctx);
  });
  router.get('/Users', admin, (ctx) => {
    list(realm, ctx);
  });
  router.get(
    '/Users/:id',
    admin,
    one((ctx, user) => {
      answer(ctx, view(realm, user));
    }),
  );
  router.patch(
    '/Users/:id',
    admin,
    body,
    one((ctx, user) => {
      change(realm, ctx, user);
    }),
  );
  router.delete(
    '/Users/:id',
    admin,
    one((ctx, user) => {
      realm.users.remove(user);
      endSessionsOfUser(realm, user.id);
      ctx.status = 204;
    }),
  );
  router.get('/Me', (ctx) => {
    const user = authenticate(realm, ctx);
    if (user !== undefined) answer(ctx, view(realm, user));
  });
  router.patch('/Me', body, (ctx) => {
    const user = authenticate(realm, ctx);
    if (user !== undefined) change(realm, ctx, user);
  });
  return router;
}
