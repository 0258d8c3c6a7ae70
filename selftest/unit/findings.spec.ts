import { expect, test, type TestInfo } from '@playwright/test';
import { Findings, listedDeviations } from '../../fixtures/recording/findings.ts';
import { given, Undecided } from '../../fixtures/undecided.ts';
import { deviations } from '../../requirements/deviations/index.ts';
import { catalogue, type RequirementId } from '../../requirements/index.ts';
import type { Deviation, Level } from '../../requirements/types.ts';

const idsOf = (level: Level): RequirementId[] =>
  catalogue.flatMap((requirement) => (requirement.level === level ? [requirement.id as RequirementId] : []));
const [A, B] = idsOf('MUST') as [RequirementId, RequirementId];
const [SHOULD] = idsOf('SHOULD') as [RequirementId];

const nothingListed = (): readonly Deviation[] => [];

/** What is thrown. */
async function errorOf(action: () => unknown): Promise<unknown> {
  try {
    await action();
  } catch (error) {
    return error;
  }
  throw new Error('nothing was thrown');
}
const failedAssertion = (actual: unknown): Promise<unknown> =>
  errorOf(() => {
    expect(actual).toBe('expected');
  });

const ended = (status: TestInfo['status'], error?: TestInfo['error']): TestInfo => ({ status, error }) as TestInfo;

const verdicts = ({ all }: Findings): unknown[] =>
  all.map(({ requirement, outcome, verdict, blockedBy }) => [requirement, outcome, verdict, blockedBy].filter(Boolean));

/** The end of a test that has found this. */
const ending = (findings: Findings) => () => {
  findings.throwIfFailed();
};

test('a failed assertion breaks a requirement, with both sides and the message', async () => {
  const findings = new Findings(nothingListed);
  findings.failed(A, await failedAssertion('actual'));
  findings.failed(SHOULD, await failedAssertion('actual'));
  expect(verdicts(findings)).toEqual([
    [A, 'broken', 'FAILED'],
    [SHOULD, 'broken', 'WARNING'],
  ]);
  expect(findings.all[0]).toMatchObject({ expected: 'expected', actual: 'actual' });
  expect(findings.all[0]?.message).toContain('toBe');
  expect(ending(findings)).toThrow('toBe');
});

test('a requirement that is only recommended does not fail the test', async () => {
  const findings = new Findings(nothingListed);
  findings.held(A);
  findings.failed(SHOULD, await failedAssertion('actual'));
  expect(ending(findings)).not.toThrow();
});

test('an error of a helper leaves a requirement undecided, and fails the test', () => {
  const findings = new Findings(nothingListed);
  findings.failed(A, new Error('locator.click: Timeout 15000ms exceeded'));
  findings.failed(B, 'a text that somebody threw');
  expect(verdicts(findings)).toEqual([
    [A, 'undecided', 'UNDECIDED'],
    [B, 'undecided', 'UNDECIDED'],
  ]);
  expect(findings.all[0]?.message).toContain('Timeout 15000ms');
  expect(ending(findings)).toThrow(`${A} is UNDECIDED: locator.click`);
});

test('a precondition that does not hold names what blocks the requirement', async () => {
  const findings = new Findings(nothingListed);
  findings.failed(A, new Undecided('no logout token came', B));
  const precondition = await errorOf(() =>
    given(B, () => {
      expect(1).toBe(2);
    }),
  );
  findings.failed(SHOULD, precondition);
  expect(verdicts(findings)).toEqual([
    [A, 'undecided', 'UNDECIDED', B],
    [SHOULD, 'undecided', 'UNDECIDED', B],
  ]);
  expect(ending(findings)).toThrow(`blocked by ${B}`);
});

test('a precondition that could not be looked at blocks nothing', async () => {
  const broken = new Error('the page crashed');
  expect(await errorOf(() => given(B, () => Promise.reject(broken)))).toBe(broken);
});

test('what is blocked by itself is broken', () => {
  const findings = new Findings(nothingListed);
  findings.failed(A, new Undecided('the iframe does not say "unchanged"', A));
  expect(verdicts(findings)).toEqual([[A, 'broken', 'FAILED']]);
});

test('what is blocked by something that this test found broken, and accepted, fails nothing', async () => {
  const findings = new Findings(nothingListed);
  findings.failed(SHOULD, await failedAssertion('actual'));
  findings.undecided(A, new Undecided('this needs it', SHOULD));
  expect(verdicts(findings)).toContainEqual([A, 'undecided', 'UNDECIDED', SHOULD]);
  expect(ending(findings)).not.toThrow();
});

