import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { FINDINGS_PAGE, formattedFindingsPage } from '../../report/findings-page.ts';
import { advised, adviceOf } from '../../requirements/advice/index.ts';
import { deviations } from '../../requirements/deviations/index.ts';
import { catalogue } from '../../requirements/index.ts';

test('every requirement has its advice, and no advice is left over from one that is gone', () => {
  expect([...advised].sort()).toEqual(catalogue.map(({ id }) => id).sort());
});

test('advice is made of whole sentences', () => {
  const texts = advised.flatMap((id) => {
    const { meaning, setting, workaround } = adviceOf(id);
    return [meaning, setting, workaround].flatMap((text) => (text === undefined ? [] : [{ id, text }]));
  });
  expect(texts.filter(({ text }) => !/^[A-Z`5[].*[.]$/.test(text))).toEqual([]);
});

test('for every known deviation something is said that helps as long as it lasts', () => {
  const helpless = deviations.filter(({ requirement }) => {
    const { setting, workaround } = adviceOf(requirement);
    return setting === undefined && workaround === undefined;
  });
  expect(helpless.map(({ id, requirement }) => `${id} ${requirement}`)).toEqual([]);
});

test('the committed page of findings is that of the catalogue', async () => {
  expect(readFileSync(FINDINGS_PAGE, 'utf8'), 'docs/findings.md is out of date: npm run docs').toBe(
    await formattedFindingsPage(),
  );
});
