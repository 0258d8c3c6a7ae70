import { listedDeviations } from '../fixtures/recording/findings.ts';
import { advised, adviceOf } from '../requirements/advice/index.ts';
import { catalogue } from '../requirements/index.ts';
import type { Deviation, Requirement } from '../requirements/types.ts';
import { combine, type Verdict } from '../requirements/verdict.ts';
import { requirementsOf } from '../fixtures/verifies.ts';
import { attached, referTo, skipReason, wasSkipped, type FinishedTest } from './attached.ts';
import { decisionsOf } from './decisions.ts';
import type { Report, ReportedFinding, RequirementResult } from './schema.ts';
import { isBroken } from './undecided.ts';

export interface Judging {
  readonly finished: readonly FinishedTest[];
  readonly target: Report['target'];
  readonly deviations: Report['deviations'];
  /** Where the archive of a trace is, relative to the report. */
  readonly locateTrace?: ((file: string) => string) | undefined;
}

/** Which test's exchange is kept, under which id. */
export const exchangeId = ({ test }: FinishedTest): string => test.id;

function findingsOf(finished: FinishedTest, id: string, { locateTrace = (file) => file }: Judging): ReportedFinding[] {
  const { result, test } = finished;
  const hasExchange = attached(result, 'exchange').length > 0;
  const trace = result.attachments.find(({ name, path }) => name === 'trace' && path !== undefined)?.path;
  return decisionsOf(finished)
    .filter(({ requirement }) => requirement === id)
    .map(({ requirement: _, ...finding }) => ({
      test: referTo(test),
      ...finding,
      ...(finding.outcome !== 'held' && hasExchange ? { exchange: exchangeId(finished) } : {}),
      ...(finding.outcome !== 'held' && trace !== undefined ? { trace: locateTrace(trace) } : {}),
    }));
}

const listing = ({ id, observed, intermittent, link }: Deviation): RequirementResult['listed'][number] => ({
  id,
  observed,
  intermittent: intermittent === true,
  ...(link === undefined ? {} : { link }),
});

/** As the catalogue has it, for readers who do not. */
export const published = ({
  id,
  specification,
  clause,
  level,
  impact,
  area,
  text,
  url,
  measured,
}: Requirement): RequirementResult['requirement'] => ({
  id,
  specification,
  clause,
  level,
  impact,
  area,
  text,
  url,
  ...(measured === undefined ? {} : { measured }),
});

function judgeRequirement(requirement: Requirement, judging: Judging): RequirementResult {
  const { finished, target, deviations } = judging;
  const { id } = requirement;
  const concerned = finished.filter(({ test }) => requirementsOf(test).includes(id));
  const findings = concerned.flatMap((each) => findingsOf(each, id, judging));
  const skipped = concerned.filter(({ result }) => wasSkipped(result));
  const reasons = [...new Set(skipped.map(({ result }) => skipReason(result)))].sort();
  const verdicts: Verdict[] = findings.map(({ verdict }) => verdict);
  const verdict = combine(reasons.length > 0 ? [...verdicts, 'SKIPPED'] : verdicts);
  return {
    requirement: published(requirement),
    verdict,
    tests: concerned.map(({ test }) => referTo(test)),
    findings,
    reasons,
    listed: target === undefined ? [] : listedDeviations(target.product, deviations)(id).map(listing),
    ...(isBroken({ verdict }) && advised.includes(id) ? { meaning: adviceOf(id).meaning } : {}),
  };
}

/** The verdict on each requirement of the catalogue, from what the tests attached to their results. */
export const judgeRequirements = (judging: Judging): RequirementResult[] =>
  catalogue.map((requirement) => judgeRequirement(requirement, judging));
