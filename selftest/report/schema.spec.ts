import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { reportJsonSchema, SCHEMA_VERSION } from '../../report/schema.ts';

const published = (): unknown =>
  JSON.parse(readFileSync(new URL('../../report/report.schema.json', import.meta.url), 'utf8'));

test('the published JSON Schema is the one that reports are written by: else `npm run schema`', () => {
  expect(published()).toEqual(JSON.parse(JSON.stringify(reportJsonSchema())));
});

test('the published JSON Schema names its version', () => {
  expect(JSON.stringify(published())).toContain(`"const":"${SCHEMA_VERSION}"`);
});
