import { expect, test } from '@playwright/test';
import {
  describeChanges,
  movableClockSettings,
  placedAt,
  readSetting,
  sharedWithOthers,
  withSettings,
} from '../../product/deployment-toml.ts';

const H2_OPTIONS = 'DB_CLOSE_ON_EXIT=FALSE;LOCK_TIMEOUT=60000';
const ENDLESS = 'REUSE_SPACE=FALSE;RETENTION_TIME=2147483647';

const h2 = (name: string): string => `type = "h2"
url = "jdbc:h2:./repository/database/${name};${H2_OPTIONS}"
username = "server"
password = "secret"
`;

const common = `[server]
hostname = "localhost"
node_ip = "127.0.0.1"
base_path = "https://$ref{server.hostname}:\${carbon.management.port}"

[database.identity_db]
${h2('IDENTITY_DB')}
[database.shared_db]
${h2('SHARED_DB')}`;

/** The parts of the shipped texts in which the versions differ, and the comments that must not be taken for settings. */
const shipped = {
  '7.0': `${common}
[keystore.primary]
file_name = "server.jks"
type="JKS"

#[keystore.tls]
#file_name = "$ref{keystore.primary.file_name}"
`,
  '7.1': `${common}
[truststore]
file_name="trusted.p12"
password="secret"
type="PKCS12"

#[output_adapter.email]
#port= 587
`,
  '7.2': `${common}
[datasource.AgentIdentity]
id = "AgentIdentity"
url = "jdbc:h2:./repository/database/AGENT_DB;${H2_OPTIONS}"
driver = "org.h2.Driver"
`,
};

for (const [version, toml] of Object.entries(shipped)) {
  test.describe(`the text of ${version}`, () => {
    const edited = withSettings(toml, [...placedAt(toml, 1200), ...movableClockSettings(toml)]);

    test('gets the offset into the section that is there already', () => {
      expect(edited).toMatch(/^\[server\]\noffset = 1200\nhostname = "localhost"$/m);
      expect(edited.match(/^\[server\]$/gm)).toHaveLength(1);
    });

    test('listens on loopback only', () => {
      expect(readSetting(edited, 'transport.https.properties', 'address')).toBe('127.0.0.1');
      expect(readSetting(edited, 'transport.http.properties', 'address')).toBe('127.0.0.1');
    });

    test('makes every embedded database bear a moving clock', () => {
      const urls = edited.split('\n').filter((line) => line.startsWith('url'));
      expect(urls).toHaveLength(version === '7.2' ? 3 : 2);
      for (const url of urls) expect(url).toMatch(new RegExp(`;${H2_OPTIONS};${ENDLESS}"$`));
    });

    test('keeps sessions in memory, where the time of their last use follows a moved clock', () => {
      expect(readSetting(edited, 'cache.framework_session_context_cache', 'timeout')).toBe('315360000');
    });

    test('keeps every other line, comments included, in its order', () => {
      const kept = edited.split('\n');
      let from = 0;
      for (const line of toml.split('\n').filter((text) => text !== '' && !text.startsWith('url'))) {
        const place = kept.indexOf(line, from);
        expect(place, line).not.toBe(-1);
        from = place + 1;
      }
    });

    test('is not changed any more by a second edit', () => {
      expect(withSettings(edited, [...placedAt(edited, 1200), ...movableClockSettings(edited)])).toBe(edited);
    });

    test('shares nothing with the original', () => {
      expect(sharedWithOthers(toml)).toEqual([]);
    });
  });
}

test('an offset, a port and a proxy port that are set already are replaced, with the comment behind them', () => {
  const toml =
    '[server]\noffset = 3 # third one\nhostname = "sso.example.com"\n[transport.https.properties]\nport = "443"\nproxyPort = "443"\n';
  const edited = withSettings(toml, placedAt(toml, 7));
  expect(edited).toContain('[server]\nbase_path');
  expect(edited).toContain('offset = 7\nhostname = "localhost"\n');
  expect(edited).toContain('port = "9443"\nproxyPort = "9450"');
});

test('a setting that stands only in a comment counts as not set', () => {
  expect(readSetting('[server]\n# offset = 5\n#offset = 6', 'server', 'offset')).toBeUndefined();
});

test('a section with quotes, spaces and a comment is recognised', () => {
  expect(readSetting('[ database."identity_db" ] # main\nurl = \'jdbc:h2:mem:x\'', 'database.identity_db', 'url')).toBe(
    'jdbc:h2:mem:x',
  );
});

test('the url of another engine stays as it is', () => {
  const toml = '[database.identity_db]\ntype = "postgre"\nurl = "jdbc:postgresql://db.example.com/identity"\n';
  expect(movableClockSettings(toml).filter(({ key }) => key === 'url')).toEqual([]);
});

for (const [what, toml] of Object.entries({
  'a database server': '[database.identity_db]\nurl = "jdbc:postgresql://db.example.com/identity?user=a"',
  'a database that is named by its type alone': '[database.shared_db]\ntype = "mysql"\nhostname = "db"',
  'a database that a variable names': '[database.shared_db]\nurl = "$env{DB_URL}"',
  'an embedded database in another folder': '[database.shared_db]\nurl = "jdbc:h2:/var/lib/identity/SHARED_DB"',
  'an embedded database in a folder above': '[database.shared_db]\nurl = "jdbc:h2:./repository/../../SHARED_DB"',
  'an H2 server': '[datasource.audit]\nurl = "jdbc:h2:tcp://localhost/~/audit"',
  'a cluster': '[clustering]\nmembership_scheme = "static"',
})) {
  test(`${what} counts as shared`, () => {
    expect(sharedWithOthers(toml)).toHaveLength(1);
  });
}

test('what is shared is named without the credentials in its url', () => {
  expect(sharedWithOthers('[database.shared_db]\nurl = "jdbc:mysql://db/identity?user=a&password=b"')).toEqual([
    'the database of [database.shared_db]: jdbc:mysql://db/identity',
  ]);
});

test('the report of the changes names what differs, and no password', () => {
  const settings = [
    { section: 'server', key: 'hostname', value: '"localhost"' },
    { section: 'server', key: 'offset', value: '12' },
    { section: 'keystore.tls', key: 'key_password', value: '"secret"' },
  ];
  expect(describeChanges('[server]\nhostname = "localhost"', settings)).toBe('[server] offset = 12');
});
