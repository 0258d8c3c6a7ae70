import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { redact } from '../../fixtures/recording/redact.ts';
import { readCookie } from '../../fixtures/recording/request-record.ts';

const secret = fc.stringMatching(/^[A-Za-z0-9_-]{16,60}$/);
const harmless = fc.webUrl({ withQueryParameters: false, withFragments: false });
/** A signed token begins with `{"`, which is `eyJ` in base64url. */
const token = fc.tuple(secret, secret, secret).map(([header, ...rest]) => [`eyJ${header}`, ...rest].join('.'));

const SECRETS = ['code', 'id_token_hint', 'access_token', 'logout_token', 'session_state', 'password', 'client_secret'];

test('no secret parameter of a url survives, whatever its value and wherever it stands', () => {
  const parameter = fc.constantFrom(...SECRETS);
  fc.assert(
    fc.property(
      harmless,
      parameter,
      secret,
      fc.constantFrom('?', '?a=b&', '#', '#a=b&'),
      (url, name, value, before) => {
        const shown = redact(`Redirected to ${url}${before}${name}=${value}&state=kept`);
        expect(shown).not.toContain(value);
        expect(shown).toBe(`Redirected to ${url}${before}${name}=<${name}>&state=kept`);
      },
    ),
  );
});

test('no signed token survives, wherever it stands in a text', () => {
  const around = fc.constantFrom('', ' ', '"', '=', '/', '(', '{"token":"');
  fc.assert(
    fc.property(around, token, around, (before, value, after) => {
      expect(redact(`${before}${value}${after}`)).toBe(`${before}<token>${after}`);
    }),
  );
});

test('a text is redacted once: what was redacted is not changed again', () => {
  fc.assert(
    fc.property(harmless, fc.constantFrom(...SECRETS), fc.oneof(secret, token), (url, name, value) => {
      const once = redact(`${url}?${name}=${value}`);
      expect(redact(once)).toBe(once);
    }),
  );
});

test('of a cookie name and attributes are shown, and never its value', () => {
  fc.assert(
    fc.property(secret, (value) => {
      expect(readCookie(`commonAuthId=${value}; Path=/; Secure`)).toEqual({
        name: 'commonAuthId',
        cleared: false,
        attributes: ['Path=/', 'Secure'],
      });
    }),
  );
});

test('what is no secret is left as it is', () => {
  for (const text of ['?error=login_required&state=abc', 'status code: 302', 'https://localhost:9443/oauth2/token'])
    expect(redact(text)).toBe(text);
});
