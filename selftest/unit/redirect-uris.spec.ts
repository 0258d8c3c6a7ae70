import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { callbackPattern } from '../../product/application-request.ts';
import { callbackMatches, type Application } from '../../stand-in/applications.ts';
import { withParameters } from '../../stand-in/http.ts';
import { readAnswer } from '../../fixtures/exchanges/authorization.ts';

/** An application with these callback urls, registered as the suite registers them. */
const withCallbacks = (urls: readonly string[]) => ({ callback: callbackPattern(urls) }) as Application;
const url = fc.webUrl({ validSchemes: ['https'], withQueryParameters: true });
const urls = fc.uniqueArray(url, { minLength: 1, maxLength: 3 });

test('every registered url is accepted, one or several, whatever characters it has', () => {
  fc.assert(
    fc.property(urls, (registered) => {
      for (const each of registered) expect(callbackMatches(withCallbacks(registered), each), each).toBe(true);
    }),
  );
});

test('no other url is accepted', () => {
  fc.assert(
    fc.property(urls, url, (registered, other) => {
      fc.pre(!registered.includes(other));
      expect(callbackMatches(withCallbacks(registered), other)).toBe(false);
    }),
  );
});

test('a url is refused with anything before or behind it, or with one character changed', () => {
  const addition = fc.string({ minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(
      urls,
      addition,
      fc.nat(),
      fc.string({ minLength: 1, maxLength: 1 }),
      (registered, more, at, character) => {
        const application = withCallbacks(registered);
        const [own = ''] = registered;
        const place = at % own.length;
        const changed = `${own.slice(0, place)}${character}${own.slice(place + 1)}`;
        for (const forged of [`${own}${more}`, `${more}${own}`, changed]) {
          if (registered.includes(forged)) continue;
          expect(callbackMatches(application, forged), forged).toBe(false);
        }
      },
    ),
  );
});

test('a pattern that is no regular expression accepts nothing, and breaks nothing', () => {
  fc.assert(
    fc.property(url, (asked) => {
      expect(callbackMatches({ callback: 'regexp=(' } as Application, asked)).toBe(false);
    }),
  );
});

test('a state comes back as it was sent, whatever characters it has', () => {
  const state = fc.string({ unit: 'binary', minLength: 1, maxLength: 80 });
  fc.assert(
    fc.property(fc.webUrl({ validSchemes: ['https'] }), state, (redirectUri, sent) => {
      const location = withParameters(redirectUri, { code: 'c-1', state: sent });
      const answer = readAnswer(location, redirectUri, new URLSearchParams({ state: sent }));
      expect(answer).toMatchObject({ kind: 'answer', delivered: 'query' });
      expect(answer.kind === 'answer' ? answer.parameters.get('state') : undefined).toBe(sent);
    }),
  );
});

test('what a redirect_uri has in its query stays, and parameters without a value are left out', () => {
  expect(withParameters('https://rp.example/cb?a=1', { state: 's', error: undefined })).toBe(
    'https://rp.example/cb?a=1&state=s',
  );
  expect(withParameters('https://rp.example/cb', { state: undefined })).toBe('https://rp.example/cb');
});
