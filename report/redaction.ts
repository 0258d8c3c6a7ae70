import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Reporter, TestCase, TestError, TestResult, TestStep } from '@playwright/test/reporter';
import { readSettings } from '../targets/settings.ts';
import { redact, redactAll, redactError } from '../fixtures/recording/redact.ts';
import { SECRETS_FILE_VARIABLE, secrets, SecretsReader } from '../fixtures/recording/secrets.ts';
import { redactTrace } from './trace-archive.ts';

/** What is typed into a page stands in the title of the runner's step. */
const TYPED = /^((?:Fill|Type|Insert|Press sequentially)\b[^"]*)"(?:[^"\\]|\\.)*"/;
const withoutTyped = (title: string): string => title.replace(TYPED, '$1"<value>"');

/** Arguments of the runner's own calls; what is typed is called `value` or `text`. */
function redactParameters(parameters: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(redactAll(parameters));
  return Object.fromEntries(entries.map(([name, value]) => [name, /^(?:value|text)$/.test(name) ? '<value>' : value]));
}

function redactStep(step: TestStep): void {
  step.title = redact(withoutTyped(step.title));
  if (step.subtitle !== undefined) step.subtitle = redact(step.subtitle);
  if (step.params !== undefined) step.params = redactParameters(step.params);
  if (step.error !== undefined) redactError(step.error);
  step.steps.forEach(redactStep);
}

type Attachment = TestResult['attachments'][number];

/** Pictures and films can't be redacted; an error page may show an address with a token in it. */
const isPicture = ({ contentType }: Attachment): boolean => /^(?:image|video)\//.test(contentType);

/** JSON value by value: a secret may begin in the middle of what JSON writes for one character. */
export function redactContent(text: string, contentType: string): string {
  if (!contentType.includes('json')) return redact(text);
  try {
    return JSON.stringify(redactAll(JSON.parse(text) as unknown));
  } catch {
    return redact(text);
  }
}

function redactAttachment(attachment: Attachment): void {
  const { body, path, contentType, name } = attachment;
  if (body !== undefined && /json|text/.test(contentType))
    attachment.body = Buffer.from(redactContent(body.toString(), contentType));
  if (path === undefined || !existsSync(path)) return;
  if (name === 'trace') redactTrace(path);
  else if (/text|json|markdown/.test(contentType))
    writeFileSync(path, redactContent(readFileSync(path, 'utf8'), contentType));
}

/**
 * Stands before all other reporters, and removes secrets from what they are about to print and store: messages, steps,
 * attachments and traces. What a run's processes know as secrets comes through a file that is gone when the run ends.
 */
export default class Redaction implements Reporter {
  readonly #file: string;
  readonly #reader: SecretsReader;

  constructor() {
    const given = process.env[SECRETS_FILE_VARIABLE];
    // mkdtemp makes a folder that nobody but its owner may enter.
    this.#file = given ?? join(mkdtempSync(join(tmpdir(), 'is-suite-')), 'secrets');
    // At the very end, however it comes: the runner does not tell reporters of every way out.
    if (given === undefined)
      process.once('exit', () => {
        rmSync(dirname(this.#file), { recursive: true, force: true });
      });
    process.env[SECRETS_FILE_VARIABLE] = this.#file;
    this.#reader = new SecretsReader(this.#file);
    const { IS_ADMIN_PASSWORD, IS_ADMIN_TOKEN, IS_ADMIN_CLIENT_SECRET, IS_TOTP_SECRET } = readSettings();
    secrets.add('password', IS_ADMIN_PASSWORD);
    const others = { access_token: IS_ADMIN_TOKEN, client_secret: IS_ADMIN_CLIENT_SECRET, totp_secret: IS_TOTP_SECRET };
    for (const [name, value] of Object.entries(others)) if (value !== undefined) secrets.add(name, value);
  }

  printsToStdio(): boolean {
    return false;
  }

  onStepBegin(_: TestCase, __: TestResult, step: TestStep): void {
    this.#reader.catchUp();
    redactStep(step);
  }

  onStepEnd(_: TestCase, __: TestResult, step: TestStep): void {
    redactStep(step);
  }

  onTestEnd(_: TestCase, result: TestResult): void {
    this.#reader.catchUp();
    result.errors.forEach(redactError);
    result.steps.forEach(redactStep);
    result.attachments.filter(isPicture).forEach(({ path }) => {
      if (path !== undefined) rmSync(path, { force: true });
    });
    result.attachments = result.attachments.filter((attachment) => !isPicture(attachment));
    result.attachments.forEach(redactAttachment);
  }

  onError(error: TestError): void {
    redactError(error);
  }

  onEnd(): Promise<void> {
    this.#reader.catchUp();
    const log = join(readSettings().REPORT_FOLDER, 'identity-server.log');
    if (existsSync(log)) writeFileSync(log, redact(readFileSync(log, 'utf8')));
    return Promise.resolve();
  }
}
