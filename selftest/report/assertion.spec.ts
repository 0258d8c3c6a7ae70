import { expect, test } from '@playwright/test';
import { readAssertion } from '../../fixtures/assertion.ts';
import { expect as suiteExpect } from '../../fixtures/matchers.ts';

// eslint-disable-next-line no-control-regex -- the colours of assertion messages are control sequences
const plain = (text: string): string => text.replaceAll(/\u001b\[[0-9;]*m/g, '');

/** The message of the assertion that `claim` makes, as the runner writes it. */
async function messageOf(claim: () => unknown): Promise<string> {
  try {
    await claim();
  } catch (error) {
    return plain((error as Error).message);
  }
  throw new Error('the claim held, and was meant to fail');
}

const refused = { kind: 'page', url: 'https://idp/error', sent: new URLSearchParams() } as const;

const assertions: readonly { what: string; claim: () => unknown; expected: unknown; actual: unknown }[] = [
  {
    what: 'a value',
    claim: () => {
      expect(1, 'a label').toBe('2');
    },
    expected: '"2"',
    actual: '1',
  },
  {
    what: 'a structure',
    claim: () => {
      expect({ a: 1, c: [1] }).toEqual({ a: 2, c: [1] });
    },
    expected: expect.stringMatching(/^Object \{\n {2}"a": 2,\n {2}"c": Array \[/),
    actual: expect.stringMatching(/^Object \{\n {2}"a": 1,\n {2}"c": Array \[/),
  },
  {
    what: 'absence',
    claim: () => {
      expect('x').toBeUndefined();
    },
    expected: 'undefined',
    actual: '"x"',
  },
  {
    what: 'an order',
    claim: () => {
      expect(1).toBeGreaterThan(3);
    },
    expected: '> 3',
    actual: '1',
  },
  {
    what: 'a part',
    claim: () => {
      expect('abc').toContain('z');
    },
    expected: '"z"',
    actual: '"abc"',
  },
  {
    what: "the suite's own claims",
    claim: () => {
      suiteExpect(refused, 'a label').toBeACode();
    },
    expected: 'a code at the redirect_uri',
    actual: 'no answer to the relying party, but the page https://idp/error',
  },
  {
    what: 'no assertion at all',
    claim: () => {
      throw new Error('Waited 5 s for a logout token.\nNothing happened.');
    },
    expected: undefined,
    actual: 'Waited 5 s for a logout token.',
  },
];

for (const { what, claim, expected, actual } of assertions) {
  test(`both sides are read from a failed assertion about ${what}, as thrown and as the runner has it`, async () => {
    const message = await messageOf(claim);
    const assertion = readAssertion(message);
    expect(readAssertion(`Error: ${message}`)).toEqual(assertion);
    expect(assertion.expected).toEqual(expected);
    expect(assertion.actual).toEqual(actual);
  });
}
