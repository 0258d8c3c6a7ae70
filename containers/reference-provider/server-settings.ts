import type { Faults } from './faults/index.ts';
import type { Collection } from './journal.ts';

/** Minutes as strings, the way the product's API has them. */
export interface SettingValues {
  idleSessionTimeoutPeriod: string;
  rememberMePeriod: string;
}
export type SettingName = keyof SettingValues;

const DEFAULTS: SettingValues = { idleSessionTimeoutPeriod: '15', rememberMePeriod: '20160' };
const MINUTE_MS = 60_000;

/** What an administrator can set for one realm; in force from the next request on, for existing sessions too. */
export class ServerSettings {
  readonly #items: Collection<SettingValues>;
  readonly #faults: Faults;

  constructor(items: Collection<SettingValues>, faults: Faults) {
    this.#items = items;
    this.#faults = faults;
  }

  get values(): SettingValues {
    const defaults = this.#faults.has('another-default-idle-timeout')
      ? { ...DEFAULTS, idleSessionTimeoutPeriod: '20' }
      : DEFAULTS;
    return this.#items.get('values') ?? defaults;
  }

  get idleTimeoutMs(): number {
    const { idleSessionTimeoutPeriod } = this.#faults.has('idle-timeout-change-ignored') ? DEFAULTS : this.values;
    return Number(idleSessionTimeoutPeriod) * MINUTE_MS;
  }

  get rememberMeMs(): number {
    return Number(this.values.rememberMePeriod) * MINUTE_MS;
  }

  change(changes: Partial<SettingValues>): void {
    this.#items.set('values', { ...this.values, ...changes });
  }
}

export const isSettingName = (name: string): name is SettingName => Object.hasOwn(DEFAULTS, name);
/** @returns false for zero, negative, fractional and non-numeric values. */
export const isValidPeriod = (value: unknown): value is string =>
  typeof value === 'string' && /^0*[1-9]\d{0,8}$/.test(value);
