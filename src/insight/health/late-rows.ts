import { TIER_MS } from '../../domain/buckets.ts';
import type { JudgedPast } from './judged-past.ts';

/**
 * The first day (UTC) that was judged and of which more or less is stored now than then: the recorder's, the devices' own
 * memory, a backup or a file filled it in, or a miner with its past was added or removed. Undefined where all is as it was.
 * The very first day counts for nothing: what is left of it may begin at any hour.
 *
 * @param rowsNow what is stored of each day within [past.fromMs, past.toMs), all miners together
 */
export function firstChangedDay(
  { fromMs, toMs, rowsOfDay, acceptedRows }: JudgedPast,
  rowsNow: Readonly<Record<number, number>>,
): number | undefined {
  if (fromMs === undefined) return undefined;
  for (let day = dayOf(fromMs) + TIER_MS.day; day < toMs; day += TIER_MS.day) {
    const now = rowsNow[day] ?? 0;
    if (now !== (rowsOfDay[day] ?? 0) && now !== acceptedRows[day]) return day;
  }
  return undefined;
}

/**
 * When that which the past was judged by first became another one: work that was logged afterwards, or taken out of the
 * log, a repair of the data, or one that was undone. Undefined where all is as it was.
 *
 * @param inputs what there is now, by a name of its own, with when it began to matter
 */
export function firstChangedInput(
  { toMs, inputs: before }: JudgedPast,
  inputs: Readonly<Record<string, number>>,
): number | undefined {
  const added = Object.keys(inputs).filter((name) => !(name in before));
  const gone = Object.keys(before).filter((name) => !(name in inputs));
  const changed = [...added.map((name) => inputs[name]), ...gone.map((name) => before[name])];
  const judged = changed.filter((atMs) => atMs !== undefined && atMs < toMs);
  return judged.length > 0 ? Math.min(...judged.map(Number)) : undefined;
}

/** The day that a moment belongs to, by its first millisecond. */
export function dayOf(atMs: number): number {
  return Math.floor(atMs / TIER_MS.day) * TIER_MS.day;
}
