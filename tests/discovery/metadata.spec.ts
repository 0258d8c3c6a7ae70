import { decodeProtectedHeader } from 'jose';
import { expect, test, verifies } from '../../fixtures/index.ts';
import { discoveryUrl, readDiscovery } from '../../fixtures/discovery.ts';
import { readKeys } from '../../fixtures/keys.ts';

const REQUIRED = ['response_types_supported', 'subject_types_supported', 'id_token_signing_alg_values_supported'];

test('the metadata is published under its issuer', verifies('DISCOVERY-1'), async ({ target }) => {
  const { endpoints } = await readDiscovery(target.description);
  expect(`${endpoints.issuer}/.well-known/openid-configuration`).toBe(discoveryUrl(target.description));
});

test('every endpoint is https and nothing required is missing', verifies('DISCOVERY-2'), async ({ target }) => {
  const { document } = await readDiscovery(target.description);
  const endpoints = Object.entries(document).filter(([name]) => /_endpoint$|_uri$|_iframe$/.test(name));
  for (const [name, url] of endpoints) expect(String(url), name).toMatch(/^https:\/\//);
  for (const name of REQUIRED) expect(document[name], name).toEqual(expect.arrayContaining([expect.any(String)]));
  expect(document['id_token_signing_alg_values_supported']).toContain('RS256');
});

test(
  'the key that signs ID tokens is published, and nothing private with it',
  verifies('DISCOVERY-3', 'DISCOVERY-4'),
  async ({ target, relyingParty, user, check }) => {
    const { signedIn } = await relyingParty.signIn(user);
    const { keys } = await readKeys(target.description, relyingParty.registered.endpoints.jwks);
    await check('DISCOVERY-3', () => {
      expect(keys.map(({ kid }) => kid)).toContain(decodeProtectedHeader(signedIn.idToken).kid);
    });
    await check('DISCOVERY-4', () => {
      const secret = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'k'];
      expect(keys.flatMap((key) => Object.keys(key).filter((member) => secret.includes(member)))).toEqual([]);
    });
  },
);

test(
  'session management and logout are announced',
  verifies('SESSION-DISCOVERY-1', 'RPLOGOUT-DISCOVERY-1', 'BACK-DISCOVERY-1'),
  async ({ target, check }) => {
    const { document } = await readDiscovery(target.description);
    const { origin } = new URL(target.description.baseUrl);
    await check('SESSION-DISCOVERY-1', () => {
      expect(document['check_session_iframe']).toEqual(expect.stringMatching(`^${origin}/`));
    });
    await check('RPLOGOUT-DISCOVERY-1', () => {
      expect(document['end_session_endpoint']).toEqual(expect.stringMatching(`^${origin}/`));
    });
    await check('BACK-DISCOVERY-1', () => {
      expect(document).toMatchObject({
        backchannel_logout_supported: true,
        backchannel_logout_session_supported: true,
      });
    });
  },
);
