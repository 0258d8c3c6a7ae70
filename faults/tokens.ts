import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose';

type Change = (claims: JWTPayload) => JWTPayload;
/** Undefined removes a member. */
type Header = Readonly<Record<string, string | undefined>>;
type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

const ALGORITHM = 'RS256';
/** Announced, and used where a fault is about it. */
export const OTHER_ALGORITHM = 'RS384';

/**
 * Changes what signed tokens claim, and signs them again with keys of its own. Whoever publishes the server's keys
 * publishes these as well; a changed token that comes back to the server is the original again.
 */
export class TokenForge {
  /** By the changed token. */
  readonly #originals = new Map<string, string>();
  /** By algorithm. */
  readonly #keys = new Map<string, Promise<KeyPair>>();

  #key(algorithm: string): Promise<KeyPair> {
    const known = this.#keys.get(algorithm) ?? generateKeyPair(algorithm, { extractable: true });
    this.#keys.set(algorithm, known);
    return known;
  }

  /** Changes the claims, and members of the header. */
  async change(token: string, claims: Change, header: Header = {}): Promise<string> {
    const algorithm = header['alg'] ?? ALGORITHM;
    const { privateKey } = await this.#key(algorithm);
    const merged = Object.entries({ ...decodeProtectedHeader(token), kid: keyId(algorithm), ...header });
    const present = Object.fromEntries(merged.filter(([, value]: [string, unknown]) => value !== undefined));
    const changed = await new SignJWT(claims(decodeJwt(token)))
      .setProtectedHeader({ ...present, alg: algorithm })
      .sign(privateKey);
    this.#originals.set(changed, token);
    return changed;
  }

  /** The keys that changed tokens verify with. */
  publicKeys(): Promise<JWK[]> {
    const entries = [...this.#keys].map(async ([alg, pair]) => ({
      ...(await exportJWK((await pair).publicKey)),
      kid: keyId(alg),
      alg,
      use: 'sig',
    }));
    return Promise.all(entries);
  }

  /** A text, e.g. of a form or a query, in which every changed token is the original again. */
  restore(text: string): string {
    let restored = text;
    for (const [changed, original] of this.#originals) restored = restored.replaceAll(changed, original);
    return restored;
  }
}

const keyId = (algorithm: string): string => `fault-proxy-${algorithm}`;
