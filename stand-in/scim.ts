import { bodyParser } from '@koa/bodyparser';
import Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import { administratorsOnly, authenticate } from './admin-access.ts';
import { endSessionsOfUser } from './back-channel.ts';
import type { Realm } from './realm.ts';
import type { User } from './users.ts';

const creation = z.object({
  userName: z.string().min(1),
  password: z.string().min(1),
  name: z.object({ givenName: z.string().optional(), familyName: z.string().optional() }).optional(),
  emails: z.array(z.object({ value: z.string() })).optional(),
});
const ACCOUNT = 'urn:scim:wso2:schema';
const change = z.object({
  password: z.string().min(1).optional(),
  [ACCOUNT]: z.object({ accountLocked: z.boolean().optional(), accountDisabled: z.boolean().optional() }).optional(),
});
const replacement = z.object({
  Operations: z.tuple([z.object({ op: z.literal('replace'), value: change })]),
});

function answer(ctx: Context, body: object, status = 200): void {
  ctx.status = status;
  ctx.body = body;
  ctx.type = 'application/scim+json';
}

const view = ({ id, userName, locked, disabled }: User) => ({
  id,
  userName,
  [ACCOUNT]: { accountLocked: locked, accountDisabled: disabled },
});

function create(realm: Realm, ctx: Context): void {
  const request = creation.safeParse(ctx.request.body);
  if (!request.success) {
    answer(ctx, { detail: z.prettifyError(request.error) }, 400);
    return;
  }
  const { userName, password, name, emails } = request.data;
  if (realm.users.byName(userName) !== undefined) {
    answer(ctx, { detail: `User with the name: ${userName} already exists in the system.` }, 409);
    return;
  }
  const email = emails?.[0]?.value;
  const user = realm.users.add({ userName, password, email, ...name });
  answer(ctx, view(user), 201);
}

function list(realm: Realm, ctx: Context): void {
  const filter = new URLSearchParams(ctx.querystring).get('filter') ?? '';
  const [, beginning = ''] = /^userName sw (.*)$/.exec(filter) ?? [];
  const found = realm.users.all().filter(({ userName }) => userName.toLowerCase().startsWith(beginning.toLowerCase()));
  answer(ctx, { totalResults: found.length, Resources: found.map(view) });
}

/** A new password, a lock, or disabling the account ends the user's sessions, everywhere, and the clients are told. */
async function replace(realm: Realm, ctx: Context, user: User | undefined): Promise<void> {
  const request = replacement.safeParse(ctx.request.body);
  if (user === undefined || !request.success) {
    const [status, detail] =
      user === undefined ? [404, 'There is no such user.'] : [400, 'This is not understood here.'];
    answer(ctx, { detail }, status);
    return;
  }
  const { password, [ACCOUNT]: account } = request.data.Operations[0].value;
  if (password !== undefined) realm.users.changePassword(user, password);
  if (account?.accountLocked !== undefined) realm.users.setLocked(user, account.accountLocked);
  if (account?.accountDisabled !== undefined) realm.users.setDisabled(user, account.accountDisabled);
  if (user.locked || user.disabled || password !== undefined) await endSessionsOfUser(realm, user.id);
  answer(ctx, view(user));
}

async function remove(realm: Realm, ctx: Context, user: User | undefined): Promise<void> {
  if (user === undefined) {
    answer(ctx, { detail: 'There is no such user.' }, 404);
    return;
  }
  realm.users.remove(user);
  await endSessionsOfUser(realm, user.id);
  ctx.status = 204;
}

/** `/scim2/Users` for administrators and `/scim2/Me` for everybody. */
export function scimRoutes(realm: Realm): Router {
  const router = new Router({ prefix: '/scim2' });
  const admin = administratorsOnly(realm);
  const body = bodyParser({ extendTypes: { json: ['application/scim+json'] } });
  router.post('/Users', admin, body, (ctx) => {
    create(realm, ctx);
  });
  router.get('/Users', admin, (ctx) => {
    list(realm, ctx);
  });
  router.delete('/Users/:id', admin, (ctx) => remove(realm, ctx, realm.users.get(ctx.params['id'] ?? '')));
  router.get('/Users/:id', admin, (ctx) => {
    const user = realm.users.get(ctx.params['id'] ?? '');
    if (user === undefined) answer(ctx, { detail: 'There is no such user.' }, 404);
    else answer(ctx, view(user));
  });
  router.patch('/Users/:id', admin, body, (ctx) => replace(realm, ctx, realm.users.get(ctx.params['id'] ?? '')));
  router.patch('/Me', body, async (ctx) => {
    const user = authenticate(realm, ctx);
    if (user !== undefined) await replace(realm, ctx, user);
  });
  return router;
}
