import { z } from 'zod';

/** Bodies with which the product explains a refusal: REST (`code`, `description`) and SCIM (`detail`). */
const refusal = z.object({
  code: z.string().optional(),
  message: z.string().optional(),
  description: z.string().optional(),
  detail: z.string().optional(),
});

function explain(body: string): { code: string | undefined; text: string } {
  try {
    const { code, message, description, detail } = refusal.parse(JSON.parse(body));
    const text = [description ?? detail ?? message].filter((part) => part !== undefined).join(' ');
    return { code, text };
  } catch {
    return { code: undefined, text: body.replaceAll(/\s+/g, ' ').slice(0, 200) };
  }
}

/** The admin API refused a call, or answered it in a form that the suite does not know. */
export class AdminError extends Error {
  override readonly name = 'AdminError';
  readonly status: number;
  /** The server's own code, e.g. `CNF-60003`. */
  readonly code: string | undefined;

  constructor(request: string, status: number, body: string) {
    const { code, text } = explain(body);
    super(
      `The admin API answered ${status} to ${request}${code === undefined ? '' : `, code ${code}`}: ${text || '(empty body)'}`,
    );
    this.status = status;
    this.code = code;
  }
}

/** Did the admin API refuse a call because there is no such thing, e.g. no longer? */
export const isMissing = (error: unknown): boolean => error instanceof AdminError && error.status === 404;
