import { z } from 'zod';

const LOGINS = ['identifier-first', 'totp', 'branded'] as const;

/** `REFERENCE_*` variables that make it another kind of server than the product is as it is shipped. */
export const variantVariables = {
  /** `identifier-first`: name and password on pages of their own. `totp`: a one-time code after them. `branded`: a page of somebody else's. */
  REFERENCE_LOGIN: z
    .string()
    .default('')
    .transform((list) => list.split(',').filter((name) => name !== ''))
    .pipe(z.array(z.enum(LOGINS))),
  /** `id:secret` of a client that administers by the client credentials grant, in place of the administrator's password. */
  REFERENCE_ADMIN_CLIENT: z.string().default(''),
  /** In front of every path, as behind a proxy: `/auth`. */
  REFERENCE_CONTEXT_PATH: z
    .string()
    .regex(/^(?:\/[\w-]+)*$/)
    .default(''),
  /** Key of every user's one-time codes: the ASCII text itself, not base32. */
  REFERENCE_TOTP_SECRET: z.string().default('12345678901234567890'),
};

export interface Variant {
  readonly login: ReadonlySet<(typeof LOGINS)[number]>;
  readonly contextPath: string;
  readonly totpSecret: string;
  readonly adminClient: string;
}

type Settings = { readonly [Name in keyof typeof variantVariables]: z.infer<(typeof variantVariables)[Name]> };

export const variantOf = (settings: Settings): Variant => ({
  login: new Set(settings.REFERENCE_LOGIN),
  contextPath: settings.REFERENCE_CONTEXT_PATH,
  totpSecret: settings.REFERENCE_TOTP_SECRET,
  adminClient: settings.REFERENCE_ADMIN_CLIENT,
});
