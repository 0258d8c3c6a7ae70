import type { Report } from './schema.ts';

interface Badge {
  readonly schemaVersion: 1;
  readonly label: string;
  readonly message: string;
  readonly color: 'brightgreen' | 'orange' | 'red' | 'lightgrey' | 'blue';
  readonly isError: boolean;
}

/** A colour is a verdict: only a run of the whole suite against the product, that came to one, has it. */
function colourOf({ target, exitCode, partial, conformance }: Report): Badge['color'] {
  if (target?.product.standIn === true) return 'blue';
  if (exitCode === 2 || partial !== undefined || conformance.answer === 'none') return 'lightgrey';
  if (exitCode === 1) return 'red';
  return { conformant: 'brightgreen', broken: 'orange', open: 'lightgrey' }[conformance.answer] as Badge['color'];
}

/** How much is new, in a word or two. */
function newsOf({ target, exitCode, partial, expectation }: Report): string {
  const isShort = target === undefined || target.product.standIn || partial !== undefined || exitCode === 2;
  if (isShort) return '';
  if (expectation.answer === 'nothing new') return ', nothing new';
  const { failures } = expectation;
  return failures.length === 0 ? ', a listed deviation is gone' : `, ${failures.length} new`;
}

/** An endpoint badge of shields.io: https://shields.io/badges/endpoint-badge */
export function badgeOf(report: Report): Badge {
  const { product } = report.target ?? {};
  const version = product === undefined || product.standIn ? '' : ` ${product.version}`;
  return {
    schemaVersion: 1,
    label: `session conformance${version}`,
    message: `${report.headline}${newsOf(report)}`,
    color: colourOf(report),
    isError: report.exitCode !== 0,
  };
}
