import { generateKeyPair, SignJWT, UnsecuredJWT, decodeJwt } from 'jose';

/** Looks like an ID token, and is signed by nobody. */
export const UNVERIFIABLE_HINT = `${Buffer.from('{"alg":"RS256"}').toString('base64url')}.${Buffer.from('{"sub":"nobody"}').toString('base64url')}.c2lnbmF0dXJl`;

/** The claims of a token under the signature of somebody else. */
export async function signedByForeignKey(idToken: string): Promise<string> {
  const { privateKey } = await generateKeyPair('RS256');
  return new SignJWT(decodeJwt(idToken)).setProtectedHeader({ alg: 'RS256', kid: 'foreign' }).sign(privateKey);
}

/** The claims of a token with no signature at all. */
export const withoutSignature = (idToken: string): string => new UnsecuredJWT(decodeJwt(idToken)).encode();
