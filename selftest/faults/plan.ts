import type { Suite, TestCase } from '@playwright/test/reporter';
import type { FaultName } from '../../faults/index.ts';
import { announcePlan } from '../../fixtures/run/planted-faults.ts';
import { concerns } from './choice.ts';
import { batchTrials, type Batch, type Trial } from './batches.ts';
import { bystanders, wantedFaults, type Order } from './order.ts';

/** The same test has another id in each project. */
const keyOf = (test: TestCase): string => test.titlePath().slice(2).join(' › ');

/** Those that the order asks for, each with its tests; faults with none are left out. */
function trialsOf(tests: readonly TestCase[], order: Order): Trial[] {
  const keyed = tests.map((test) => ({ test, key: keyOf(test) }));
  return wantedFaults(order)
    .map((fault) => {
      const own = keyed.filter(({ test }) => order.all || concerns(test, fault)).map(({ key }) => key);
      const others = keyed.map(({ key }) => key).filter((key) => !own.includes(key));
      return { fault, tests: own.length === 0 ? own : [...own, ...bystanders(fault, others, order)] };
    })
    .filter((trial) => trial.tests.length > 0);
}

const topologyOf = (project: Suite): unknown => project.project()?.metadata['topology'];

/** Projects of one cookie topology have the same tests. */
const byTopology = (projects: readonly Suite[]): Suite[][] =>
  [...new Set(projects.map(topologyOf))].map((topology) => projects.filter((each) => topologyOf(each) === topology));

/** Each test's fault, by its id; a test that is not among them is not to be run. */
export type FaultOf = ReadonlyMap<string, FaultName>;

/**
 * Decides which test of which project runs with which fault, and tells the workers. Whoever asks for one fault, or for
 * every test, gets a provider for each fault; else faults that no test has in common share one.
 */
export function planRun(root: Suite, order: Order): FaultOf {
  const isShared = !order.all && order.faults.length !== 1;
  const faultOf = new Map<string, FaultName>();
  const projects: Record<string, FaultName> = {};
  const tests: Record<string, FaultName> = {};
  const enlist = (project: Suite, batch: Batch): void => {
    const [first, second] = batch;
    if (first !== undefined && second === undefined) projects[project.title] = first.fault;
    const planned = new Map(batch.flatMap((trial) => trial.tests.map((key) => [key, trial.fault])));
    for (const test of project.allTests()) {
      const fault = planned.get(keyOf(test));
      if (fault === undefined) continue;
      faultOf.set(test.id, fault);
      if (second !== undefined) tests[test.id] = fault;
    }
  };
  for (const alike of byTopology(root.suites)) {
    const trials = trialsOf(alike[0]?.allTests() ?? [], order);
    const batches: Batch[] = isShared ? batchTrials(trials) : trials.map((trial) => [trial]);
    for (const [at, project] of alike.entries()) enlist(project, batches[at] ?? []);
  }
  announcePlan({ projects, tests, atTestBegin: new URL('./accepted-failure.ts', import.meta.url).href });
  return faultOf;
}
