import { expect, test } from '@playwright/test';
import fc from 'fast-check';
import { readSetting, withSetting, withSettings } from '../../product/deployment-toml.ts';

/** Few names, so that what is set often stands in the file already. */
const name = fc.constantFrom('a', 'b', 'type', 'url');
const section = fc.array(name, { minLength: 1, maxLength: 2 }).map((parts) => parts.join('.'));
/** A value as it stands in the file, and what it means. */
const value = fc.oneof(
  fc.integer().map((number) => [String(number), String(number)] as const),
  fc.boolean().map((flag) => [String(flag), String(flag)] as const),
  fc.string({ maxLength: 40 }).map((text) => [`"${text.replaceAll(/["\\]/g, (each) => `\\${each}`)}"`, text] as const),
);
const setting = fc.record({ section, key: name, value });
const comment = fc.string({ maxLength: 30 }).map((text) => `# ${text}`.trimEnd());
const entry = fc.record({ key: name, value: value.map(([text]) => text), before: fc.oneof(comment, fc.constant('')) });
const entries = fc.uniqueArray(entry, { selector: ({ key }) => key, maxLength: 4 });
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

test('what is set is read back, whatever was in the file before', () => {
  fc.assert(
    fc.property(file, setting, (toml, { section: where, key, value: [text, meaning] }) => {
      expect(readSetting(withSetting(toml, { section: where, key, value: text }), where, key)).toBe(meaning);
    }),
  );
});

test('setting the same twice changes nothing more', () => {
  fc.assert(
    fc.property(file, setting, (toml, { section: where, key, value: [text] }) => {
      const once = withSetting(toml, { section: where, key, value: text });
      expect(withSetting(once, { section: where, key, value: text })).toBe(once);
    }),
  );
});

test('no other setting and no comment is changed', () => {
  fc.assert(
    fc.property(file, setting, setting, (toml, first, other) => {
      fc.pre(first.section !== other.section || first.key !== other.key);
      const before = readSetting(toml, other.section, other.key);
      const after = withSettings(toml, [{ section: first.section, key: first.key, value: first.value[0] }]);
      expect(readSetting(after, other.section, other.key)).toBe(before);
      const comments = (text: string) => text.split('\n').filter((line) => line.startsWith('#'));
      expect(comments(after)).toEqual(comments(toml));
    }),
  );
});
