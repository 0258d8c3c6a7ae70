import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';

const read = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const { devDependencies } = JSON.parse(read('package.json')) as { devDependencies: Record<string, string> };

for (const example of ['docs/ci/gitlab-ci.yml', 'docs/ci/Jenkinsfile'])
  test(`${example} takes the image of the Playwright that is installed`, () => {
    expect(read(example)).toContain(`mcr.microsoft.com/playwright:v${devDependencies['@playwright/test'] ?? ''}-noble`);
  });
