import { expect, test } from '@playwright/test';
import { CannotRunError } from '../../lib/cannot-run.ts';
import {
  describeChanges,
  parseDeploymentToml,
  readSetting,
  sharedWithOthers,
  withSettings,
  type TomlSetting,
} from '../../product/deployment-toml.ts';
import { movableClockSettings, placedAt } from '../../product/suite-settings.ts';

const H2_OPTIONS = 'DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=60000';
const ENDLESS = 'REUSE_SPACE=FALSE;RETENTION_TIME=2147483647';

const read = (text: string) => parseDeploymentToml(text, 'deployment.toml');
const edit = (text: string, settings: readonly TomlSetting[]) => read(withSettings(read(text), settings));

const h2 = (name: string): string => `type = "h2"
url = "jdbc:h2:./repository/database/${name};${H2_OPTIONS}"
username = "server"
password = "secret"
`;

/** What the shipped texts have, those of all versions in one, with the comments that must not be taken for settings. */
const SHIPPED = `[server]
hostname = "localhost"
node_ip = "127.0.0.1"
base_path = "https://$ref{server.hostname}:\${carbon.management.port}"
[database.identity_db]
${h2('IDENTITY_DB')}
[database.shared_db]
${h2('SHARED_DB')}
[keystore.primary]
file_name = "server.jks"
type="JKS"
#[keystore.tls]
#file_name = "$ref{keystore.primary.file_name}"
[truststore]
file_name="trusted.p12"
password="secret"
type="PKCS12"
#[output_adapter.email]
#port= 587
[datasource.AgentIdentity]
id = "AgentIdentity"
url = "jdbc:h2:./repository/database/AGENT_DB;${H2_OPTIONS}"
`;

test.describe('the text that is shipped', () => {
  const toml = read(SHIPPED);
  const edited = edit(SHIPPED, [...placedAt(toml, 1200), ...movableClockSettings(toml)]);

  test('gets the offset into the section that is there already', () => {
    expect(edited['server']).toMatchObject({ offset: 1200n, hostname: 'localhost', node_ip: '127.0.0.1' });
  });

  test('listens on loopback only', () => {
    expect(readSetting(edited, 'transport.https.properties', 'address')).toBe('127.0.0.1');
    expect(readSetting(edited, 'transport.http.properties', 'address')).toBe('127.0.0.1');
  });

  test('makes every embedded database bear a moving clock', () => {
    const urls = withSettings(edited, [])
      .split('\n')
      .filter((line) => line.startsWith('url'));
    expect(urls).toHaveLength(3);
    for (const url of urls) expect(url).toMatch(new RegExp(`;${H2_OPTIONS};${ENDLESS}"$`));
  });

  test('keeps sessions in memory, where the time of their last use follows a moved clock', () => {
    expect(readSetting(edited, 'cache.framework_session_context_cache', 'timeout')).toBe('315360000');
  });

  test('keeps every other setting, and takes none from a comment', () => {
    const patient = read(SHIPPED.replaceAll(H2_OPTIONS, `${H2_OPTIONS};${ENDLESS}`));
    const { server, transport, cache } = edited;
    expect(edited).toEqual({ ...patient, server, transport, cache });
    expect([server, transport, cache].map((table) => Object.keys(table as object))).toEqual([
      ['hostname', 'node_ip', 'base_path', 'offset'],
      ['https', 'http'],
      ['framework_session_context_cache'],
    ]);
  });

  test('is not changed any more by a second edit', () => {
    expect(edit(withSettings(edited, []), [...placedAt(edited, 1200), ...movableClockSettings(edited)])).toEqual(
      edited,
    );
  });

  test('shares nothing with the original', () => {
    expect(sharedWithOthers(toml)).toEqual([]);
  });
});

/** One of each kind of value that an edit must carry through. */
const EVERY_KIND = `
[scalars]
int = 9223372036854775807
hex = 0xdead_beef
float = 1.0
flag = true
[times]
offset = 1979-05-27T00:32:00.123-07:00
local = 1979-05-27T07:32:00
date = 1979-05-27
time = 07:32:00
[keys]
dotted.name = 1
[[event_handler]]
name = "one"
[event_handler.properties]
enable = true
[[event_handler]]
name = "two"
`;

