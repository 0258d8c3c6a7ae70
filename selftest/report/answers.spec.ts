import { expect, test } from '@playwright/test';
import { answer } from '../../report/answers/index.ts';
import type { Report, RunFacts } from '../../report/schema.ts';
import { isUnexplained, undecidedGroups } from '../../report/undecided.ts';
import { facts } from './sample-facts.ts';
import { found, undecided, without, type Change } from './sample-parts.ts';
import { standIn } from './samples.ts';

const [A, B, C, D] = facts.requirements.map(({ requirement }) => requirement.id) as [string, string, string, string];

const run = (changes: Readonly<Record<string, Change>>, other: Partial<RunFacts> = {}): Report =>
  answer({
    ...facts,
    requirements: facts.requirements.map((result) => changes[result.requirement.id]?.(result) ?? result),
    ...other,
  });

const failed = (level: 'MUST' | 'PRODUCT' = 'MUST'): Change => found('FAILED', { level });
const knownAs = (deviation: string, level: 'MUST' | 'PRODUCT' = 'MUST'): Change =>
  found('KNOWN', { level }, { deviation });
const warned = found('WARNING', { level: 'SHOULD' });
const gone: RunFacts['remarks'] = [{ kind: 'deviation gone', text: 'gone', requirement: D, deviation: 'D9' }];
const lost = [{ problem: 'The server no longer answers.', remedy: 'start it again.' }];

const CONFORMANCE: readonly [what: string, report: Report, answer: string, sentence: string][] = [
  ['nothing is broken, and all was judged', run({}), 'conformant', 'conformant: no MUST'],
  ['a recommendation is not followed', run({ [A]: warned }), 'conformant', 'conformant: no MUST'],
  ['what does not apply is skipped', run({ [A]: without('SKIPPED', 'does not apply: none') }), 'conformant', ''],
  ['something that applies is skipped', run({ [A]: without('SKIPPED', 'needs a clock') }), 'open', 'not everything'],
  [
    'one reason of two is that it does not apply',
    run({ [A]: without('SKIPPED', 'does not apply: x', 'y') }),
    'open',
    '',
  ],
  ['something is undecided', run({ [A]: undecided('no answer') }), 'open', 'not everything was judged'],
  ['something was not run', run({ [A]: without('NOT RUN') }), 'open', 'not everything was judged'],
  ['a part was chosen', run({}, { partial: 'only same-site' }), 'open', 'not everything was judged'],
  ['the run was cut', run({}, { obstacles: lost }), 'open', 'not everything was judged'],
  ['one MUST is broken', run({ [A]: failed() }), 'broken', 'breaks 1 MUST'],
  ['known ones count as well', run({ [A]: failed(), [B]: knownAs('D1') }), 'broken', 'breaks 2 MUSTs'],
  [
    'promises of the documentation count',
    run({ [A]: knownAs('D1'), [B]: failed('PRODUCT'), [C]: knownAs('D2', 'PRODUCT') }),
    'broken',
    'breaks 1 MUST and 2 documented promises',
  ],
  ['there may be more', run({ [A]: failed(), [B]: undecided('no answer') }), 'broken', 'breaks at least 1 MUST'],
  ['it is a stand-in', run({}, { target: standIn.target }), 'none', 'a stand-in was tested, not the product'],
];
for (const [what, { conformance, headline }, expected, sentence] of CONFORMANCE)
  test(`conformance where ${what}: ${expected}`, () => {
    expect(conformance.answer).toBe(expected);
    expect(conformance.sentence).toContain(sentence);
    expect(headline === 'CONFORMANT', headline).toBe(expected === 'conformant');
  });

