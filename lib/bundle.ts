import { join } from 'node:path';
import { build } from 'esbuild';

/** Some packages are CommonJS, which an ES module has to be able to load. */
const REQUIRE = "import { createRequire } from 'node:module';\nconst require = createRequire(import.meta.url);";

/** The name of the file that {@link bundleProgram} writes. */
export const BUNDLE = 'main.mjs';

/** Puts a program and all that it imports into one file, `main.mjs` in `folder`, so that an image of it needs nothing but Node. */
export async function bundleProgram(entry: string, folder: string): Promise<void> {
  await build({
    entryPoints: [entry],
    outfile: join(folder, BUNDLE),
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    banner: { js: REQUIRE },
    logLevel: 'silent',
  });
}
