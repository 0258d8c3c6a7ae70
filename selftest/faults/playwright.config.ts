import { cpus } from 'node:os';
import { defineConfig, type Project } from '@playwright/test';
import { FAULTS, FAULT_NAMES, type FaultName } from '../../containers/reference-provider/faults/index.ts';
import type { CookiePolicyOptions } from '../../fixtures/cookie-policy.ts';
import type { PlantedFaultOptions } from '../../fixtures/planted-faults.ts';
import { findBrowser } from '../../setup/find-browser.ts';
import { readOrder } from './order.ts';

const executablePath = findBrowser(process.env['BROWSER_PATH'])?.executablePath;
const order = readOrder();
const wanted = order.faults.length > 0 ? order.faults : FAULT_NAMES;

type FaultProject = Project<object, CookiePolicyOptions & PlantedFaultOptions>;

/** The cookie topologies of the suite; a fault is seen only in those in which one of its requirements can be judged. */
const topologies: readonly { name: string; requirement?: string; project: FaultProject }[] = [
  { name: '', project: { grepInvert: /@third-party-cookies/ } },
  {
    name: ', third-party cookies allowed',
    requirement: 'COOKIE-5',
    project: { grep: /@third-party-cookies-allowed/, use: { cookiePolicy: 'allowed' } },
  },
  {
    name: ', third-party cookies blocked',
    requirement: 'COOKIE-6',
    project: { grep: /@third-party-cookies-blocked/, use: { cookiePolicy: 'blocked' } },
  },
];

const projectsOf = (fault: FaultName): FaultProject[] =>
  topologies
    .filter(({ requirement }) => order.all || requirement === undefined || FAULTS[fault].breaks.includes(requirement))
    .map(({ name, project }) => ({
      ...project,
      name: `${fault}${name}`,
      metadata: { fault },
      // One worker each: one provider, one browser.
      workers: 1,
      use: { ...project.use, plantedFaults: [fault], failuresAreAccepted: true },
    }));

/** `npm run selftest`: every planted fault is a project, and its provider has that fault and no other. */
export default defineConfig<object, CookiePolicyOptions & PlantedFaultOptions>({
  testDir: '../../tests',
  outputDir: '../../test-results/faults',
  globalSetup: '../../fixtures/global-setup.ts',
  // Some wait for what the fault keeps from happening, while others work.
  workers: cpus().length + 1,
  timeout: 90_000,
  expect: { timeout: 5_000 },
  reporter: [['./kill-table-reporter.ts']],
  use: {
    browserName: 'chromium',
    launchOptions: executablePath === undefined ? {} : { executablePath },
    navigationTimeout: 10_000,
    actionTimeout: 5_000,
  },
  projects: wanted.flatMap(projectsOf),
});
