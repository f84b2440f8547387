import type { MachineLoad } from './component-law.ts';
import type { PastFinding, WatchedSpan } from './part-lives.ts';
import type { MachineSize } from './published-rates.ts';

/**
 * What lifetimes need of a machine's watch. It is remembered apart from what the watch judges, since that is judged anew
 * without the machines that are gone: were they left out of the count, the weakest would be, and the rest look immortal.
 * A plain value: it is kept.
 */
export interface WatchedMachine extends WatchedSpan {
  readonly watchedToMs: number;
  readonly size: MachineSize;
  /** Means over all of its watch. */
  readonly load: MachineLoad;
  /** When the watch found that it cools worse: by these, cleaning is told from a mending. */
  readonly coolingFindings: readonly PastFinding[];
}

/** All that are and were watched; one that went and came back has a span for each time. */
export type WatchedMachines = readonly WatchedMachine[];

/** With the machines as they are now, each in the place of what was remembered of its present span. */
export function remembered(before: WatchedMachines, present: readonly WatchedMachine[]): WatchedMachines {
  return [...goneOf(before, present), ...present];
}

/** The spans that are over: of machines that are not there any more, or that were away before they came back. */
export function goneOf(
  before: WatchedMachines,
  present: readonly Pick<WatchedMachine, 'minerId' | 'watchedFromMs'>[],
): WatchedMachines {
  const sinceMs = new Map(present.map(({ minerId, watchedFromMs }) => [minerId, watchedFromMs]));
  return before.filter(
    ({ minerId, watchedToMs }) => watchedToMs < (sinceMs.get(minerId) ?? Number.POSITIVE_INFINITY),
  );
}

/** What was kept; entries that cannot be read are left out. */
export function readWatchedMachines(kept: unknown): WatchedMachines {
  return Array.isArray(kept) ? kept.filter(isWatchedMachine) : [];
}

const SIZES: readonly unknown[] = ['small', 'quad', 'big'] satisfies readonly MachineSize[];
const LOADS = [
  'airC',
  'chipC',
  'regulatorC',
  'fanDuty',
  'startsPerDay',
] as const satisfies readonly (keyof MachineLoad)[];

function isWatchedMachine(value: unknown): value is WatchedMachine {
  const { minerId, watchedFromMs, watchedToMs, newAtMs, size, load, coolingFindings } = Object(value);
  return (
    typeof minerId === 'string' &&
    Number.isFinite(watchedFromMs) &&
    Number.isFinite(watchedToMs) &&
    isMaybeNumber(newAtMs) &&
    SIZES.includes(size) &&
    LOADS.every((name) => isMaybeNumber(Object(load)[name])) &&
    Array.isArray(coolingFindings) &&
    coolingFindings.every(isPastFinding)
  );
}

function isPastFinding(value: unknown): boolean {
  const { minerIds, trouble, sinceMs, endedAtMs } = Object(value);
  return (
    Array.isArray(minerIds) &&
    typeof trouble === 'string' &&
    Number.isFinite(sinceMs) &&
    isMaybeNumber(endedAtMs)
  );
}

function isMaybeNumber(value: unknown): boolean {
  return value === undefined || Number.isFinite(value);
}
