import { expect, test } from '@playwright/test';
import { redact, redactAll } from '../../fixtures/recording/redact.ts';
import { readCookie } from '../../fixtures/recording/request-record.ts';
import { Secrets, secrets } from '../../fixtures/recording/secrets.ts';
import { redactContent } from '../../report/redaction.ts';

const token = `eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.c2lnbmF0dXJl`;

const redactions: readonly [what: string, text: string, result: string][] = [
  ['a code in a query', 'https://rp/cb?code=abc123&state=x', 'https://rp/cb?code=<code>&state=x'],
  ['a signed token', `the hint ${token} was sent`, 'the hint <token> was sent'],
  ['a token in JSON', '{"access_token": "8f2c-77"}', '{"access_token": "<access_token>"}'],
  [
    'a token in JSON within JSON',
    '"{\\"refresh_token\\":\\"8f2c-77\\"}"',
    '"{\\"refresh_token\\":\\"<refresh_token>\\"}"',
  ],
  ['credentials in a header', 'authorization: Basic YWRtaW46YWRtaW4=', 'authorization: Basic <credentials>'],
  ['an error code, which is none', '{"code": "ABA-60001"}', '{"code": "ABA-60001"}'],
];
for (const [what, text, result] of redactions) {
  test(`${what} is redacted as it should be`, () => {
    expect(redact(text)).toBe(result);
  });
}

const SECRETS = ['code', 'id_token_hint', 'access_token', 'logout_token', 'session_state', 'password', 'client_secret'];

test('no secret parameter of a url survives, wherever it stands', () => {
  for (const name of SECRETS)
    for (const before of ['?', '?a=b&', '#', '#a=b&']) {
      const start = `Redirected to https://rp.example/cb${before}${name}=`;
      const shown = `${start}<${name}>&state=kept`;
      expect(redact(`${start}Ab-12_cd.34~e&state=kept`)).toBe(shown);
      expect(redact(shown), 'once redacted').toBe(shown);
    }
});

test('a signed token is found whatever stands around it', () => {
  for (const around of [' ', '"', '=', '/', '('])
    expect(redact(around + token + around)).toBe(`${around}<token>${around}`);
});

test('what is no secret is left as it is', () => {
  for (const text of ['?error=login_required&state=abc', 'status code: 302', 'https://localhost:9443/oauth2/token'])
    expect(redact(text)).toBe(text);
});

test('JSON stays JSON, whatever the secret in it is', () => {
  const markup = '"><script>alert(1)</script>';
  secrets.add('id_token_hint', markup);
  const text = JSON.stringify({ value: `${markup} and more`, [markup]: 1 });
  expect(JSON.parse(redactContent(text, 'application/json'))).toEqual({
    value: '<id_token_hint> and more',
    '<id_token_hint>': 1,
  });
});

test('values of secret names are redacted wherever they stand in a structure', () => {
  expect(redactAll({ a: [{ isk: '12345', sid: 'kept', n: 1 }] })).toEqual({ a: [{ isk: '<isk>', sid: 'kept', n: 1 }] });
});

test('a known secret is found anywhere, the longest first, and a short one is none', () => {
  const known = new Secrets();
  expect(known.add('password', 'Aa1!secret')).toBe(true);
  expect(known.add('code', 'Aa1!secret-and-more')).toBe(true);
  expect(known.add('password', 'Aa1!secret'), 'known already').toBe(false);
  expect(known.add('password', 'admin'), 'a word').toBe(false);
  expect(known.removeFrom('xAa1!secret-and-morex Aa1!secret admin')).toBe('x<code>x <password> admin');
});

test('of a cookie, name and attributes are kept, and whether it is cleared', () => {
  expect(readCookie('opbs=0123456789abcdef0123; Path=/; Secure')).toEqual({
    name: 'opbs',
    cleared: false,
    attributes: ['Path=/', 'Secure'],
  });
  expect(readCookie('opbs=; Expires=Thu, 01 Jan 1970 00:00:00 GMT')).toMatchObject({ name: 'opbs', cleared: true });
  expect(readCookie('opbs=x; Max-Age=0').cleared).toBe(true);
  expect(readCookie('opbs=x; Max-Age=60').cleared).toBe(false);
});