test('what is not set keeps its meaning, to the type of a number and the zone of a time', () => {
  const toml = read(EVERY_KIND);
  const edited = edit(EVERY_KIND, [{ section: 'server', key: 'offset', value: 7 }]);
  expect(edited).toEqual({ ...toml, server: { offset: 7n } });
  expect(toml['scalars']).toEqual({ int: 9223372036854775807n, hex: 0xdeadbeefn, float: 1, flag: true });
  for (const { times } of [toml, edited])
    expect(JSON.stringify(times)).toBe(
      '{"offset":"1979-05-27T00:32:00.123-07:00","local":"1979-05-27T07:32:00.000","date":"1979-05-27","time":"07:32:00.000"}',
    );
});

test('the end of a line within a string is what the product reads, however the file ends its lines', () => {
  expect(readSetting(read('[a]\r\nx = """one\r\ntwo"""\r\n'), 'a', 'x')).toBe('one\ntwo');
});

test('what is no TOML is refused, by its file and line, and without the text of the line', () => {
  const broken = '[server]\noffset = 1\n[database.shared_db]\npassword = "secret\n';
  const refusal = () => parseDeploymentToml(broken, '/opt/is/deployment.toml');
  expect(refusal).toThrow(CannotRunError);
  expect(refusal).toThrow(
    /^\/opt\/is\/deployment\.toml is not valid TOML; line 4, column \d+: [^]*What to do: correct that line/,
  );
  expect(refusal).not.toThrow(/secret/);
});

test('an offset, a port and a proxy port that are set already are replaced', () => {
  const toml =
    '[server]\noffset = 3 # third one\nhostname = "sso.example.com"\n[transport.https.properties]\nport = "443"\nproxyPort = "443"\n';
  const edited = edit(toml, placedAt(read(toml), 7));
  expect(edited['server']).toMatchObject({
    offset: 7n,
    hostname: 'localhost',
    base_path: expect.stringMatching(/^https:/),
  });
  expect(edited['transport']).toMatchObject({ https: { properties: { port: '9443', proxyPort: '9450' } } });
});

test('a database whose name has a dot is one like the others', () => {
  const toml = '[datasource."audit.log"]\nurl = "jdbc:h2:./repository/database/AUDIT"\n';
  expect(edit(toml, movableClockSettings(read(toml)))['datasource']).toEqual({
    'audit.log': { url: `jdbc:h2:./repository/database/AUDIT;${ENDLESS}` },
  });
});

test('the url of another engine stays as it is', () => {
  const toml = read('[database.identity_db]\ntype = "postgre"\nurl = "jdbc:postgresql://db.example.com/identity"\n');
  expect(movableClockSettings(toml).filter(({ key }) => key === 'url')).toEqual([]);
});

for (const [what, toml] of Object.entries({
  'a database server': '[database.identity_db]\nurl = "jdbc:postgresql://db.example.com/identity?user=a"',
  'a database that is named by its type alone': '[database.shared_db]\ntype = "mysql"\nhostname = "db"',
  'a database that a variable names': '[database.shared_db]\nurl = "$env{DB_URL}"',
  'an embedded database in another folder': '[database.shared_db]\nurl = "jdbc:h2:/var/lib/identity/SHARED_DB"',
  'an embedded database in a folder above': '[database.shared_db]\nurl = "jdbc:h2:./repository/../../SHARED_DB"',
  'an H2 server': '[datasource.audit]\nurl = "jdbc:h2:tcp://localhost/~/audit"',
  'a database that is named by dotted keys': 'database.shared_db.url = "jdbc:mysql://db/shared"',
  'a database whose name has a dot': '[datasource."audit.log"]\nurl = "jdbc:mysql://db/audit"',
  'a cluster': '[clustering]\nmembership_scheme = "static"',
})) {
  test(`${what} counts as shared`, () => {
    expect(sharedWithOthers(read(toml))).toHaveLength(1);
  });
}

test('what is shared is named without the credentials in its url', () => {
  const toml = read('[database.shared_db]\nurl = "jdbc:mysql://db/identity?user=a&password=b"');
  expect(sharedWithOthers(toml)).toEqual(['the database of [database.shared_db]: jdbc:mysql://db/identity']);
});

test('the report of the changes names what differs, and no password', () => {
  const settings = [
    { section: 'server', key: 'hostname', value: 'localhost' },
    { section: 'server', key: 'offset', value: 12 },
    { section: 'oauth.oidc.id_token', key: 'sign_with_sp_key', value: true },
    { section: 'keystore.tls', key: 'type', value: 'PKCS12' },
    { section: 'keystore.tls', key: 'key_password', value: 'secret' },
  ];
  expect(describeChanges(read('[server]\nhostname = "localhost"'), settings)).toBe(
    '[server] offset = 12, [oauth.oidc.id_token] sign_with_sp_key = true, [keystore.tls] type = "PKCS12"',
  );
});
