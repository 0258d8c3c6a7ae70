import { parse, stringify, TomlDate, TomlError, type TomlTable, type TomlValue } from 'smol-toml';
import { CannotRunError } from '../lib/cannot-run.ts';

/** What a `deployment.toml` says, without its comments: the edited file is that of a private copy, which nobody maintains. */
export type DeploymentToml = TomlTable;

export interface TomlSetting {
  /** The names of the tables, with dots between them; a name with a dot in double quotes. */
  readonly section: string;
  readonly key: string;
  /** A number is an integer. */
  readonly value: string | number | boolean;
}

/**
 * Reads the text of `file`. Integers become bigint, so that they can be told from floats, and are written as they were;
 * times keep their milliseconds, and no more. The product takes every end of a line for `\n`, also within a string.
 * @throws CannotRunError when it is no TOML.
 */
export function parseDeploymentToml(text: string, file: string): DeploymentToml {
  try {
    return parse(text.replaceAll('\r\n', '\n'), { integersAsBigInt: true });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // The library quotes the lines around the mistake, and those may hold a password.
    const [reason = ''] = error.message.replace(/^Invalid TOML document: /, '').split('\n');
    throw new CannotRunError(
      `${file} is not valid TOML; line ${error.line}, column ${error.column}: ${reason}.`,
      'correct that line; https://toml.io/en/v0.5.0 says what may stand there.',
    );
  }
}

const isTable = (value: TomlValue | undefined): value is TomlTable =>
  typeof value === 'object' && !Array.isArray(value) && !(value instanceof TomlDate);

const tableIn = (table: TomlTable, name: string): TomlTable => {
  const value = Object.hasOwn(table, name) ? table[name] : undefined;
  return isTable(value) ? value : {};
};

const namesOf = (section: string): string[] =>
  [...section.matchAll(/"([^"]*)"|[^.]+/g)].map(([name, quoted]) => quoted ?? name);

/** The value of a setting as text; undefined where it is not set, or is no single value. */
export function readSetting(toml: DeploymentToml, section: string, key: string): string | undefined {
  const table = namesOf(section).reduce(tableIn, toml);
  const value = Object.hasOwn(table, key) ? table[key] : undefined;
  return value === undefined || typeof value === 'object' ? undefined : String(value);
}

function withValue(table: TomlTable, [name = '', ...rest]: readonly string[], value: TomlValue): TomlTable {
  return { ...table, [name]: rest.length === 0 ? value : withValue(tableIn(table, name), rest, value) };
}

const withSetting = (toml: DeploymentToml, { section, key, value }: TomlSetting): DeploymentToml =>
  withValue(toml, [...namesOf(section), key], typeof value === 'number' ? BigInt(value) : value);

/** The text of a file that says the same but for `settings`. */
export const withSettings = (toml: DeploymentToml, settings: readonly TomlSetting[]): string =>
  stringify(settings.reduce(withSetting, toml), { numbersAsFloat: true });

/** H2 in a file below the server's own folder, or in memory. */
const OWN_DATABASE = /^jdbc:h2:(?:mem:|(?:async:|nio:)?(?:file:)?(?:\.\/|\$\{carbon\.home\}\/)(?!.*\.\.\/))/;

interface Database {
  readonly section: string;
  readonly url: string | undefined;
  readonly type: string | undefined;
}

/** The databases that the file names itself. */
export const databases = (toml: DeploymentToml): Database[] =>
  ['database', 'datasource'].flatMap((kind) =>
    Object.entries(tableIn(toml, kind))
      .filter(([, settings]) => isTable(settings))
      .map(([name]) => {
        const section = `${kind}.${name.includes('.') ? `"${name}"` : name}`;
        return { section, url: readSetting(toml, section, 'url'), type: readSetting(toml, section, 'type') };
      }),
  );

/**
 * What a copy of the server would share with the original, in words; empty for a server that keeps all its data below its
 * own folder. A database that is named by a variable counts as shared: nobody can tell.
 */
export function sharedWithOthers(toml: DeploymentToml): string[] {
  const shared = databases(toml)
    .filter(({ url, type }) => (url === undefined ? type !== undefined && type !== 'h2' : !OWN_DATABASE.test(url)))
    .map(({ section, url, type }) => `the database of [${section}]: ${url?.replace(/[?;].*$/, '') ?? type ?? ''}`);
  const cluster = readSetting(toml, 'clustering', 'membership_scheme');
  return cluster === undefined
    ? shared
    : [...shared, `the members of its cluster ([clustering] membership_scheme = ${cluster})`];
}

/** Those of `settings` that say something else than the file does, for a report; no password is among them. */
export const describeChanges = (toml: DeploymentToml, settings: readonly TomlSetting[]): string =>
  settings
    .filter(({ section, key, value }) => !key.includes('password') && readSetting(toml, section, key) !== String(value))
    .map(({ section, key, value }) => `[${section}] ${key} = ${JSON.stringify(value)}`)
    .join(', ');
