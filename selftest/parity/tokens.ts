import { decodeJwt, decodeProtectedHeader } from 'jose';

const since = (start: number | undefined, time: unknown): unknown =>
  typeof time === 'number' && start !== undefined ? `iat + ${time - start} s` : time;

/** Header and claims of a token, its times told as seconds after `iat`. The signature is not looked at. */
export function describeToken(token: string): { header: unknown; claims: Record<string, unknown> } {
  const { iat, exp, nbf, ...claims } = decodeJwt(token);
  return {
    header: decodeProtectedHeader(token),
    claims: { ...claims, iat: typeof iat === 'number' ? '<time>' : iat, exp: since(iat, exp), nbf: since(iat, nbf) },
  };
}
