import { lookup } from 'node:dns/promises';
import { networkInterfaces } from 'node:os';

/** The host of a url as sockets and resolvers take it: an IPv6 address stands in brackets in a url. */
export const withoutBrackets = (hostname: string): string => hostname.replaceAll(/^\[|\]$/g, '');

/** Does a name or an address mean this machine wherever it is used? */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || hostname.startsWith('127.');

/**
 * Does it lead to this machine, by any of its addresses? True as well where that can't be found out. It may be passed on
 * from there, e.g. by a proxy or into a container, which nobody can tell from outside.
 */
export async function leadsHere(hostname: string): Promise<boolean> {
  if (isLoopback(hostname)) return true;
  const own = Object.values(networkInterfaces()).flatMap((each = []) => each.map(({ address }) => address));
  try {
    const addresses = await lookup(withoutBrackets(hostname), { all: true });
    return addresses.some(({ address }) => own.includes(address) || isLoopback(address) || address === '::1');
  } catch {
    return true;
  }
}
