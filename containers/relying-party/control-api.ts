import { type Context, Hono } from 'hono';
import { bearerAuth } from 'hono/bearer-auth';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';

import { relyingPartyRegistration } from './protocol.ts';
import type { RelyingParties, RelyingParty } from './relying-parties.ts';

const LONGEST_WAIT_MS = 30_000;

const REGISTRATION = z.strictObject(relyingPartyRegistration.shape);
const ID = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,62}$/, 'An id has 1 to 63 letters, digits, "-" and "_", the first not a sign.');
const EVENT_QUERY = z.object({
  /** Absent: from now on. */
  after: z.coerce.number().int().nonnegative().optional(),
  waitMs: z.coerce.number().int().nonnegative().max(LONGEST_WAIT_MS).default(0),
});

/** A request that is refused, with the reason for the one who sent it. */
class Refusal extends Error {
  readonly status: 400 | 404;
  constructor(status: 400 | 404, reason: string) {
    super(reason);
    this.status = status;
  }
}

/** `/control/…`: registers relying parties and reads what happened to them. Every request needs the bearer token. */
export function controlRoutes(relyingParties: RelyingParties, token: string): Hono {
  const find = (c: Context): RelyingParty => {
    const id = c.req.param('id') ?? '';
    const relyingParty = relyingParties.get(id);
    if (!relyingParty) throw new Refusal(404, `No relying party is registered as "${id}"; PUT it first.`);
    return relyingParty;
  };

  const app = new Hono();
  app.onError((error, c) => {
    if (error instanceof HTTPException) return error.getResponse();
    if (error instanceof Refusal) return c.json({ error: error.message }, error.status);
    return c.json({ error: `The relying-party server failed: ${error.message}` }, 500);
  });
  app.use('/control/*', authentication(token));
  app
    .get('/control/health', (c) => c.json({ status: 'ok', relyingParties: relyingParties.all().length }))
    .put('/control/relying-parties/:id', async (c) => {
      const id = parse(ID, c.req.param('id'));
      const outcome = relyingParties.put(id, parse(REGISTRATION, await jsonOf(c)));
      return c.json({ id, outcome }, outcome === 'created' ? 201 : 200);
    })
    .get('/control/relying-parties/:id/events', async (c) => {
      const { events } = find(c);
      const { after = events.last, waitMs } = parse(EVENT_QUERY, c.req.query());
      return c.json(await events.since(after, waitMs));
    })
    .all('/control/*', (c) => c.json({ error: `${c.req.method} ${c.req.path} is not part of the control API.` }, 404));
  return app;
}

/** Compares in constant time. */
const authentication = (token: string) =>
  bearerAuth({
    token,
    noAuthenticationHeader: {
      message: { error: 'The header "Authorization: Bearer <control token>" is missing.' },
    },
    invalidAuthenticationHeader: {
      message: { error: 'The Authorization header is not of the form "Bearer <control token>".' },
    },
    invalidToken: { message: { error: 'The control token is not the one of this server.' } },
  });

async function jsonOf(c: Context): Promise<unknown> {
  try {
    return (await c.req.json()) as unknown;
  } catch {
    throw new Refusal(400, 'The body is not JSON.');
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.infer<Schema> {
  const result = schema.safeParse(value);
  if (!result.success) throw new Refusal(400, z.prettifyError(result.error));
  return result.data;
}
