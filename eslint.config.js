import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import playwright from 'eslint-plugin-playwright';
import { defineConfig, globalIgnores } from 'eslint/config';
import tseslint from 'typescript-eslint';

/** What each folder may import of the others; CONTRIBUTING says what each is. Folders that are not named may import any. */
const IMPORTS = {
  lib: [],
  requirements: [],
  'stand-in': [],
  product: ['lib'],
  containers: ['lib', 'product'],
  targets: ['lib', 'product', 'containers', 'stand-in'],
  setup: ['lib', 'targets'],
  faults: ['lib', 'product', 'requirements', 'stand-in', 'targets'],
  fixtures: ['lib', 'product', 'requirements', 'containers', 'targets', 'setup', 'faults'],
  tests: ['requirements', 'fixtures'],
  report: ['lib', 'requirements', 'targets', 'fixtures'],
};
const FOLDERS = [...Object.keys(IMPORTS), 'selftest', 'docs'];

const boundaries = Object.entries(IMPORTS).map(([folder, allowed]) => ({
  files: [`${folder}/**/*.ts`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: FOLDERS.filter((other) => other !== folder && !allowed.includes(other)).map((other) => ({
          regex: `^(\\.\\./)+${other}/`,
          message: `${folder}/ imports only ${allowed.map((each) => `${each}/`).join(', ') || 'packages'}: see IMPORTS in eslint.config.js.`,
        })),
      },
    ],
  },
}));

export default defineConfig(
  globalIgnores(['node_modules/', 'conformance-report/', 'selftest-report/', 'test-results/', '.run/']),
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-duplicate-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
    },
  },
  {
    files: ['**/*.spec.ts'],
    extends: [playwright.configs['flat/recommended']],
    rules: {
      // Verdicts come from the project's own matchers and from check(), which the rule cannot see.
      'playwright/expect-expect': 'off',
      // Every skip of this suite has a condition and a reason, which the report shows.
      'playwright/no-skipped-test': ['error', { allowConditional: true }],
      // Branches choose among kinds of answers, never whether something is checked at all.
      'playwright/no-conditional-in-test': 'off',
      'playwright/no-wait-for-timeout': 'error',
      'playwright/no-focused-test': 'error',
      // Fixtures are the first argument; a test that needs none still has to name it.
      'no-empty-pattern': 'off',
    },
  },
  {
    // Scripts that run before anything is installed, and scripts of the browser.
    files: ['**/*.mjs', '**/public/**/*.js'],
    languageOptions: {
      globals: {
        process: 'readonly',
        console: 'readonly',
        URL: 'readonly',
        document: 'readonly',
        window: 'readonly',
        setInterval: 'readonly',
        clearInterval: 'readonly',
        setTimeout: 'readonly',
        clearTimeout: 'readonly',
        fetch: 'readonly',
        location: 'readonly',
        URLSearchParams: 'readonly',
      },
    },
  },
  ...boundaries,
  prettier,
);
