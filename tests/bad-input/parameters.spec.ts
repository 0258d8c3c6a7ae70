import { readAnswer } from '../../fixtures/exchanges/authorization.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';
import { endpoints, MARKUP, open, withRawParameter } from './endpoints.ts';

/** Values as they go over the wire. */
const MALFORMED: readonly { readonly what: string; readonly raw: string }[] = [
  { what: '6000 characters', raw: 'x'.repeat(6_000) },
  { what: 'control characters', raw: 'a%00b%1b%7f' },
  { what: 'bytes that are not UTF-8', raw: '%C3%28%FF' },
  { what: 'an invalid percent-escape', raw: '%zz%' },
];

/** Traces of a fault that nobody caught. */
const STACK_TRACE = /\bat [\w$.]+\([\w$]+\.java:\d+\)|Exception in thread|\bjava\.lang\.\w+|at .+\.[cm]?[jt]s:\d+:\d+/;

for (const endpoint of endpoints) {
  for (const { what, raw } of MALFORMED) {
    test(
      `${endpoint.id} ${endpoint.what} causes no server error: ${what}`,
      verifies(endpoint.id),
      async ({ relyingParty, check }) => {
        const page = await relyingParty.newPage();
        for (const name of endpoint.names) {
          const { statuses, html } = await open(page, withRawParameter(endpoint, relyingParty, name, raw));
          const errors = statuses.filter((status) => status < 200 || status >= 500);
          await check(endpoint.id, () => {
            expect(
              errors.map((status) => `${what}: ${status}`),
              `statuses for ${name}: ${statuses.join(', ')}`,
            ).toEqual([]);
            expect(STACK_TRACE.exec(html)?.[0], `trace of a fault on the page for ${name}`).toBeUndefined();
          });
        }
      },
    );
  }
}

const LINE_BREAK = 'a%0d%0aX-Injected:%20yes%0d%0a';

for (const endpoint of endpoints) {
  test(
    `INPUT-4 ${endpoint.what} is sanitised: markup does not run as script`,
    verifies('INPUT-4'),
    async ({ relyingParty, check }) => {
      const page = await relyingParty.newPage();
      const run: string[] = [];
      for (const name of endpoint.names) {
        const { hasRun } = await open(page, withRawParameter(endpoint, relyingParty, name, MARKUP));
        if (hasRun) run.push(name);
      }
      await check('INPUT-4', () => {
        expect(run, 'parameters whose markup runs as script').toEqual([]);
      });
    },
  );

  test(
    `INPUT-4 ${endpoint.what} is sanitised: line breaks do not become headers`,
    verifies('INPUT-4'),
    async ({ relyingParty, check }) => {
      const page = await relyingParty.newPage();
      for (const name of endpoint.names) {
        const { headers } = await open(page, withRawParameter(endpoint, relyingParty, name, LINE_BREAK));
        await check('INPUT-4', () => {
          expect(headers.has('x-injected'), `a line break in ${name} begins a header field`).toBe(false);
        });
      }
    },
  );
}

for (const name of ['scope', 'nonce']) {
  test(
    `INPUT-5 an authorization request that includes a parameter twice is refused: ${name}`,
    verifies('INPUT-5'),
    async ({ relyingParty, user, check }) => {
      const session = await relyingParty.signIn(user);
      await session.confirmAlive();
      const { registered, clientId, urls } = relyingParty;
      const sent = new URLSearchParams({
        response_type: 'code',
        client_id: clientId,
        redirect_uri: urls.silentCallback,
        scope: 'openid',
        nonce: 'first',
        prompt: 'none',
      });
      sent.append(name, name === 'scope' ? 'openid' : 'second');
      const page = await relyingParty.newPage();
      await page.goto(`${registered.endpoints.authorization}?${sent.toString()}`);
      const answer = readAnswer(page.url(), urls.silentCallback, sent);
      await check('INPUT-5', () => {
        expect(answer).not.toBeACode();
      });
    },
  );
}
