import { randomBytes, randomUUID, scryptSync, timingSafeEqual } from 'node:crypto';
import type { Collection } from './journal.ts';

export interface User {
  readonly id: string;
  readonly userName: string;
  readonly administrator: boolean;
  givenName: string;
  familyName: string;
  email?: string | undefined;
  salt: string;
  passwordHash: string;
  locked: boolean;
  disabled: boolean;
  createdAt: number;
  updatedAt: number;
}

export interface NewUser {
  readonly userName: string;
  readonly password: string;
  readonly givenName?: string | undefined;
  readonly familyName?: string | undefined;
  readonly email?: string | undefined;
  readonly administrator?: boolean;
}

// A test server's passwords: salted, but cheap enough for every call of the admin API.
const hash = (password: string, salt: string): string =>
  scryptSync(password, salt, 32, { N: 256 }).toString('base64url');

/** The users of one realm. Names are compared without regard to case, as the product does. */
export class Users {
  readonly #items: Collection<User>;
  readonly #domain: string;

  constructor(items: Collection<User>, domain: string) {
    this.#items = items;
    this.#domain = domain;
  }

  get(id: string): User | undefined {
    return this.#items.get(id);
  }

  all(): User[] {
    return this.#items.values();
  }

  /** Accepts the plain name, and the name with `PRIMARY/` before or `@domain` of this realm behind. */
  byName(name: string): User | undefined {
    const suffix = `@${this.#domain}`;
    const plain = (name.toLowerCase().endsWith(suffix) ? name.slice(0, -suffix.length) : name)
      .replace(/^PRIMARY\//i, '')
      .toLowerCase();
    return this.#items.find(({ userName }) => userName.toLowerCase() === plain);
  }

  add(user: NewUser): User {
    const now = Date.now();
    const salt = randomBytes(12).toString('base64url');
    const added: User = {
      id: randomUUID(),
      userName: user.userName,
      administrator: user.administrator ?? false,
      givenName: user.givenName ?? '',
      familyName: user.familyName ?? '',
      email: user.email,
      salt,
      passwordHash: hash(user.password, salt),
      locked: false,
      disabled: false,
      createdAt: now,
      updatedAt: now,
    };
    this.#items.set(added.id, added);
    return added;
  }

  /** @returns the user when the password is right, and the account neither locked nor disabled. */
  authenticate(name: string, password: string): User | undefined {
    const user = this.byName(name);
    if (user === undefined || user.locked || user.disabled) return undefined;
    return timingSafeEqual(Buffer.from(hash(password, user.salt)), Buffer.from(user.passwordHash)) ? user : undefined;
  }

  changePassword(user: User, password: string): void {
    user.salt = randomBytes(12).toString('base64url');
    user.passwordHash = hash(password, user.salt);
    this.save(user);
  }

  setLocked(user: User, locked: boolean): void {
    user.locked = locked;
    this.save(user);
  }

  setDisabled(user: User, disabled: boolean): void {
    user.disabled = disabled;
    this.save(user);
  }

  save(user: User): void {
    user.updatedAt = Date.now();
    this.#items.set(user.id, user);
  }

  remove(user: User): void {
    this.#items.delete(user.id);
  }
}
