import { homedir } from 'node:os';
import { sideOf } from '../../report/upgrade/side.ts';
import { expect, test } from '../folder.ts';

const targetOf = (name: string): Record<string, string | undefined> => {
  const { IS_TARGET, IS_IMAGE, IS_HOME, IS_URL } = sideOf('before', name, 'folder', {}).environment;
  return JSON.parse(JSON.stringify({ IS_TARGET, IS_IMAGE, IS_HOME, IS_URL })) as Record<string, string | undefined>;
};

test('the name of a side says what is tested', ({ folder }) => {
  expect(targetOf('reference')).toEqual({ IS_TARGET: 'reference' });
  expect(targetOf('wso2/wso2is:7.2.0')).toEqual({ IS_TARGET: 'container', IS_IMAGE: 'wso2/wso2is:7.2.0' });
  expect(targetOf('https://is.example.com')).toEqual({ IS_TARGET: 'remote', IS_URL: 'https://is.example.com' });
  expect(targetOf(folder)).toEqual({ IS_TARGET: 'distribution', IS_HOME: folder });
  expect(targetOf('./not-there'), 'a path that leads nowhere is refused by the run, not taken for an image').toEqual({
    IS_TARGET: 'distribution',
    IS_HOME: './not-there',
  });
  expect(targetOf('~/wso2is')).toEqual({ IS_TARGET: 'distribution', IS_HOME: `${homedir()}/wso2is` });
});

test('a variable can be meant for one side alone', () => {
  const variables = { IS_CA: 'both.pem', TO_IS_CA: 'new.pem', FROM_IS_ADMIN_PASSWORD: 'old', TO_EMAIL: 'no variable' };
  const before = sideOf('before', 'https://a.example', 'one', variables).environment;
  const after = sideOf('after', 'https://b.example', 'two', variables).environment;
  expect(before).toMatchObject({ IS_CA: 'both.pem', IS_ADMIN_PASSWORD: 'old', REPORT_FOLDER: 'one' });
  expect(after).toMatchObject({ IS_CA: 'new.pem', IS_URL: 'https://b.example', REPORT_FOLDER: 'two' });
  expect(after['IS_ADMIN_PASSWORD']).toBeUndefined();
  expect(after['EMAIL']).toBeUndefined();
});

test('a run of a side leaves nothing running, and no summary of its own', () => {
  const variables = { KEEP_RUNNING: 'true', GITHUB_STEP_SUMMARY: '/somewhere' };
  const { environment } = sideOf('before', 'reference', 'folder', variables);
  expect(environment['KEEP_RUNNING']).toBe('false');
  expect(environment['GITHUB_STEP_SUMMARY']).toBeUndefined();
});
