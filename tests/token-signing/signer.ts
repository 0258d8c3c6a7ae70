import { compactVerify, createLocalJWKSet, errors } from 'jose';
import type { PublishedKeys } from '../../fixtures/exchanges/keys.ts';
import { Undecided } from '../../fixtures/undecided.ts';

async function isSignedWith(token: string, published: PublishedKeys): Promise<boolean> {
  try {
    await compactVerify(token, createLocalJWKSet(published));
    return true;
  } catch (error) {
    if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWSSignatureVerificationFailed)
      return false;
    throw error instanceof errors.JOSEError
      ? new Undecided(`the signature cannot be verified: ${error.message}`)
      : error;
  }
}

/** Those of the named key sets that the signature verifies with. */
export async function signersOf(token: string, candidates: Readonly<Record<string, PublishedKeys>>): Promise<string[]> {
  const names: string[] = [];
  for (const [name, keys] of Object.entries(candidates)) if (await isSignedWith(token, keys)) names.push(name);
  return names;
}
