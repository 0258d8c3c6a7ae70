/**
 * Moves the wall clock of this process: `Date` is real time plus an offset for everybody who asks it, libraries
 * included. Timers stay real. Has to be imported before anything that may keep a reference to `Date`.
 */
const RealDate = globalThis.Date;
let offsetMs = Number(process.env['REFERENCE_CLOCK_OFFSET_MS'] ?? 0);

const movedNow = (): number => RealDate.now() + offsetMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, parameters: unknown[], newTarget) =>
    Reflect.construct(target, parameters.length === 0 ? [movedNow()] : parameters, newTarget) as Date,
  apply: () => new RealDate(movedNow()).toString(),
  get: (target, property, receiver) =>
    property === 'now' ? movedNow : (Reflect.get(target, property, receiver) as unknown),
});

/** Sets the clock to real time plus `offset` milliseconds; absolute, so that a repeated message changes nothing. */
export function moveClockTo(offset: number): void {
  offsetMs = offset;
}
