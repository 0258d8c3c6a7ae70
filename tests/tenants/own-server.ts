import type { TargetDescription } from '../../fixtures/index.ts';
import type { TestInfo } from '@playwright/test';

/** A tenant can not be removed again: where the server is not the suite's own, none is made. */
export function needsOwnServer({ kind }: TargetDescription, testInfo: TestInfo): void {
  testInfo.skip(
    kind === 'remote',
    "makes a tenant, which could not be removed again from a server that is not the suite's own",
  );
}
