import type { Observation } from '../types.ts';

// What predicates of deviations say of what a check saw.

/** Parameters of the authorization answer that a matcher was given; none where it was a page. */
export function parametersOf({ actual }: Observation): Readonly<Record<string, string>> {
  const { parameters } = (actual ?? {}) as { parameters?: Readonly<Record<string, string>> };
  return parameters ?? {};
}

export const hasCode = (observation: Observation): boolean => 'code' in parametersOf(observation);

export const isError =
  (code: string) =>
  (observation: Observation): boolean =>
    parametersOf(observation)['error'] === code;

/** What every fact of `wanted` was, where the check saw an object. */
export const saw =
  (wanted: Readonly<Record<string, unknown>>) =>
  ({ actual }: Observation): boolean =>
    typeof actual === 'object' &&
    actual !== null &&
    Object.entries(wanted).every(([name, value]) => (actual as Readonly<Record<string, unknown>>)[name] === value);

export const is =
  (wanted: unknown) =>
  ({ actual }: Observation): boolean =>
    actual === wanted;

/** A list of nothing but this, and not an empty one. */
export const areAll =
  (wanted: unknown) =>
  ({ actual }: Observation): boolean =>
    Array.isArray(actual) && actual.length > 0 && actual.every((each) => each === wanted);

/** The same plain data. */
export const equals =
  (wanted: unknown) =>
  ({ actual }: Observation): boolean =>
    JSON.stringify(actual) === JSON.stringify(wanted);
