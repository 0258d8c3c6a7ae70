import { reportJsonSchema } from './schema.ts';

/** `npm run schema`: publishes the format of `report.json` as `report/report.schema.json`. */
console.log(JSON.stringify(reportJsonSchema(), undefined, 2));
