/** A span of time in milliseconds. Made only by the functions below, so that a bare number cannot pass for one. */
export type Duration = number & { readonly unit: 'milliseconds' };

const duration = (milliseconds: number): Duration => milliseconds as Duration;

export const milliseconds = (count: number): Duration => duration(count);
export const seconds = (count: number): Duration => duration(count * 1_000);
export const minutes = (count: number): Duration => duration(count * 60_000);
export const hours = (count: number): Duration => duration(count * 3_600_000);
export const days = (count: number): Duration => duration(count * 86_400_000);

/** The sum of several spans; a negative factor is expressed with {@link times}. */
export const plus = (...spans: readonly Duration[]): Duration => duration(spans.reduce((sum, span) => sum + span, 0));
export const minus = (from: Duration, span: Duration): Duration => duration(from - span);
export const times = (span: Duration, factor: number): Duration => duration(span * factor);

const UNITS: readonly [number, string][] = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
];

/** Human form with the two largest units, e.g. `14 min 50 s`, `3 d`, `250 ms`. */
export function formatDuration(span: Duration): string {
  let rest = Math.round(span);
  if (Math.abs(rest) < 1_000) return `${rest} ms`;
  const parts: string[] = [];
  for (const [size, unit] of UNITS) {
    const count = Math.trunc(rest / size);
    if (count !== 0 && parts.length < 2) parts.push(`${count} ${unit}`);
    rest -= count * size;
  }
  return parts.join(' ');
}
