import { expect, test } from '@playwright/test';
import { compareProbe, describeDifferences } from './compare.ts';
import { judge, type ExpectedDifferences } from './expected.ts';
import { Placeholders } from './placeholders.ts';
import type { Exchange, RecordedProbe } from './recording.ts';

const exchange = (change: Partial<Exchange> = {}): Exchange => ({
  request: 'GET {server}/oidc/logout?state=x',
  status: 302,
  location: 'http://localhost:8490/loggedout?state=x',
  headers: { 'x-frame-options': 'DENY' },
  cookies: ['opbs=<uuid>-v2; Path=/; Secure; SameSite=None'],
  ...change,
});
const probe = (exchanges: Exchange[], observed: RecordedProbe['observed'] = {}): RecordedProbe => ({
  name: 'a probe',
  exchanges,
  observed,
});
const wheres = (recorded: RecordedProbe, actual: RecordedProbe) =>
  compareProbe(recorded, actual).map(({ where }) => where);

test('the same probe twice shows no difference', () => {
  expect(compareProbe(probe([exchange()], { live: true }), probe([exchange()], { live: true }))).toEqual([]);
});

for (const [what, change, where] of [
  ['another status', { status: 200 }, 'GET /oidc/logout: status'],
  ['another target', { location: 'http://localhost:8490/callback?state=x' }, 'GET /oidc/logout: location'],
  [
    'another parameter value',
    { location: 'http://localhost:8490/loggedout?state=y' },
    'GET /oidc/logout: location ?state',
  ],
  [
    'one more parameter',
    { location: 'http://localhost:8490/loggedout?state=x&crId=<uuid>' },
    'GET /oidc/logout: location ?crId',
  ],
  ['another request', { request: 'GET {server}/oidc/logout?state=z' }, 'GET /oidc/logout: asked ?state'],
  ['another header', { headers: {} }, 'GET /oidc/logout: header x-frame-options'],
  ['another cookie attribute', { cookies: ['opbs=<uuid>-v2; Path=/; Secure'] }, 'GET /oidc/logout: cookie opbs set'],
] as const) {
  test(`${what} is a difference`, () => {
    expect(
      wheres(
        probe([exchange()]),
        probe([exchange({ ...change, cookies: [...('cookies' in change ? change.cookies : exchange().cookies)] })]),
      ),
    ).toEqual([where]);
  });
}

test('a cookie that is cleared instead of set is a difference', () => {
  const cleared = exchange({ cookies: ['opbs=<uuid>-v2; Max-Age=0; Path=/; Secure; SameSite=None'] });
  expect(wheres(probe([exchange()]), probe([cleared]))).toEqual([
    'GET /oidc/logout: cookie opbs set',
    'GET /oidc/logout: cookie opbs cleared',
  ]);
});

test('the order of cookie attributes and of parameters is none', () => {
  const [recorded, actual] = [
    exchange({ location: 'http://localhost:8490/cb?a=1&b=2' }),
    exchange({
      location: 'http://localhost:8490/cb?b=2&a=1',
      cookies: ['opbs=<uuid>-v2; Secure; SameSite=None; Path=/'],
    }),
  ];
  expect(compareProbe(probe([recorded]), probe([actual]))).toEqual([]);
});

test('a page in between does not shift what comes after it', () => {
  const later = exchange({ request: 'GET {server}/oauth2/authorize?prompt=none' });
  const page = exchange({ request: 'GET {server}/authenticationendpoint/error.do' });
  const differences = wheres(probe([exchange(), later]), probe([exchange(), page, later]));
  expect(differences.filter((where) => !where.startsWith('GET /authenticationendpoint/error.do:'))).toEqual([]);
  expect(differences).not.toEqual([]);
});

test('exchanges that one of the two did not keep are not compared', () => {
  const recorded: RecordedProbe = { ...probe([exchange()]), omitted: 5 };
  expect(compareProbe(recorded, probe([exchange(), exchange({ status: 500 })]))).toEqual([]);
});

test('differences are told with what was recorded and what happened', () => {
  const text = describeDifferences(compareProbe(probe([exchange()]), probe([exchange({ status: 200 })])));
  expect(text).toBe('a probe\n  GET /oidc/logout: status\n    recorded: 302\n    actual:   200');
});

test('a listed difference is expected, another value of it is not, and one that does not occur is stale', () => {
  const listed: ExpectedDifferences[] = [
    { reason: 'because', probes: ['a probe'], differences: [{ where: '*: status', recorded: '302', actual: '2*' }] },
  ];
  const judged = (status: number) =>
    judge('a probe', compareProbe(probe([exchange()]), probe([exchange({ status })])), listed);
  expect(judged(200)).toMatchObject({ unexpected: [], expected: [{ actual: '200' }], stale: [] });
  expect(judged(500)).toMatchObject({ unexpected: [{ actual: '500' }], expected: [] });
  expect(judged(302).stale).toEqual(['a probe: *: status (because)']);
});

test('names, tokens, codes and cookie values become placeholders, and facts stay', () => {
  const placeholders = new Placeholders();
  placeholders.name('https://is.example:9443', 'server');
  placeholders.name('someone', 'user 1');
  expect(
    placeholders.text('POST https://is.example:9443/commonauth body:username=someone&password=Secret%401234&x=1'),
  ).toBe('POST {server}/commonauth body:username={user 1}&password=…&x=1');
  expect(placeholders.text('http://localhost/cb?code=abc-def&session_state=12.ab&state=s1')).toBe(
    'http://localhost/cb?code=<code>&session_state=<session_state>&state=s1',
  );
  expect(placeholders.text('grant_type=authorization_code&response_type=code')).toBe(
    'grant_type=authorization_code&response_type=code',
  );
  expect(placeholders.cookie('commonAuthId=s3cret; Max-Age=60; Expires=Tue, 24 Nov 2026 00:00:00 GMT; Secure')).toBe(
    'commonAuthId=<value>; Max-Age=60; Expires=<date>; Secure',
  );
  expect(placeholders.json({ kid: 'MzY0YmU5YjQ5OTQ0MDJmYQ_RS256', iat: 5, gone: undefined })).toEqual({
    kid: '<key>_RS256',
    iat: 5,
  });
});
