import { fileURLToPath } from 'node:url';
import { catalogue } from '../requirements/index.ts';
import { listTests } from './traceability.ts';

/** `npm run requirements`: every requirement, with the tests that verify it. */
const tests = await listTests(fileURLToPath(new URL('..', import.meta.url)));
for (const { id, specification, clause, level, impact, text, url } of catalogue) {
  console.log(`${id}  [${level}; ${impact}]  ${specification} ${clause}\n    ${text}\n    ${url}`);
  const verifying = tests.filter(({ requirements }) => requirements.includes(id));
  for (const { file, title } of verifying) console.log(`      ${file}: ${title}`);
  if (verifying.length === 0) console.log('      (no test yet)');
}
console.log(`\n${catalogue.length} requirements, ${tests.length} tests`);
