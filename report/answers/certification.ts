import { readiness, type Readiness } from '../../requirements/certification.ts';
import type { Report, RunFacts } from '../schema.ts';

export type Certification = NonNullable<Report['certification']>;

const isCore = ({ plan }: Readiness): boolean => plan === 'core';

function countReady(modules: readonly Readiness[], noun: string): string {
  const count = (wanted: Readiness['readiness']): number =>
    modules.filter(({ readiness: found }) => found === wanted).length;
  const unknown = count('unknown');
  return `${count('ready')} of ${modules.length} ${noun}${unknown === 0 ? '' : ` (${unknown} not known)`}`;
}

/** Which modules of the OpenID Foundation's suite the product would pass; undefined where a run can't tell. */
export function certificationOf({ target, requirements, partial, obstacles }: RunFacts): Certification | undefined {
  const isWhole = partial === undefined && obstacles.length === 0;
  if (target === undefined || target.product.standIn || !isWhole) return undefined;
  const modules = readiness(
    Object.fromEntries(requirements.map(({ requirement, verdict }) => [requirement.id, verdict])),
  );
  const [sessions, core] = [modules.filter((module) => !isCore(module)), modules.filter(isCore)];
  return {
    sentence: `ready for certification: ${countReady(sessions, 'modules about sessions and logout')}, ${countReady(core, 'core modules')}`,
    modules: modules.map(({ module, plan, readiness: found, because }) => ({
      module,
      plan,
      readiness: found,
      because: [...because],
    })),
  };
}
