import type { TestBeginModule } from '../../fixtures/run/planted-faults.ts';

/**
 * A failed test is what a planted fault is there for. It is judged by its findings, so its failure is always expected: one
 * that is not would cost a new worker, with its provider and its browser.
 */
const acceptFailure: TestBeginModule['default'] = (testInfo) => {
  let expected = testInfo.expectedStatus;
  Object.defineProperty(testInfo, 'expectedStatus', {
    get: () => (testInfo.status === 'failed' || testInfo.status === 'timedOut' ? testInfo.status : expected),
    set: (wanted: typeof expected) => {
      expected = wanted;
    },
  });
};

export default acceptFailure;
