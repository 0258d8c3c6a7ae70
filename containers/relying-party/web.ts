import { fileURLToPath } from 'node:url';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { html } from 'hono/html';
import { HTTPException } from 'hono/http-exception';
import { z } from 'zod';

import { homePage } from './home-page.ts';
import { logOutRoutes } from './log-out.ts';
import { plainPage } from './pages.ts';
import { relyingPartyEvent } from './protocol.ts';
import { innermostMessage } from './provider.ts';
import type { RelyingParties } from './relying-parties.ts';
import { signInRoutes } from './sign-in.ts';
import { silentRoutes } from './silent.ts';
import { browserSession, type WebEnv } from './web-context.ts';

const PUBLIC = fileURLToPath(new URL('public', import.meta.url));
const LARGEST_BODY = 256 * 1_024;

/** The https side: the pages of every relying party, under `/r/:id/`. */
export function webApp(relyingParties: RelyingParties): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app
    .onError((error, c) =>
      error instanceof HTTPException
        ? error.getResponse()
        : plainPage(c, 502, 'That did not work', innermostMessage(error)),
    )
    .notFound((c) => plainPage(c, 404, 'There is no such page', 'Look at the list of relying parties at /.'))
    .use(bodyLimit({ maxSize: LARGEST_BODY }))
    .use('/assets/*', serveStatic({ root: PUBLIC, rewriteRequestPath: (path) => path.slice('/assets'.length) }))
    .get('/', (c) => plainPage(c, 200, 'Relying parties', list(relyingParties)))
    .use('/r/:id/*', find(relyingParties))
    .get('/r/:id', (c) => c.redirect(`/r/${c.req.param('id')}/`))
    .get('/r/:id/', homePage)
    .route('/r/:id', pages());
  return app;
}

function find(relyingParties: RelyingParties): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    const id = c.req.param('id') ?? '';
    const relyingParty = relyingParties.get(id);
    if (!relyingParty) return plainPage(c, 404, 'There is no such relying party', `None is registered as "${id}".`);
    c.set('relyingParty', relyingParty);
    return next();
  };
}

function pages(): Hono<WebEnv> {
  const app = new Hono<WebEnv>();
  app
    .get('/probe', (c) => c.html(html`<!doctype html><title>Probe</title>`))
    .get('/session', (c) => {
      const session = browserSession(c);
      c.header('Cache-Control', 'no-store');
      return c.json({
        signedIn: session?.signedIn !== undefined,
        message: session?.notice ?? 'This browser is not known here any more.',
      });
    })
    .post('/session-status', async (c) => {
      const body = z.looseObject({}).safeParse(await c.req.json().catch(() => undefined)).data;
      const event = relyingPartyEvent.safeParse({ ...body, type: 'session-status' });
      if (!event.success) return c.json({ error: z.prettifyError(event.error) }, 400);
      c.var.relyingParty.events.append(event.data);
      return c.body(null, 204);
    })
    .route('/', signInRoutes)
    .route('/', silentRoutes)
    .route('/', logOutRoutes);
  return app;
}

const list = (relyingParties: RelyingParties) =>
  relyingParties.all().length === 0
    ? 'None is registered yet. The control API registers them.'
    : html`<ul>
        ${relyingParties
          .all()
          .map(({ id, registration }) => html`<li><a href="/r/${id}/">${registration.title}</a></li>`)}
      </ul>`;
