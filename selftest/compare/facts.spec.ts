import { expect, test } from '@playwright/test';
import { FactCollector } from '../../fixtures/recording/facts.ts';
import { factChanges } from '../../report/comparison/fact-changes.ts';
import type { Difference } from '../../report/comparison/outline.ts';
import type { Report } from '../../report/schema.ts';
import { reportOf, targetOf } from './reports.ts';

type Facts = Report['facts'];
const NOTHING: Facts = { cookies: [], tokens: [], endpoints: [], endings: [] };

const differences = (before: Partial<Facts>, after: Partial<Facts>): readonly Difference[] =>
  factChanges(reportOf({}, { facts: { ...NOTHING, ...before } }), reportOf({}, { facts: { ...NOTHING, ...after } }))
    .differences;

test('a member of the discovery document that comes, goes or changes is shown', () => {
  const before = { discovery: { issuer: 'https://a', old_member: true, same: { deep: [1] } } };
  const after = { discovery: { issuer: 'https://b', frontchannel_logout_supported: true, same: { deep: [1] } } };
  expect(differences(before, after)).toEqual([
    {
      subject: 'frontchannel_logout_supported',
      about: 'discovery document',
      before: 'absent',
      after: 'true',
      details: [],
    },
    { subject: 'issuer', about: 'discovery document', before: 'https://a', after: 'https://b', details: [] },
    { subject: 'old_member', about: 'discovery document', before: 'true', after: 'absent', details: [] },
  ]);
});

test('lists of the discovery document are compared as sets', () => {
  const modes = (...response_modes_supported: string[]): Partial<Facts> => ({
    discovery: { response_modes_supported },
  });
  expect(differences(modes('query', 'fragment'), modes('fragment', 'query'))).toEqual([]);
  expect(differences(modes('query', 'fragment'), modes('query', 'form_post'))).toMatchObject([
    {
      subject: 'response_modes_supported',
      before: '2 values',
      after: '2 values',
      details: ['- fragment', '+ form_post'],
    },
  ]);
});

test('the same document at another address has not changed', () => {
  const at = (baseUrl: string): Report =>
    reportOf(
      {},
      { target: targetOf('7.1.0', baseUrl), facts: { ...NOTHING, discovery: { issuer: `${baseUrl}/oauth2/token` } } },
    );
  expect(factChanges(at('https://localhost:1'), at('https://localhost:2')).differences).toEqual([]);
});

test('a cookie that comes, goes or changes its attributes is shown', () => {
  const cookie = (name: string, ...attributes: string[]): Facts['cookies'][number] => ({
    name,
    host: 'provider',
    attributes,
  });
  const before = { cookies: [cookie('commonAuthId', 'HttpOnly', 'Secure'), cookie('old')] };
  const after = { cookies: [cookie('commonAuthId', 'Secure', 'SameSite=None'), cookie('null', 'Secure')] };
  expect(differences(before, after)).toEqual([
    {
      subject: 'commonAuthId',
      about: 'cookie',
      before: 'present',
      after: 'present',
      details: ['- HttpOnly', '+ SameSite=None'],
    },
    { subject: 'null', about: 'cookie', before: 'absent', after: 'present', details: ['+ Secure'] },
    { subject: 'old', about: 'cookie', before: 'present', after: 'absent', details: [] },
  ]);
});

test('claims and headers of tokens that come or go are shown, also where only some tokens have them', () => {
  const token = (...claims: string[]): Facts['tokens'][number] => ({
    kind: 'id_token',
    header: { alg: 'RS256' },
    claims,
  });
  const before = { tokens: [token('sub', 'sid'), token('sub', 'sid')] };
  const after = {
    tokens: [token('sub', 'org_handle', 'sid'), { ...token('sub', 'org_handle'), header: { alg: 'PS256' } }],
  };
  expect(differences(before, after)).toEqual([
    {
      subject: 'id_token',
      about: 'token',
      before: 'present',
      after: 'present',
      details: ['- claim sid', '+ claim org_handle', '+ claim sid (in some)', '+ header alg: PS256'],
    },
  ]);
});

test('a policy of an endpoint that comes, goes or changes is shown, where both runs have asked for it', () => {
  const answered = (status: number, ...headers: string[]) => ({ endpoint: '/oauth2/authorize', status, headers });
  const before = { endpoints: [answered(302, 'cache-control: no-store', 'x-frame-options: DENY'), answered(400)] };
  const after = { endpoints: [answered(302, 'cache-control: no-store', 'referrer-policy: no-referrer')] };
  expect(differences(before, after)).toEqual([
    {
      subject: '/oauth2/authorize, status 302',
      about: 'headers',
      before: 'present',
      after: 'present',
      details: ['- x-frame-options: DENY', '+ referrer-policy: no-referrer'],
    },
  ]);
});

test('what becomes of tokens at an ending is shown where it differs, of the endings that both runs have seen', () => {
  const ending = 'a lock of the account';
  const before = {
    endings: [
      { ending, observed: 'access token active: yes' },
      { ending: 'a logout', observed: 'seen once' },
    ],
  };
  const after = { endings: [{ ending, observed: 'access token active: no' }] };
  expect(differences(before, after)).toEqual([
    {
      subject: ending,
      about: 'tokens and notification',
      before: 'present',
      after: 'present',
      details: ['- access token active: yes', '+ access token active: no'],
    },
  ]);
});

test('what servers make up for a session, and the suite for a run, is left out of facts', () => {
  const seen = (uuid: string, domain: string) => {
    const facts = new FactCollector('https://is');
    const [url, cleared] = ['https://is/commonauth', false];
    const attributes = [`Path=/t/${domain}/`, 'Secure'];
    facts.seeCookies({ url, cookies: [{ name: `pastr-${uuid}`, cleared, attributes }] });
    return facts.read();
  };
  const one = seen('0b5c9a52-0000-4000-8000-000000000001', 'ises-18da7b-be035b39.example');
  const other = seen('4f7e1d90-1111-4111-8111-000000000002', 'ises-ac1a62-5223e64e.example');
  expect(one).toEqual(other);
  expect(one.cookies).toMatchObject([{ name: 'pastr-…', host: 'provider' }]);
});
