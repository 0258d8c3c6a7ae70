import { databases, readSetting, type DeploymentToml, type TomlSetting } from './deployment-toml.ts';

const KEEP_CHUNKS = ';REUSE_SPACE=FALSE;RETENTION_TIME=2147483647';

/**
 * The urls of H2 databases, made to bear a moving clock: by default the engine reuses space 45 s of wall-clock time after it
 * was freed, so that a jump makes it overwrite what is still in use. It keeps what it freed for 24 days at most, so it must
 * not reuse space at all: seen was a file with two chunks in one place after a restart. Other engines' urls are not among them.
 */
const patientDatabases = (toml: DeploymentToml): TomlSetting[] =>
  databases(toml).flatMap(({ section, url }) =>
    url?.startsWith('jdbc:h2:') === true && !/;(?:REUSE_SPACE|RETENTION_TIME)=/i.test(url)
      ? [{ section, key: 'url', value: `${url.replace(/;$/, '')}${KEEP_CHUNKS}` }]
      : [],
  );

/**
 * Sessions stay in memory, for ten years (in seconds) instead of five minutes. One that is read back from the database
 * has the time of its last use from `System.nanoTime`, which a moved wall clock does not carry along: it would look
 * unused for as long as the clock was moved since the server's start, and end too early.
 */
const LASTING_SESSION_CACHE: TomlSetting = {
  section: 'cache.framework_session_context_cache',
  key: 'timeout',
  value: '315360000',
};

/** What a server needs for its wall clock to be moved while it runs. A restart still reads sessions back: see {@link LASTING_SESSION_CACHE}. */
export const movableClockSettings = (toml: DeploymentToml): TomlSetting[] => [
  ...patientDatabases(toml),
  LASTING_SESSION_CACHE,
];

/**
 * Whose key signs the ID token of another tenant's user: the service provider's, i.e. that of the application's tenant.
 * The product's guide to sessions asks for it; it is the default where urls are tenant-qualified.
 */
export const signWithServiceProviderKey = (wanted: boolean): TomlSetting => ({
  section: 'oauth.oidc.id_token',
  key: 'sign_with_sp_key',
  value: wanted,
});

/** How the server calls itself: by the port that it listens on, or by that of what stands in front of it. */
const named = (publicPort: number | undefined): readonly TomlSetting[] => [
  { section: 'server', key: 'hostname', value: 'localhost' },
  {
    section: 'server',
    key: 'base_path',
    value: `https://${publicPort === undefined ? '$ref{server.hostname}:${carbon.management.port}' : `localhost:${publicPort}`}`,
  },
];

/**
 * Where the server is, for itself and for everybody: at localhost, `offset` above the usual ports, behind no proxy but one
 * at `publicPort`, if that is given. It listens on `address`, the loopback interface unless told.
 */
export function placedAt(
  toml: DeploymentToml,
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
      .map(([key, value]) => ({ section, key, value: String(value) }));
  });
  const listeners = ['https', 'http'].map((transport) => ({
    section: `transport.${transport}.properties`,
    key: 'address',
    value: address,
  }));
  return [{ section: 'server', key: 'offset', value: offset }, ...named(publicPort), ...listeners, ...ports];
}

/** What the suite sets in every server that it starts, beside the keystore. */
export const suiteSettings = (
  toml: DeploymentToml,
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
