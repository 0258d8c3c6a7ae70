import type { BrowserContext, Response } from '@playwright/test';

/** One Set-Cookie field, as it came. */
export interface SetCookie {
  readonly field: string;
  readonly name: string;
  /** Names in lower case, in their order. */
  readonly attributes: readonly string[];
  readonly isRemoval: boolean;
}

/** The Set-Cookie fields of one answer. */
type CookiesOfAnswer = readonly SetCookie[];

function parseSetCookie(field: string): SetCookie {
  const [pair = '', ...attributes] = field.split(';');
  return {
    field,
    name: pair.split('=')[0]?.trim() ?? '',
    attributes: attributes.map((each) => (each.split('=')[0] ?? '').trim().toLowerCase()),
    isRemoval: /;\s*(?:max-age=0\b|expires=Thu, 01 Jan 1970)/i.test(field),
  };
}

/** For reports: without the value, which may be a secret. */
export const shown = ({ field }: SetCookie): string => field.replace(/=[^;]*/, '=…');

/** Collects what an origin sets in a browser from now on, answer by answer. */
export class CookieWatch {
  readonly #answers: Promise<CookiesOfAnswer>[] = [];

  constructor(context: BrowserContext, origin: string) {
    context.on('response', (response: Response) => {
      if (new URL(response.url()).origin === origin) this.#answers.push(cookiesOf(response));
    });
  }

  /** Those that set something. */
  async answers(): Promise<CookiesOfAnswer[]> {
    return (await Promise.all(this.#answers)).filter((cookies) => cookies.length > 0);
  }
}

async function cookiesOf(response: Response): Promise<CookiesOfAnswer> {
  // A page that was closed in between takes its answers with it.
  const headers = await response.headersArray().catch(() => []);
  return headers.filter(({ name }) => name.toLowerCase() === 'set-cookie').map(({ value }) => parseSetCookie(value));
}

const TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";
const OCTETS = '[\\x21\\x23-\\x2B\\x2D-\\x3A\\x3C-\\x5B\\x5D-\\x7E]*';
const AV_OCTETS = '[\\x20-\\x3A\\x3C-\\x7E]';
const DATE =
  '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{4} \\d\\d:\\d\\d:\\d\\d GMT';

/** RFC 6265bis, 4.1.1: a cookie-pair, and attributes behind it. */
const FIELD = new RegExp(`^${TOKEN}[ \\t]*=[ \\t]*(?:${OCTETS}|"${OCTETS}")(?:[ \\t]*;[ \\t]*${AV_OCTETS}+)*$`);
/** The same: values of the attributes that it defines. */
const ATTRIBUTES: Readonly<Record<string, RegExp>> = {
  expires: new RegExp(`^${DATE}$`),
  'max-age': /^\d+$/,
  domain: /^[.a-z0-9-]+$/i,
  path: new RegExp(`^${AV_OCTETS}*$`),
  secure: /^$/,
  httponly: /^$/,
  samesite: /^(?:Strict|Lax|None)$/i,
};

/** Is it formed as the grammar has it, with no attribute twice? */
export function isWellFormed({ field, attributes }: SetCookie): boolean {
  if (!FIELD.test(field) || new Set(attributes).size < attributes.length) return false;
  return field
    .split(';')
    .slice(1)
    .every((attribute) => {
      const [name = '', ...value] = attribute.split('=');
      const expected = ATTRIBUTES[name.trim().toLowerCase()];
      return expected?.test(value.join('=').trim()) ?? true;
    });
}
