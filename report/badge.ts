import { HEADLINES } from './words.ts';
import type { Report } from './schema.ts';

const COLOURS = { 0: 'brightgreen', 1: 'red', 2: 'lightgrey' } as const;

/** An endpoint badge of shields.io: https://shields.io/badges/endpoint-badge */
export function badgeOf({ exitCode, target, counts }: Report): {
  schemaVersion: 1;
  label: string;
  message: string;
  color: string;
  isError: boolean;
} {
  const { product } = target ?? {};
  const version = product === undefined ? '' : product.standIn ? ' (stand-in)' : ` ${product.version}`;
  const failing = counts.FAILED + counts.STALE;
  const message = HEADLINES[exitCode].toLowerCase() + (exitCode === 1 ? ` (${failing} failing)` : '');
  return {
    schemaVersion: 1,
    label: `session conformance${version}`,
    message,
    // A stand-in's good result is no good news about the product.
    color: exitCode === 0 && product?.standIn === true ? 'yellow' : COLOURS[exitCode],
    isError: exitCode !== 0,
  };
}
