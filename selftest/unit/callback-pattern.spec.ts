import { expect, test } from '@playwright/test';
import { callbackPattern } from '../../product/application-request.ts';

test('a pattern for two urls matches these and no others, whatever characters they have', () => {
  const urls = ['https://rp.example/cb?p=a+b&q=(1)', 'https://rp.example:8443/$cb|x'];
  const pattern = new RegExp(`^(?:${callbackPattern(urls).replace(/^regexp=/, '')})$`);
  const others = ['https://rp-example/cb?p=a+b&q=(1)', 'https://rp.example/cb?p=aab&q=1', 'https://rp.example:8443/'];
  expect([...urls, ...others, urls.join('|')].filter((url) => pattern.test(url))).toEqual(urls);
});
