import { expect, test } from '@playwright/test';
import { readSettings } from '../../targets/settings.ts';

test('without any variable the defaults are in force, and nothing of the server may be changed', () => {
  expect(readSettings({})).toMatchObject({
    IS_TARGET: 'auto',
    IS_ADMIN_USER: 'admin',
    IS_ALLOW_SERVER_CHANGES: false,
    IS_CLOCK: 'auto',
    IS_DEVIATIONS: 'known',
    IS_START_TIMEOUT: 600,
    KEEP_RUNNING: false,
    REPORT_FOLDER: 'conformance-report',
  });
});

test('a variable that is set to nothing counts as not set', () => {
  const empty = { IS_TARGET: '', IS_URL: '', IS_CA: '', IS_START_TIMEOUT: '', IS_ALLOW_SERVER_CHANGES: '', CI: '' };
  expect(readSettings(empty)).toEqual(readSettings({}));
});

/** One of each kind. */
const REFUSED: readonly (readonly [name: string, value: string, says: string])[] = [
  ['IS_TARGET', 'docker', 'must be one of auto, container, distribution, remote, reference'],
  ['IS_URL', 'http://localhost:9443', 'must be an https url'],
  ['IS_CA', '/nowhere/ca.pem', 'names a file that does not exist'],
  ['IS_RP_PORTS', '8443,8444', 'must be four ports'],
  ['IS_RP_BACKCHANNEL', 'smtp', 'must be http, https, or the url'],
  ['IS_START_TIMEOUT', 'soon', 'must be a number of seconds'],
];

for (const [name, value, says] of REFUSED) {
  test(`${name}=${value} is refused, naming the variable and its value`, () => {
    expect(() => readSettings({ [name]: value })).toThrow(`${name} ${says}`);
    expect(() => readSettings({ [name]: value })).toThrow(`(it is "${value}")`);
  });
}

test('only "true" allows changes of the server: whatever else is written there does not', () => {
  for (const value of ['TRUE', '1', 'yes', ' true', '']) {
    let allowed = false;
    try {
      allowed = readSettings({ IS_ALLOW_SERVER_CHANGES: value }).IS_ALLOW_SERVER_CHANGES;
    } catch {
      // Refused is as good as "no".
    }
    expect(allowed, `"${value}"`).toBe(false);
  }
});

test('every problem is reported at once, with the way out', () => {
  const read = () => readSettings({ IS_TARGET: 'remote', IS_CLOCK: 'fake', IS_START_TIMEOUT: '0' });
  for (const text of ['IS_CLOCK', 'IS_START_TIMEOUT', 'What to do:', '.env.example']) expect(read).toThrow(text);
});

for (const [target, name] of [
  ['distribution', 'IS_HOME'],
  ['remote', 'IS_URL'],
] as const) {
  test(`IS_TARGET=${target} needs ${name}`, () => {
    expect(() => readSettings({ IS_TARGET: target })).toThrow(`${name} is missing`);
  });
}

test('a password is never part of a message', () => {
  const blank = { IS_ADMIN_PASSWORD: '   ', IS_TARGET: 'docker' };
  expect(() => readSettings(blank)).toThrow(/IS_ADMIN_PASSWORD(?!.*it is)/);
});

test('a certificate of the relying party needs its key, and back-channel https needs both', () => {
  expect(() => readSettings({ IS_RP_CERT: import.meta.filename })).toThrow('IS_RP_KEY is missing');
  expect(() => readSettings({ IS_RP_KEY: import.meta.filename })).toThrow('IS_RP_CERT is missing');
  expect(() => readSettings({ IS_RP_BACKCHANNEL: 'https' })).toThrow('needs one that the server trusts');
});