const EXPECTATION: readonly [what: string, report: Report, exitCode: 0 | 1 | 2, sentence: string][] = [
  ['nothing failed', run({}), 0, 'nothing new: nothing failed'],
  [
    'all that is broken is listed',
    run({ [A]: knownAs('D1'), [B]: knownAs('D2') }),
    0,
    'nothing new: all 2 deviations are listed for 7.1.0',
  ],
  ['a warning is new', run({ [A]: warned }), 0, `1 new warning, which does not fail the run: ${A}`],
  ['something failed', run({ [A]: knownAs('D1'), [B]: failed() }), 1, `1 new failure: ${B}`],
  ['a listed deviation is gone', run({}, { remarks: gone }), 0, 'nothing new'],
  [
    'a listed deviation is gone, and that is looked at strictly',
    run({}, { remarks: gone, deviations: 'strict' }),
    1,
    `1 listed deviation no longer occurs: D9 (${D})`,
  ],
  [
    'something is undecided',
    run({ [A]: undecided('no answer') }),
    2,
    'no verdict: 1 requirement undecided because of the suite or its environment',
  ],
  [
    'something is undecided because something known is broken',
    run({ [A]: knownAs('D1'), [B]: undecided('no answer', A) }),
    0,
    'nothing new',
  ],
  [
    'something is undecided because something failed',
    run({ [A]: failed(), [B]: undecided('no answer', A) }),
    1,
    `1 new failure: ${A}`,
  ],
  [
    'something failed, and something else is undecided',
    run({ [A]: failed(), [B]: undecided('no answer') }),
    1,
    '; 1 requirement undecided',
  ],
  ['the server was lost', run({ [A]: failed() }, { obstacles: lost }), 2, 'no verdict: The server no longer answers;'],
  ['a test failed by itself', run({}, { tests: { passed: 1, failed: 1, skipped: 0, 'not run': 0 } }), 0, 'nothing new'],
];
for (const [what, { exitCode, expectation }, expected, sentence] of EXPECTATION)
  test(`exit code where ${what}: ${expected}`, () => {
    expect(exitCode).toBe(expected);
    expect(expectation.sentence).toContain(sentence);
  });

test('what is blocked by something that is blocked itself is explained by what is broken in the end', () => {
  const { requirements, coverage } = run({
    [A]: failed(),
    [B]: undecided('first', A),
    [C]: undecided('second', B),
    [D]: undecided('third', 'NOT-IN-THE-RUN'),
  });
  expect(requirements.flatMap(({ explainedBy }) => explainedBy ?? [])).toEqual([A, A]);
  expect(requirements.filter(isUnexplained).map(({ requirement }) => requirement.id)).toEqual([D]);
  expect(coverage.sentence).toContain('2 blocked by broken ones, 1 undecided');
  expect(undecidedGroups(requirements).map(({ blockedBy, results }) => [blockedBy, results.length])).toEqual([
    ['NOT-IN-THE-RUN', 1],
    [A, 2],
  ]);
});

test('two that block each other explain nothing', () => {
  const { requirements, exitCode } = run({ [A]: undecided('x', B), [B]: undecided('y', A) });
  expect(requirements.filter(isUnexplained)).toHaveLength(2);
  expect(exitCode).toBe(2);
});

test('coverage names what was skipped, what does not apply, and what was not run', () => {
  const { coverage } = run({
    [A]: without('SKIPPED', 'needs a clock'),
    [B]: without('SKIPPED', 'does not apply: the server has none'),
    [C]: without('NOT RUN'),
  });
  const total = facts.requirements.length;
  expect(coverage).toMatchObject({ isWhole: false, judged: total - 3, skipped: 1, 'not applicable': 1, 'not run': 1 });
  expect(coverage.sentence).toBe(
    `${total - 3} of ${total} requirements judged; 1 skipped, 1 not applicable to this server, 1 not run`,
  );
});

const HEADLINES: readonly [what: string, report: Report, headline: string][] = [
  ['a part with a broken MUST', run({ [A]: failed() }, { partial: 'x' }), 'judged, breaks at least 1 MUST'],
  ['a gap', run({ [A]: without('SKIPPED', 'y') }), 'Nothing binding found broken, but only '],
  ['a lost server', run({}, { obstacles: lost }), 'Ended early, no verdict'],
  ['a failing stand-in', run({ [A]: failed() }, { target: standIn.target }), 'Stand-in: 1 requirement failed'],
  [
    'an undecided stand-in',
    run({ [A]: undecided('x') }, { target: standIn.target }),
    'Stand-in: 1 requirement undecided',
  ],
  ['a part on a stand-in', run({}, { target: standIn.target, partial: 'x' }), 'as far as a part of it can tell'],
];
for (const [what, { headline }, words] of HEADLINES)
  test(`the headline of ${what} says "${words.trim()}"`, () => {
    expect(headline).toContain(words);
  });

test('neither a stand-in nor a part of the suite is ready for a certification', () => {
  expect(run({}).certification?.modules.length).toBeGreaterThan(17);
  expect(run({}, { target: standIn.target }).certification).toBeUndefined();
  expect(run({}, { partial: 'x' }).certification).toBeUndefined();
});
