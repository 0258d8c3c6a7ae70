import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { FINDINGS_PAGE, formattedFindingsPage } from './findings-page.ts';

/** First half of `npm run docs`: the page. The pictures are made of the last run, by docs/pictures. */
mkdirSync(dirname(FINDINGS_PAGE), { recursive: true });
writeFileSync(FINDINGS_PAGE, await formattedFindingsPage());
console.log(`Written: ${FINDINGS_PAGE}`);
