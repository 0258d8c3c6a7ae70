/** Every planted fault: one behaviour made wrong, with one sentence on what is wrong. */
export const FAULTS: Readonly<Record<string, string>> = {};

/** The faults that are switched on. Code asks `faults.has('name')` at the one place where the fault lives. */
export type Faults = ReadonlySet<string>;

/** Reads a comma-separated list. @throws Error that lists the known names when one is unknown. */
export function readFaults(list: string): Faults {
  const names = list
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
  const unknown = names.filter((name) => !Object.hasOwn(FAULTS, name));
  if (unknown.length === 0) return new Set(names);
  const known = Object.keys(FAULTS);
  throw new Error(
    `REFERENCE_FAULTS names ${unknown.map((name) => `"${name}"`).join(', ')}, which ${unknown.length === 1 ? 'is not a fault' : 'are not faults'}.` +
      ` Known: ${known.length === 0 ? 'none yet' : known.join(', ')}.`,
  );
}
