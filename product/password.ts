import { randomBytes } from 'node:crypto';

/** A new one, with upper and lower case, digit and special character: what the product's default password policy asks for. */
export const strongPassword = (): string => `Aa1!${randomBytes(9).toString('base64url')}`;
