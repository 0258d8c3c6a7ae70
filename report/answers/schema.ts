import { z } from 'zod';
import { VERDICTS } from '../../requirements/verdict.ts';

const count = z.int().nonnegative();
const ids = z.array(z.string());
const sentence = z.string().meta({ description: 'The answer in words, as page, terminal and summary have it.' });

/** Does the product keep what the specifications demand, and what its documentation promises? */
const conformance = z
  .object({
    answer: z.enum(['conformant', 'broken', 'open', 'none']).meta({
      description:
        'conformant: every binding requirement that applies was judged, and none is broken. broken: at least one is, listed or not. open: none is broken as far as was judged. none: a stand-in was tested, or nothing.',
    }),
    broken: z
      .object({ MUST: count, PRODUCT: count })
      .meta({ description: 'Broken MUSTs, and promises of the documentation, whether listed as deviations or not.' }),
    sentence,
  })
  .meta({ id: 'conformance' });

/** Is anything new? The exit code follows this answer. */
const expectation = z
  .object({
    answer: z.enum(['nothing new', 'something new', 'no verdict']),
    failures: ids.meta({ description: 'Broken, binding, and not listed for this version.' }),
    warnings: ids.meta({ description: 'Recommendations that are not followed, and not listed; they fail nothing.' }),
    listed: ids.meta({ description: 'Broken as listed for this version.' }),
    gone: ids.meta({ description: 'Listed, and held; they fail the run where deviations are judged strictly.' }),
    undecided: ids.meta({ description: 'Undecided, and no broken requirement explains it.' }),
    sentence,
  })
  .meta({ id: 'expectation' });

/** How much was judged? */
const coverage = z
  .object({
    isWhole: z.boolean().meta({ description: 'The whole suite ran, and everything that applies was judged.' }),
    requirements: count,
    judged: count,
    skipped: count.meta({ description: 'Without those that do not apply.' }),
    'not applicable': count.meta({ description: 'Skipped, because the server does not have what they are about.' }),
    undecided: count,
    'not run': count,
    sentence,
  })
  .meta({ id: 'coverage' });

/** Which modules of the OpenID Foundation's suite would pass? */
const certification = z
  .object({
    sentence,
    modules: z.array(
      z.object({
        module: z.string(),
        plan: z.string(),
        readiness: z.enum(['ready', 'not ready', 'unknown']),
        because: ids.meta({ description: 'The requirements that are broken, or not known to hold.' }),
      }),
    ),
  })
  .meta({ id: 'certification' });

/** What follows from the facts of a run: three answers, and what is made of them. */
export const answers = z.object({
  exitCode: z
    .union([z.literal(0), z.literal(1), z.literal(2)])
    .meta({ description: '0 nothing unexpected, 1 something unexpected, 2 no verdict.' }),
  headline: z.string().meta({ description: 'The run in one line, true for somebody who reads nothing else.' }),
  conformance,
  expectation,
  coverage,
  certification: certification.optional().meta({ description: 'Only of a whole run against the product.' }),
  counts: z.record(z.enum(VERDICTS), count).meta({ description: 'Requirements per verdict.' }),
});

export type Answers = z.infer<typeof answers>;
