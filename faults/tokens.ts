import { decodeJwt, decodeProtectedHeader, exportJWK, generateKeyPair, SignJWT, type JWK, type JWTPayload } from 'jose';

type Change = (claims: JWTPayload) => JWTPayload;
/** Undefined removes a member. */
type Header = Readonly<Record<string, string | undefined>>;

const ALGORITHM = 'RS256';
/** Announced, and used where a fault is about it. */
export const OTHER_ALGORITHM = 'RS384';

interface ForgedKey {
  readonly algorithm: string;
  readonly tenant: string;
  readonly id: string;
  readonly pair: ReturnType<typeof generateKeyPair>;
}

/**
 * Changes what signed tokens claim, and signs them again with keys of its own. Whoever publishes the server's keys
 * publishes these as well; a changed token that comes back to the server is the original again.
 */
export class TokenForge {
  /** By the changed token. */
  readonly #originals = new Map<string, string>();
  readonly #keys: ForgedKey[] = [];

  #key(algorithm: string, tenant: string): ForgedKey {
    const known = this.#keys.find((key) => key.algorithm === algorithm && key.tenant === tenant);
    if (known !== undefined) return known;
    const pair = generateKeyPair(algorithm, { extractable: true });
    const made = { algorithm, tenant, id: `fault-proxy-${algorithm}-${this.#keys.length}`, pair };
    this.#keys.push(made);
    return made;
  }

  /** Changes the claims, and members of the header. */
  async change(token: string, claims: Change, header: Header = {}): Promise<string> {
    const algorithm = header['alg'] ?? ALGORITHM;
    const original = decodeJwt(token);
    const { id, pair } = this.#key(algorithm, tenantOf(original.iss ?? ''));
    const { privateKey } = await pair;
    const merged = Object.entries({ ...decodeProtectedHeader(token), kid: id, ...header });
    const present = Object.fromEntries(merged.filter(([, value]: [string, unknown]) => value !== undefined));
    const changed = await new SignJWT(claims(original))
      .setProtectedHeader({ ...present, alg: algorithm })
      .sign(privateKey);
    this.#originals.set(changed, token);
    return changed;
  }

  /** The keys that changed tokens verify with, of the tenant that publishes at this address. */
  publicKeys(address: string): Promise<JWK[]> {
    const own = this.#keys.filter(({ tenant }) => tenant === tenantOf(address));
    return Promise.all(
      own.map(async ({ algorithm, id, pair }) => ({
        ...(await exportJWK((await pair).publicKey)),
        kid: id,
        alg: algorithm,
        use: 'sig',
      })),
    );
  }

  /** A text, e.g. of a form or a query, in which every changed token is the original again. */
  restore(text: string): string {
    let restored = text;
    for (const [changed, original] of this.#originals) restored = restored.replaceAll(changed, original);
    return restored;
  }
}

/** The tenant of an address, by what stands in front of its path; '' for the super tenant. */
const tenantOf = (address: string): string => /\/t\/[^/]+/.exec(address)?.[0] ?? '';
