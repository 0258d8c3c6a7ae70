/**
 * Edits of `deployment.toml` that leave the rest of the text, and its comments, as they are. The product reads a subset
 * of TOML: `[section]` headers and one `key = value` on a line, and so do we.
 */

export interface TomlSetting {
  readonly section: string;
  readonly key: string;
  /** As it is to stand in the file: strings with their quotes. */
  readonly value: string;
}

const HEADER = /^\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$/;
const ENTRY = /^\s*(?:"([^"]+)"|'([^']+)'|([\w.-]+))\s*=\s*(.*)$/;

interface Line {
  readonly text: string;
  /** The section that the line is in, or opens; empty above the first. */
  readonly section: string;
  readonly opens: boolean;
  readonly key?: string;
  readonly value?: string;
}

function readLines(text: string): Line[] {
  let section = '';
  return text.split('\n').map((line) => {
    const header = HEADER.exec(line)?.[1];
    if (header !== undefined) {
      section = header.replaceAll(/["'\s]/g, '');
      return { text: line, section, opens: true };
    }
    const entry = ENTRY.exec(line);
    if (entry === null) return { text: line, section, opens: false };
    const key = entry[1] ?? entry[2] ?? entry[3] ?? '';
    return { text: line, section, opens: false, key, value: entry[4] ?? '' };
  });
}

/** A value without its quotes and without the comment behind it. */
function plain(value: string): string {
  const quoted = /^(?:"((?:[^"\\]|\\.)*)"|'([^']*)')/.exec(value);
  if (quoted !== null) return quoted[1]?.replaceAll(/\\(.)/g, '$1') ?? quoted[2] ?? '';
  return value.replace(/\s*#.*$/, '').trim();
}

/** The value of a setting, without quotes; undefined where it is not set, or only in a comment. */
export function readSetting(toml: string, section: string, key: string): string | undefined {
  const line = readLines(toml).findLast((candidate) => candidate.section === section && candidate.key === key);
  return line?.value === undefined ? undefined : plain(line.value);
}

/** Sets one value: in its place where the key is set already, else as the first of its section, else in a new section at the end. */
export function withSetting(toml: string, { section, key, value }: TomlSetting): string {
  const lines = readLines(toml);
  const entry = `${/^[\w.-]+$/.test(key) ? key : `"${key}"`} = ${value}`;
  const place = lines.findIndex((line) => line.section === section && line.key === key);
  if (place !== -1) return lines.map(({ text }, index) => (index === place ? entry : text)).join('\n');
  const header = lines.findIndex((line) => line.opens && line.section === section);
  if (header !== -1) return lines.flatMap(({ text }, index) => (index === header ? [text, entry] : [text])).join('\n');
  return `${toml.trimEnd()}\n\n[${section}]\n${entry}\n`;
}

/** The names of all sections that have a setting or a header of their own. */
const sections = (toml: string): string[] => [...new Set(readLines(toml).map(({ section }) => section))];

const DATABASE_SECTION = /^(?:database|datasource)\.[^.]+$/;
/** H2 in a file below the server's own folder, or in memory. */
const OWN_DATABASE = /^jdbc:h2:(?:mem:|(?:async:|nio:)?(?:file:)?(?:\.\/|\$\{carbon\.home\}\/)(?!.*\.\.\/))/;

/**
 * What a copy of the server would share with the original, in words; empty for a server that keeps all its data below its
 * own folder. A database that is named by a variable counts as shared: nobody can tell.
 */
export function sharedWithOthers(toml: string): string[] {
  const databases = sections(toml)
    .filter((section) => DATABASE_SECTION.test(section))
    .flatMap((section) => {
      const url = readSetting(toml, section, 'url');
      const type = readSetting(toml, section, 'type');
      const own = url === undefined ? type === undefined || type === 'h2' : OWN_DATABASE.test(url);
      return own ? [] : [`the database of [${section}]: ${url?.replace(/[?;].*$/, '') ?? type ?? ''}`];
    });
  const cluster = readSetting(toml, 'clustering', 'membership_scheme');
  return cluster === undefined
    ? databases
    : [...databases, `the members of its cluster ([clustering] membership_scheme = ${cluster})`];
}

const KEEP_CHUNKS = ';REUSE_SPACE=FALSE;RETENTION_TIME=2147483647';

/**
 * The urls of H2 databases, made to bear a moving clock: by default the engine reuses space 45 s of wall-clock time after it
 * was freed, so that a jump makes it overwrite what is still in use. It keeps what it freed for 24 days at most, so it must
 * not reuse space at all: seen was a file with two chunks in one place after a restart. Other engines' urls are not among them.
 */
const patientDatabases = (toml: string): TomlSetting[] =>
  sections(toml)
    .filter((section) => DATABASE_SECTION.test(section))
    .flatMap((section) => {
      const url = readSetting(toml, section, 'url');
      if (url?.startsWith('jdbc:h2:') !== true || /;(?:REUSE_SPACE|RETENTION_TIME)=/i.test(url)) return [];
      return [{ section, key: 'url', value: `"${url.replace(/;$/, '')}${KEEP_CHUNKS}"` }];
    });

/**
 * Sessions stay in memory, for ten years (in seconds) instead of five minutes. One that is read back from the database
 * has the time of its last use from `System.nanoTime`, which a moved wall clock does not carry along: it would look
 * unused for as long as the clock was moved since the server's start, and end too early.
 */
const LASTING_SESSION_CACHE: TomlSetting = {
  section: 'cache.framework_session_context_cache',
  key: 'timeout',
  value: '"315360000"',
};

/** What a server needs for its wall clock to be moved while it runs. A restart still reads sessions back: see {@link LASTING_SESSION_CACHE}. */
export const movableClockSettings = (toml: string): TomlSetting[] => [...patientDatabases(toml), LASTING_SESSION_CACHE];

/**
 * Whose key signs the ID token of another tenant's user: the service provider's, i.e. that of the application's tenant.
 * The product's guide to sessions asks for it; it is the default where urls are tenant-qualified.
 */
export const signWithServiceProviderKey = (wanted: boolean): TomlSetting => ({
  section: 'oauth.oidc.id_token',
  key: 'sign_with_sp_key',
  value: String(wanted),
});

/** How the server calls itself: by the port that it listens on, or by that of what stands in front of it. */
const named = (publicPort: number | undefined): readonly TomlSetting[] => [
  { section: 'server', key: 'hostname', value: '"localhost"' },
  {
    section: 'server',
    key: 'base_path',
    value: `"https://${publicPort === undefined ? '$ref{server.hostname}:${carbon.management.port}' : `localhost:${publicPort}`}"`,
  },
];

/**
 * Where the server is, for itself and for everybody: at localhost, `offset` above the usual ports, behind no proxy but one
 * at `publicPort`, if that is given. It listens on `address`, the loopback interface unless told.
 */
export function placedAt(
  toml: string,
  offset: number,
  {
    address = '127.0.0.1',
    publicPort,
  }: { readonly address?: string | undefined; readonly publicPort?: number | undefined } = {},
): TomlSetting[] {
  const ports = (['https', 'http'] as const).flatMap((transport) => {
    const section = `transport.${transport}.properties`;
    const usual = { https: 9443, http: 9763 }[transport];
    const isFronted = transport === 'https' && publicPort !== undefined;
    const values = { port: usual, proxyPort: isFronted ? publicPort : usual + offset };
    return Object.entries(values)
      .filter(([key]) => (isFronted && key === 'proxyPort') || readSetting(toml, section, key) !== undefined)
      .map(([key, value]) => ({ section, key, value: `"${value}"` }));
  });
  const listeners = ['https', 'http'].map((transport) => ({
    section: `transport.${transport}.properties`,
    key: 'address',
    value: `"${address}"`,
  }));
  return [{ section: 'server', key: 'offset', value: String(offset) }, ...named(publicPort), ...listeners, ...ports];
}

/** What the suite sets in every server that it starts, beside the keystore. */
export const suiteSettings = (
  toml: string,
  {
    offset,
    clockMoves,
    ...place
  }: { offset: number; clockMoves: boolean; address?: string; publicPort?: number | undefined },
): TomlSetting[] => [
  ...placedAt(toml, offset, place),
  signWithServiceProviderKey(true),
  ...(clockMoves ? movableClockSettings(toml) : []),
];

/** Those of `settings` that say something else than the text does, for a report; no password is among them. */
export const describeChanges = (toml: string, settings: readonly TomlSetting[]): string =>
  settings
    .filter(({ section, key, value }) => !key.includes('password') && readSetting(toml, section, key) !== plain(value))
    .map(({ section, key, value }) => `[${section}] ${key} = ${value}`)
    .join(', ');

export const withSettings = (toml: string, settings: readonly TomlSetting[]): string =>
  settings.reduce(withSetting, toml);
