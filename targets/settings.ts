import { existsSync } from 'node:fs';
import { config as loadDotenv } from 'dotenv';
import { z } from 'zod';
import { CannotRunError } from '../lib/cannot-run.ts';
import { ADMIN_SCOPES } from '../product/administrator.ts';
import { TARGET_KINDS } from './target.ts';

const flag = z
  .enum(['true', 'false', ''])
  .default('false')
  .transform((value) => value === 'true');
const text = z.string().trim().min(1).optional();
const existingFile = text.refine((file) => file === undefined || existsSync(file), {
  error: 'names a file that does not exist',
});
/** `http`, `https`, or the url of a tunnel. */
const backChannel = z.string().regex(/^https?(?::\/\/[^\s/?#]+[^\s?#]*)?$/, {
  error: 'must be http, https, or the url by which the server reaches the receiver, e.g. that of a tunnel',
});
const port = z.coerce.number().int().min(1).max(65_535);
const relyingPartyPorts = z
  .string()
  .transform((list): unknown[] => list.split(','))
  .pipe(z.tuple([port, port, port, port], { error: 'must be four ports, e.g. 8443,8444,8445,8080' }));

const administrator = z.string().trim().min(1).default('admin');

const HOME_REMEDY =
  'set IS_HOME to the folder of an unpacked WSO2 Identity Server 7.x (the one that holds bin/wso2server.sh)';
const URL_REMEDY = 'set IS_URL to the server, e.g. IS_URL=https://localhost:9443';

/** Every variable that the suite reads. `.env.example` explains each in full. */
const environment = z
  .object({
    IS_TARGET: z
      .enum(['auto', ...TARGET_KINDS], { error: `must be one of auto, ${TARGET_KINDS.join(', ')}` })
      .default('auto'),
    IS_IMAGE: z.string().trim().min(1).default('wso2/wso2is:7.1.0'),
    IS_HOME: text,
    JAVA_HOME: text,
    IS_URL: z.url({ protocol: /^https$/, error: 'must be an https url, e.g. https://localhost:9443' }).optional(),
    IS_TENANT: text.refine((domain) => domain === undefined || /^[\w.-]+$/.test(domain), {
      error: 'must be the domain of a tenant, e.g. example.com',
    }),
    IS_VERSION: text.refine((version) => version === undefined || /^\d+\.\d+\.\d+/.test(version), {
      error: 'must be a version, e.g. 7.1.0',
    }),
    IS_ADMIN_USER: administrator,
    IS_ADMIN_PASSWORD: administrator,
    IS_ADMIN_TOKEN: text,
    IS_ADMIN_CLIENT_ID: text,
    IS_ADMIN_CLIENT_SECRET: text,
    IS_ADMIN_SCOPES: z.string().trim().min(1).default(ADMIN_SCOPES),
    IS_CLIENTS: existingFile,
    IS_CA: existingFile,
    IS_LOGIN_STEPS: existingFile,
    IS_TOTP_SECRET: text,
    IS_ALLOW_SERVER_CHANGES: flag,
    IS_RP_HOST: text,
    IS_RP_BIND: text,
    IS_RP_PORTS: relyingPartyPorts.optional(),
    IS_RP_CERT: existingFile,
    IS_RP_KEY: existingFile,
    IS_RP_BACKCHANNEL: backChannel.optional(),
    IS_CLOCK: z.enum(['auto', 'movable', 'real'], { error: 'must be auto, movable or real' }).default('auto'),
    IS_START_TIMEOUT: z.coerce.number({ error: 'must be a number of seconds' }).int().min(1).max(3600).default(600),
    IS_PATIENCE: z.coerce.number({ error: 'must be a number' }).min(0.1).max(10).default(1),
    IS_DEVIATIONS: z.enum(['known', 'strict', 'none'], { error: 'must be known, strict or none' }).default('known'),
    BROWSER_PATH: text.refine((file) => file === undefined || existsSync(file), {
      error: 'names a file that does not exist; point it at a Chromium or Chrome, or unset it',
    }),
    KEEP_RUNNING: flag,
    REPORT_FOLDER: z.string().trim().min(1).default('conformance-report'),
    REFERENCE_FAULTS: z.string().default(''),
    CI: z.string().optional(),
  })
  .superRefine((value, context) => {
    const missing = (name: keyof typeof value, message: string): void => {
      context.addIssue({ code: 'custom', path: [name], message: `is missing, and ${message}` });
    };
    if (value.IS_RP_CERT !== undefined && value.IS_RP_KEY === undefined) missing('IS_RP_KEY', 'IS_RP_CERT needs it');
    if (value.IS_RP_KEY !== undefined && value.IS_RP_CERT === undefined) missing('IS_RP_CERT', 'IS_RP_KEY needs it');
    if (value.IS_ADMIN_CLIENT_ID !== undefined && value.IS_ADMIN_CLIENT_SECRET === undefined)
      missing('IS_ADMIN_CLIENT_SECRET', 'IS_ADMIN_CLIENT_ID needs it');
    if (value.IS_RP_BACKCHANNEL === 'https' && value.IS_RP_CERT === undefined)
      missing('IS_RP_CERT', 'IS_RP_BACKCHANNEL=https needs one that the server trusts');
    const require = (name: 'IS_HOME' | 'IS_URL', target: string, remedy: string): void => {
      if (value.IS_TARGET !== target || value[name] !== undefined) return;
      missing(name, `IS_TARGET=${target} needs it: ${remedy}`);
    };
    require('IS_HOME', 'distribution', HOME_REMEDY);
    require('IS_URL', 'remote', URL_REMEDY);
  });

export type Settings = z.infer<typeof environment>;

/** An empty line in `.env` (`IS_HOME=`) means "not set". */
const withoutEmpty = (variables: NodeJS.ProcessEnv): NodeJS.ProcessEnv =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));

/**
 * Reads `.env` and the environment, the environment winning.
 * @throws CannotRunError with every problem at once.
 */
export function readSettings(variables: NodeJS.ProcessEnv = process.env): Settings {
  if (variables === process.env) loadDotenv({ quiet: true });
  const result = environment.safeParse(withoutEmpty(variables));
  if (result.success) return result.data;
  const problems = result.error.issues.map(({ path, message }) => {
    const name = path.join('.');
    const given = variables[name];
    const shown =
      given === undefined || given === '' || /PASSWORD|SECRET|TOKEN/.test(name) ? '' : ` (it is "${given}")`;
    return `  ${name} ${message}${shown}`;
  });
  throw new CannotRunError(
    `The settings can't be used:\n${problems.join('\n')}`,
    'correct them in the environment or in .env; .env.example explains every variable.',
  );
}
