import type { Report, RunFacts } from '../schema.ts';
import { isBroken } from '../undecided.ts';
import { counted, inSeries } from '../words.ts';
import type { Coverage } from './coverage.ts';

export type Conformance = Report['conformance'];

/** `10 MUSTs and 3 documented promises`. */
const showBroken = ({ MUST, PRODUCT }: Conformance['broken']): string =>
  inSeries([
    ...(MUST === 0 ? [] : [counted(MUST, 'MUST')]),
    ...(PRODUCT === 0 ? [] : [counted(PRODUCT, 'documented promise')]),
  ]);

/**
 * What the product breaks, known or not. It is conformant only where nothing binding is broken and everything that
 * applies to it was judged by the whole suite.
 */
export function conformanceOf({ target, requirements, partial, obstacles }: RunFacts, coverage: Coverage): Conformance {
  const count = (level: 'MUST' | 'PRODUCT'): number =>
    requirements.filter((result) => result.requirement.level === level && isBroken(result)).length;
  const broken = { MUST: count('MUST'), PRODUCT: count('PRODUCT') };
  if (target === undefined) return { answer: 'none', broken, sentence: 'nothing was tested' };
  if (target.product.standIn)
    return { answer: 'none', broken, sentence: 'not judged: a stand-in was tested, not the product' };
  if (broken.MUST + broken.PRODUCT > 0) {
    const mayBeMore = partial !== undefined || obstacles.length > 0 || coverage.undecided + coverage['not run'] > 0;
    return {
      answer: 'broken',
      broken,
      sentence: `breaks ${mayBeMore ? 'at least ' : ''}${showBroken(broken)}`,
    };
  }
  return coverage.isWhole
    ? { answer: 'conformant', broken, sentence: 'conformant: no MUST and no documented promise is broken' }
    : {
        answer: 'open',
        broken,
        sentence: 'no MUST or documented promise was found broken, but not everything was judged',
      };
}
