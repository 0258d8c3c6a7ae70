import { fetchDiscovery, discoveryUrl } from '../../fixtures/exchanges/discovery.ts';
import { expect, given, type SharedTarget, test, verifies } from '../../fixtures/index.ts';

const URLS = ['issuer', 'authorization_endpoint', 'token_endpoint', 'jwks_uri'];
const LISTS = ['response_types_supported', 'subject_types_supported', 'id_token_signing_alg_values_supported'];

/** The document, where there is one: whether it is published rightly is the business of DISCOVERY-5. */
async function published({ description }: SharedTarget): Promise<Readonly<Record<string, unknown>>> {
  const { document } = await fetchDiscovery(description);
  await given('DISCOVERY-5', () => {
    expect(document, 'the metadata').toBeDefined();
  });
  return document ?? {};
}

test(
  'DISCOVERY-1 names as issuer the url under which it is published',
  verifies('DISCOVERY-1'),
  async ({ target, check }) => {
    const { issuer } = await published(target);
    await given('DISCOVERY-2', () => {
      expect(issuer, 'issuer').toEqual(expect.any(String));
    });
    await check('DISCOVERY-1', () => {
      expect(`${String(issuer).replace(/\/$/, '')}/.well-known/openid-configuration`).toBe(
        discoveryUrl(target.description),
      );
    });
  },
);

test('DISCOVERY-2 holds every required member', verifies('DISCOVERY-2'), async ({ target, check }) => {
  const document = await published(target);
  const missing = [
    ...URLS.filter((name) => !URL.canParse(String(document[name]))),
    ...LISTS.filter((name) => !Array.isArray(document[name]) || document[name].length === 0),
  ];
  await check('DISCOVERY-2', () => {
    expect(missing, 'required members that are missing or of another kind').toEqual([]);
  });
});

test('DISCOVERY-5 is answered as JSON', verifies('DISCOVERY-5'), async ({ target, check }) => {
  const { status, contentType, document } = await fetchDiscovery(target.description);
  await check('DISCOVERY-5', () => {
    expect(status, 'status').toBe(200);
    expect(contentType, 'content type').toMatch(/^application\/json\s*(;|$)/);
    expect(document, 'the metadata').toBeDefined();
  });
});

test('DISCOVERY-6 publishes https endpoints only', verifies('DISCOVERY-6'), async ({ target, check }) => {
  const document = await published(target);
  const endpoints = Object.entries(document).filter(([name]) => /^issuer$|_endpoint$|^jwks_uri$|_iframe$/.test(name));
  await given('DISCOVERY-2', () => {
    expect(endpoints.map(([name]) => name)).toEqual(expect.arrayContaining(URLS));
  });
  await check('DISCOVERY-6', () => {
    expect(
      endpoints.filter(([, url]) => !String(url).startsWith('https://')),
      'endpoints without https',
    ).toEqual([]);
  });
});

test('DISCOVERY-7 supports RS256 for ID tokens', verifies('DISCOVERY-7'), async ({ target, check }) => {
  const { id_token_signing_alg_values_supported: algorithms } = await published(target);
  await given('DISCOVERY-2', () => {
    expect(algorithms).toEqual(expect.any(Array));
  });
  await check('DISCOVERY-7', () => {
    expect(algorithms).toContain('RS256');
  });
});

for (const { id, member } of [
  { id: 'SESSION-DISCOVERY-1', member: 'check_session_iframe' },
  { id: 'RPLOGOUT-DISCOVERY-1', member: 'end_session_endpoint' },
] as const) {
  test(`${id} publishes ${member}`, verifies(id), async ({ target, check }) => {
    const document = await published(target);
    await check(id, () => {
      expect(document[member], member).toEqual(expect.stringMatching(/^https?:\/\//));
    });
  });
}

test('BACK-DISCOVERY-1 announces back-channel logout', verifies('BACK-DISCOVERY-1'), async ({ target, check }) => {
  const document = await published(target);
  await check('BACK-DISCOVERY-1', () => {
    expect(document['backchannel_logout_supported'], 'backchannel_logout_supported').toBe(true);
  });
});
