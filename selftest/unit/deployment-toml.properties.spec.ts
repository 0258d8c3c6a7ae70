import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { parseDeploymentToml, readSetting, withSettings, type TomlSetting } from '../../product/deployment-toml.ts';

/** Few names, so that what is set often stands in the file already. No key has the name of a section, which it would hide. */
const section = fc
  .array(fc.constantFrom('a', 'b', 'c'), { minLength: 1, maxLength: 2 })
  .map((parts) => parts.join('.'));
const key = fc.constantFrom('type', 'url', 'file_name');
const text = fc.string({ maxLength: 40 });
const setting: fc.Arbitrary<TomlSetting> = fc.record({
  section,
  key,
  value: fc.oneof(fc.integer(), fc.boolean(), text),
});
/** A value as it stands in the file. */
const value = fc.oneof(
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }).map(String),
  fc
    .double()
    .map((number) => (Number.isInteger(number) ? number.toFixed(1) : String(number)).replace(/^NaN$|Infinity/, 'inf')),
  fc.boolean().map(String),
  text.map((each) => JSON.stringify(each)),
  text.map((each) => `'${each.replaceAll("'", '')}'`),
  fc
    .array(
      text.map((each) => JSON.stringify(each)),
      { maxLength: 3 },
    )
    .map((list) => `[ ${list.join(', ')} ]`),
  fc.constantFrom('{ x = 1, y.z = "q" }', '[ { x = 1 }, { y = 2.0 } ]', '1979-05-27T00:32:00.123-07:00', '07:32:00'),
);
const comment = text.map((each) => `# ${each}`.trimEnd());
const entry = fc.record({ key, value, before: fc.oneof(comment, fc.constant('')) });
const entries = fc.uniqueArray(entry, { selector: (each) => each.key, maxLength: 3 });
/** A file as an operator may have left it: sections, settings, comments, empty lines. */
const file = fc
  .uniqueArray(fc.tuple(section, entries), { selector: ([header]) => header, maxLength: 4 })
  .map((sections) =>
    sections
      .map(([header, lines]) => [
        `[${header}]`,
        ...lines.flatMap((each) => [each.before, `${each.key} = ${each.value}`]),
      ])
      .map((lines) => lines.join('\n'))
      .join('\n\n'),
  );

const read = (toml: string) => parseDeploymentToml(toml, 'deployment.toml');
const edit = (toml: string, wanted: TomlSetting): string => withSettings(read(toml), [wanted]);

/** Every value by its section and key, so that types are told apart and order does not matter. */
function settingsIn(table: ReturnType<typeof read>, path: readonly string[] = []): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(table).flatMap(([name, each]) =>
      name.length === 1
        ? Object.entries(settingsIn(each as typeof table, [...path, name]))
        : [[[...path, name].join('.'), each]],
    ),
  );
}

test('what is set is read back, whatever was in the file before', () => {
  fc.assert(
    fc.property(file, setting, (toml, wanted) => {
      expect(readSetting(read(edit(toml, wanted)), wanted.section, wanted.key)).toBe(String(wanted.value));
    }),
  );
});

test('setting the same twice changes nothing more', () => {
  fc.assert(
    fc.property(file, setting, (toml, wanted) => {
      const once = edit(toml, wanted);
      expect(edit(once, wanted)).toBe(once);
    }),
  );
});

test('no other setting is changed, nor its type', () => {
  fc.assert(
    fc.property(file, setting, (toml, wanted) => {
      const where = `${wanted.section}.${wanted.key}`;
      const before = settingsIn(read(toml));
      const after = settingsIn(read(edit(toml, wanted)));
      expect({ ...after, [where]: before[where] }).toEqual(before);
    }),
  );
});
