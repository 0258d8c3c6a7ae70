import { expect, test } from '@playwright/test';
import { documents } from '../../requirements/documents.ts';
import { catalogue, locate } from '../../requirements/index.ts';
import specifications from '../../requirements/specifications.json' with { type: 'json' };
import { AREAS, IMPACTS, LEVELS, type Requirement } from '../../requirements/types.ts';

/** The product's documentation, and the records of vulnerabilities that its vendor has published. */
const DOCUMENTATION = ['https://is.docs.wso2.com/', 'https://security.docs.wso2.com/', 'https://www.cve.org/CVERecord'];

/** It begins with a capital letter, or with a term such as `prompt=none`. */
const SENTENCE = /^(?:[A-Z]|[a-z]+[_=]).*\S\.$/s;

/** Those that are not as they should be, by id. */
const idsOf = (wrong: (requirement: Requirement) => boolean): string[] => catalogue.filter(wrong).map(({ id }) => id);

const isSpecification = ({ source }: Requirement): boolean => source in specifications;

test('a clause that the specification does not have is refused, and so is a heading that is not listed', () => {
  expect(() => locate({ id: 'X', source: 'rpInitiated', clause: '99' })).toThrow(/which has none of that number/);
  expect(() => locate({ id: 'X', source: 'settings', clause: 'No such heading' })).toThrow(/where it is not listed/);
});

test('every clause that is cited is in the checked-in list of the clauses of its specification', () => {
  const clausesOf = (source: string): object => specifications[source as keyof typeof specifications].clauses;
  expect(idsOf((each) => isSpecification(each) && !(each.clause in clausesOf(each.source)))).toEqual([]);
});

test('level, impact and area are of the words that there are', () => {
  expect(idsOf(({ level }) => !(LEVELS as readonly string[]).includes(level))).toEqual([]);
  expect(idsOf(({ impact }) => !(IMPACTS as readonly string[]).includes(impact))).toEqual([]);
  expect(idsOf(({ area }) => !(AREAS as readonly string[]).includes(area))).toEqual([]);
});

test('every requirement leads to a page by https', () => {
  const isPage = (url: string): boolean => URL.canParse(url) && new URL(url).protocol === 'https:';
  expect(idsOf(({ url }) => !isPage(url))).toEqual([]);
  expect(Object.entries(documents).filter(([, { readFor }]) => readFor.trim() === '')).toEqual([]);
});

test('a keyword of a specification stands in a clause of one', () => {
  const isKeyword = ({ level }: Requirement): boolean => ['MUST', 'SHOULD', 'STATES'].includes(level);
  expect(idsOf((each) => isKeyword(each) && !isSpecification(each))).toEqual([]);
});

test('what is required of the product is on a page of its documentation, or it is said where it was measured', () => {
  const isDocumented = ({ url }: Requirement): boolean => DOCUMENTATION.some((site) => url.startsWith(site));
  expect(idsOf((each) => each.level === 'PRODUCT' && each.measured === undefined && !isDocumented(each))).toEqual([]);
  expect(idsOf(({ measured }) => measured !== undefined && !/^\d+\.\d+\.\d+/.test(measured))).toEqual([]);
});

test('every requirement is one sentence of its own', () => {
  const texts = catalogue.map(({ text }) => text);
  expect(idsOf(({ text }) => !SENTENCE.test(text))).toEqual([]);
  expect(
    idsOf(({ text }) => /[.!?] [A-Z]/.test(text)),
    'more than one sentence',
  ).toEqual([]);
  expect(texts.filter((text, index) => texts.indexOf(text) !== index)).toEqual([]);
});

test('ids are unique, and of capital letters and a number', () => {
  const ids = catalogue.map(({ id }) => id);
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(ids.filter((id) => !/^[A-Z]+(-[A-Z]+)*-\d+$/.test(id))).toEqual([]);
});
