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

function findCircle(imports: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const finished = new Set<string>();
  const search = (file: string, path: readonly string[]): readonly string[] | undefined => {
    if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
    if (finished.has(file)) return undefined;
    for (const next of imports.get(file) ?? []) {
      const circle = search(next, [...path, file]);
      if (circle !== undefined) return circle;
    }
    finished.add(file);
    return undefined;
  };
  for (const file of imports.keys()) {
    const circle = search(file, []);
    if (circle !== undefined) return circle;
  }
  return undefined;
}

test('no file imports itself, through whatever others', () => {
  const imports = new Map(files.map((file) => [file, importsOf(file)]));
  expect(imports.get('fixtures/index.ts')).toContain('fixtures/check.ts');
  expect(findCircle(imports)?.join(' → ')).toBeUndefined();
});

test('a circle is found, with its path', () => {
  const imports = new Map([
    ['a', ['b', 'c']],
    ['b', []],
    ['c', ['d']],
    ['d', ['b', 'c']],
  ]);
  expect(findCircle(imports)).toEqual(['c', 'd', 'c']);
});
