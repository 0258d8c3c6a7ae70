import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose';

type Change = (claims: JWTPayload) => JWTPayload;
type Header = Readonly<Record<string, unknown>>;

const ALGORITHM = 'RS256';
const KEY_ID = 'fault-proxy';

/**
 * Changes what signed tokens claim, and signs them again with a key of its own. Whoever publishes the server's keys
 * publishes this one as well; a changed token that comes back to the server is the original again.
 */
export class TokenForge {
  /** By the changed token. */
  readonly #originals = new Map<string, string>();
  readonly #keys = generateKeyPair(ALGORITHM);

  /** Changes the claims, and members of the header; undefined removes a member. */
  async change(token: string, claims: Change, header: Header = {}): Promise<string> {
    const { privateKey } = await this.#keys;
    const merged = Object.entries({ ...decodeProtectedHeader(token), kid: KEY_ID, ...header });
    const present = Object.fromEntries(merged.filter(([, value]: [string, unknown]) => value !== undefined));
    const changed = await new SignJWT(claims(decodeJwt(token)))
      .setProtectedHeader({ ...present, alg: ALGORITHM })
      .sign(privateKey);
    this.#originals.set(changed, token);
    return changed;
  }

  /** The key that changed tokens verify with. */
  async publicKey(): Promise<JWK> {
    return { ...(await exportJWK((await this.#keys).publicKey)), kid: KEY_ID, alg: ALGORITHM, use: 'sig' };
  }

  /** A text, e.g. of a form or a query, in which every changed token is the original again. */
  restore(text: string): string {
    let restored = text;
    for (const [changed, original] of this.#originals) restored = restored.replaceAll(changed, original);
    return restored;
  }
}