test('of what a check needs, what is broken or undecided is found, and what was not looked at is not', async () => {
  const findings = new Findings(nothingListed);
  findings.held(SHOULD);
  expect(findings.notHeld([SHOULD, A])).toBeUndefined();
  findings.failed(A, await failedAssertion('actual'));
  expect(findings.notHeld([SHOULD, A])).toBe(A);
  findings.undecided(B, new Error('no answer'));
  expect(findings.notHeld([B])).toBe(B);
});

test.describe('a listed deviation', () => {
  const deviation: Deviation = {
    id: 'D1',
    requirement: A,
    seen: { from: '7.0.0', to: '7.2.0' },
    observed: 'a code instead of the error',
    matches: ({ actual }) => actual === 'a code',
  };
  const listing = (id: string): readonly Deviation[] => (id === A ? [deviation] : []);

  test('excuses what it describes', async () => {
    const findings = new Findings(listing);
    findings.failed(A, await failedAssertion('a code'));
    expect(findings.all).toMatchObject([{ outcome: 'broken', verdict: 'KNOWN', deviation: 'D1' }]);
    expect(ending(findings)).not.toThrow();
  });

  test('excuses no other fault of the same requirement', async () => {
    const findings = new Findings(listing);
    findings.failed(A, await failedAssertion('status 500'));
    expect(findings.all).toMatchObject([{ outcome: 'broken', verdict: 'FAILED' }]);
    expect(findings.all[0]?.deviation).toBeUndefined();
  });

  test('that is listed for other versions excuses nothing, and says that it was recognised', async () => {
    const findings = new Findings(nothingListed, listing);
    findings.failed(A, await failedAssertion('a code'));
    findings.failed(A, await failedAssertion('status 500'));
    expect(findings.all).toMatchObject([
      { verdict: 'FAILED', resembles: 'D1, listed for 7.0.0 to 7.2.0' },
      { verdict: 'FAILED' },
    ]);
    expect(findings.all[1]?.resembles).toBeUndefined();
  });

  test('excuses nothing on a stand-in, on another version, or where all are to count', () => {
    const [{ requirement, seen }] = deviations as [Deviation];
    const standIn = { standIn: true, version: seen.from };
    const older = { standIn: false, version: '6.0.0' };
    const product = { standIn: false, version: seen.from };
    expect(listedDeviations(product, 'known')(requirement)).not.toEqual([]);
    expect(listedDeviations(product, 'strict')(requirement)).not.toEqual([]);
    expect(listedDeviations(product, 'none')(requirement)).toEqual([]);
    expect(listedDeviations(older, 'known')(requirement)).toEqual([]);
    expect(listedDeviations(standIn, 'known')(requirement)).toEqual([]);
  });
});

test.describe('what a test names and no check decided', () => {
  test('is undecided, and the test fails for it', () => {
    const findings = new Findings(nothingListed);
    findings.held(A);
    findings.settle([A, B], ended('passed'));
    expect(verdicts(findings)).toEqual([
      [A, 'held', 'PASSED'],
      [B, 'undecided', 'UNDECIDED'],
    ]);
    expect(ending(findings)).toThrow('no check had decided this');
  });

  test('is undecided for the reason that the test ended with', () => {
    const findings = new Findings(nothingListed);
    const { message } = new Undecided('the sign-in brought no code', B);
    findings.settle([A], ended('failed', { message: `Undecided: ${message}` }));
    expect(verdicts(findings)).toEqual([[A, 'undecided', 'UNDECIDED', B]]);
    expect(ending(findings), 'the runner reports it itself').not.toThrow();
  });

  test('is left alone where the test was skipped', () => {
    const findings = new Findings(nothingListed);
    findings.settle([A], ended('skipped'));
    expect(findings.all).toEqual([]);
  });
});

test('what a test ended with is found, though something else became undecided after it', async () => {
  const findings = new Findings(nothingListed);
  const error = await errorOf(() =>
    given(B, () => {
      expect('actual').toBe('expected');
    }),
  );
  const later = new Undecided('something that nobody waits for any more');
  findings.settle([A], ended('failed', { message: String(error) }));
  expect(verdicts(findings)).toEqual([[A, 'undecided', 'UNDECIDED', B]]);
  expect(later.blockedBy).toBeUndefined();
});
