import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { FINDINGS_PAGE, formattedFindingsPage } from './findings-page.ts';

/** `npm run docs`: what is generated in docs/. */
mkdirSync(dirname(FINDINGS_PAGE), { recursive: true });
writeFileSync(FINDINGS_PAGE, await formattedFindingsPage());
console.log(`Written: ${FINDINGS_PAGE}`);
