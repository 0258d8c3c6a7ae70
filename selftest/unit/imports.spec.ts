import { readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import ts from 'typescript';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const files = ts.sys.readDirectory(ROOT, ['.ts'], ['node_modules']).map((file) => relative(ROOT, file));

/** Imports of types count too: whoever reads one file of a circle has to read all of them. */
function importsOf(file: string): readonly string[] {
  const { importedFiles } = ts.preProcessFile(readFileSync(join(ROOT, file), 'utf8'));
  return importedFiles.flatMap(({ fileName }) => (fileName.startsWith('.') ? [join(dirname(file), fileName)] : []));
}

test('no file imports itself, through whatever others', () => {
  const left = new Map(files.map((file) => [file, importsOf(file)]));
  expect(left.get('fixtures/index.ts')).toContain('fixtures/check.ts');
  const withoutImports = () => [...left].filter(([, imports]) => !imports.some((file) => left.has(file)));
  for (let ends = withoutImports(); ends.length > 0; ends = withoutImports())
    for (const [file] of ends) left.delete(file);
  expect([...left.keys()], 'files in a circle, and those that lead to one').toEqual([]);
});
