import { compactVerify, createLocalJWKSet, decodeProtectedHeader, type JWK } from 'jose';
import { readDiscovery } from '../../fixtures/exchanges/discovery.ts';
import { readKeys } from '../../fixtures/exchanges/keys.ts';
import { expect, test, verifies } from '../../fixtures/index.ts';

/** Members that belong to the private half of a key, or are the key itself (RFC 7518, 6). */
const PRIVATE = ['d', 'p', 'q', 'dp', 'dq', 'qi', 'oth', 'k'];

/** Why the signature cannot be verified with these keys; undefined where it can. */
const problemOf = (token: string, keys: JWK[]): Promise<string | undefined> =>
  compactVerify(token, createLocalJWKSet({ keys })).then(
    () => undefined,
    (error: unknown) => String(error),
  );

test(
  'DISCOVERY-3 publishes the key that signs ID tokens',
  verifies('DISCOVERY-3'),
  async ({ target, relyingParty, user, check }) => {
    const { signedIn } = await relyingParty.signIn(user);
    const { keys } = await readKeys(target.description, relyingParty.registered.endpoints.jwks);
    const { kid } = decodeProtectedHeader(signedIn.idToken);
    await check('DISCOVERY-3', async () => {
      expect(keys.length === 1 || kid !== undefined, 'the ID token names its key, or there is only one').toBe(true);
      expect(await problemOf(signedIn.idToken, keys), 'what is wrong with the signature').toBeUndefined();
    });
  },
);

test('DISCOVERY-4 publishes nothing of a private key', verifies('DISCOVERY-4'), async ({ target, check }) => {
  const { endpoints } = await readDiscovery(target.description);
  const { keys } = await readKeys(target.description, endpoints.jwks);
  expect(keys.length, 'published keys').toBeGreaterThan(0);
  await check('DISCOVERY-4', () => {
    const members = keys.flatMap((key) => Object.keys(key));
    expect(members.filter((member) => PRIVATE.includes(member))).toEqual([]);
  });
});
