import { type FeatureStep, FLAG, STEP_MS } from '../features/definition.ts';
import type { FeatureTable } from '../features/feature-table.ts';
import { quantileOfSorted } from '../numerics/quantile.ts';
import type { FeatureFlag, FeatureSpread, FeatureStanding } from './learner-api.ts';

const DAY_MS = 86_400_000;
/** So much of the past is kept for distributions, ms. */
export const HISTORY_MS = 30 * DAY_MS;
/** Rows are let go a day at a time. */
const SPARE_MS = DAY_MS;
const BINS = 24;
const FLAGS: readonly FeatureFlag[] = ['missing', 'held', 'outside', 'winsorised', 'imputed'];

interface Kept {
  /** Half as exact as the rows themselves: enough to say how they lie. */
  readonly values: Float32Array;
  count: number;
  value: number;
  flags: number;
  endMs: number | undefined;
  known: number | undefined;
  knownMs: number | undefined;
  spread: FeatureSpread | undefined;
}

/** The rows of one thing's features over the last 30 days: how each stands, and how its values lie. */
export class FeatureHistory {
  readonly #kept = new Map<string, Kept>();

  /** Takes rows that follow those taken before. */
  take(table: FeatureTable): void {
    const { names, rows } = table;
    for (const [k, name] of names.entries()) {
      const kept = this.#kept.get(name) ?? blank(table.step);
      this.#kept.set(name, kept);
      for (let i = 0; i < rows; i++) takeRow(kept, table, k * rows + i, i);
    }
  }

  /** How each feature stands. Spreads are those of the last {@link spreadOut}. */
  standings(): readonly FeatureStanding[] {
    return [...this.#kept].map(([name, { values, count, ...kept }]) => {
      const rows = values.subarray(0, count);
      return {
        name,
        value: kept.value,
        endMs: kept.endMs,
        flags: FLAGS.filter((flag) => kept.flags & FLAG[flag]),
        knownMs: kept.knownMs,
        known: kept.known,
        rows: count,
        missing: rows.reduce((sum, value) => sum + (Number.isNaN(value) ? 1 : 0), 0),
        spread: kept.spread,
      };
    });
  }

  /** Works out anew how the values lie: it sorts them all, and a minute more changes little. */
  spreadOut(): void {
    for (const kept of this.#kept.values()) kept.spread = spreadOf(kept.values.subarray(0, kept.count));
  }
}

function blank(step: FeatureStep): Kept {
  return {
    values: new Float32Array((HISTORY_MS + SPARE_MS) / STEP_MS[step]),
    count: 0,
    value: Number.NaN,
    flags: FLAG.missing,
    endMs: undefined,
    known: undefined,
    knownMs: undefined,
    spread: undefined,
  };
}

function takeRow(kept: Kept, { values, flags, startMs, step }: FeatureTable, at: number, row: number): void {
  if (kept.count === kept.values.length) {
    const spare = SPARE_MS / STEP_MS[step];
    kept.values.copyWithin(0, spare);
    kept.count -= spare;
  }
  const value = values[at] ?? Number.NaN;
  kept.values[kept.count] = value;
  kept.count += 1;
  kept.value = value;
  kept.flags = flags[at] ?? FLAG.missing;
  kept.endMs = startMs + (row + 1) * STEP_MS[step];
  if (Number.isNaN(value)) return;
  kept.known = value;
  kept.knownMs = kept.endMs;
}

/** How values lie; undefined of less than two. The parts reach half the middle nine tenths beyond them, not to rare extremes. */
export function spreadOf(values: Float32Array): FeatureSpread | undefined {
  const sorted = values.filter((value) => !Number.isNaN(value)).sort();
  const least = sorted[0];
  const greatest = sorted.at(-1);
  if (least === undefined || greatest === undefined || sorted.length < 2) return undefined;
  const at = (share: number) => quantileOfSorted(sorted, share);
  const quantiles = [at(0.05), at(0.25), at(0.5), at(0.75), at(0.95)] as const;
  const reach = (quantiles[4] - quantiles[0]) / 2;
  const lowest = Math.max(least, quantiles[0] - reach);
  const highest = Math.min(greatest, quantiles[4] + reach);
  const bins = new Array<number>(highest > lowest ? BINS : 1).fill(0);
  for (const value of sorted) {
    const place = highest > lowest ? Math.floor((BINS * (value - lowest)) / (highest - lowest)) : 0;
    const bin = Math.min(bins.length - 1, Math.max(0, place));
    bins[bin] = (bins[bin] ?? 0) + 1;
  }
  return { quantiles, least, greatest, bins, lowest, highest };
}
