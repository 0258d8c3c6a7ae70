import type { Faults } from './faults/index.ts';
import type { Collection } from './journal.ts';

const DEFAULTS = {
  idleSessionTimeoutPeriod: '15',
  rememberMePeriod: '20160',
  enableMaximumSessionTimeoutPeriod: 'false',
  maximumSessionTimeoutPeriod: '43200',
};

/** Minutes, and what is on or off, as strings, the way the product's API has them. */
export type SettingValues = typeof DEFAULTS;
export type SettingName = keyof SettingValues;

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
    return this.#items.get('values') ?? DEFAULTS;
  }

  get idleTimeoutMs(): number {
    const { idleSessionTimeoutPeriod } = this.#faults.has('idle-timeout-change-ignored') ? DEFAULTS : this.values;
    return Number(idleSessionTimeoutPeriod) * MINUTE_MS;
  }

  get rememberMeMs(): number {
    return Number(this.values.rememberMePeriod) * MINUTE_MS;
  }

  /** Counted from the beginning of a session; infinite where there is none. */
  get maximumMs(): number {
    const { enableMaximumSessionTimeoutPeriod, maximumSessionTimeoutPeriod } = this.values;
    const isLimited = enableMaximumSessionTimeoutPeriod === 'true' && !this.#faults.has('maximum-lifetime-ignored');
    return isLimited ? Number(maximumSessionTimeoutPeriod) * MINUTE_MS : Infinity;
  }

  change(changes: Partial<SettingValues>): void {
    this.#items.set('values', { ...this.values, ...changes });
  }
}

export const isSettingName = (name: string): name is SettingName => Object.hasOwn(DEFAULTS, name);
/** A period is a whole number of minutes, at least one. */
export function isValidSetting(name: SettingName, value: unknown): value is string {
  const valid = name === 'enableMaximumSessionTimeoutPeriod' ? /^(true|false)$/ : /^0*[1-9]\d{0,8}$/;
  return typeof value === 'string' && valid.test(value);
}
