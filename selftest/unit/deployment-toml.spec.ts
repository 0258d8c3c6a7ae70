import { expect, test } from '@playwright/test';
import { CannotRunError } from '../../lib/cannot-run.ts';
import { parseDeploymentToml, readSetting, withSettings } from '../../product/deployment-toml.ts';

const read = (text: string) => parseDeploymentToml(text, 'deployment.toml');

/** One of everything that a file may hold, each as the format's own specification shows it. */
const EVERYTHING = String.raw`
title = "top"
[scalars]
int = 9223372036854775807
hex = 0xdead_beef
float = 1.0
large = 5e+22
small = -2E-2
infinite = -inf
flag = true
[strings]
basic = "quote \" backslash \\ tab \t unicode \u00e9"
literal = 'C:\conf\(.*)'
multiline = """
one
two"""
raw = '''one \n
two'''
placeholder = "$env{DB_URL} $secret{password} $ref{server.hostname} ${'$'}{carbon.home}"
[times]
offset = 1979-05-27T00:32:00.123-07:00
local = 1979-05-27T07:32:00
date = 1979-05-27
time = 07:32:00
[keys]
dotted.name = 1
"with.dot" = 2
'with "quote"' = 3
"" = 4
10 = 5
2 = 6
[nested."a.b".c]
inline = { x = 1, y.z = "q", e = {} }
list = [ 1, 2, 3 ]
lists = [ [ 1 ], [ "a" ] ]
mixed = [ { x = 1 }, { y = 2 } ]
none = []
[empty]
[[event_handler]]
name = "one"
subscriptions = ["A", "B"]
[event_handler.properties]
enable = true
[[event_handler]]
name = "two"
[[event_handler.rule]]
x = 1
[[event_handler.rule]]
x = 2
`;

test('what is not set keeps its meaning, to the type of a number and the zone of a time', () => {
  const toml = read(EVERYTHING);
  const edited = read(withSettings(toml, [{ section: 'server', key: 'offset', value: 7 }]));
  expect(edited).toEqual({ ...toml, server: { offset: 7n } });
  const times = ({ times }: typeof toml) => JSON.stringify(times);
  expect(times(edited)).toBe(times(toml));
  expect(times(toml)).toBe(
    '{"offset":"1979-05-27T00:32:00.123-07:00","local":"1979-05-27T07:32:00.000","date":"1979-05-27","time":"07:32:00.000"}',
  );
  expect(toml['scalars']).toEqual({
    int: 9223372036854775807n,
    hex: 0xdeadbeefn,
    float: 1,
    large: 5e22,
    small: -0.02,
    infinite: -Infinity,
    flag: true,
  });
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
