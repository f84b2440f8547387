import { type Buckets, type GaugeBuckets, TIER_MS } from '../domain/buckets.ts';
import { meets, type RepairOffer, readRange, repairsInForce } from '../domain/data-repair.ts';
import type { Stretch } from '../domain/stretch.ts';
import type { RepairStore } from '../store/repair-store.ts';
import type { BucketsQuery, TelemetryStore } from '../store/telemetry-store.ts';
import { bucketsWithin, coarsen, joinedBuckets } from '../store/tiers/buckets.ts';
import { overlaid } from '../store/tiers/overlay.ts';

type Telemetry = Pick<TelemetryStore, 'buckets'>;

/** Telemetry with the owner's repairs over it, for whoever learns from it. */
export function repairedTelemetry(telemetry: Telemetry, repairs: Pick<RepairStore, 'of'>): Telemetry {
  return {
    async buckets(query) {
      const changes = thoseMet(query, repairsInForce(await repairs.of(query.entityId)));
      return changes.length === 0 ? telemetry.buckets(query) : repairedBuckets(query, changes, telemetry);
    },
  };
}

/** Of repairs those that change anything of what is asked for. */
export function thoseMet(
  query: Pick<BucketsQuery, 'names' | 'fromMs' | 'toMs'>,
  changes: readonly RepairOffer[],
): readonly RepairOffer[] {
  return changes.filter(
    (change) => meets(change, query) && (change.kind === 'shift' || query.names.includes(change.series)),
  );
}

/**
 * Buckets with repairs over them. Days that a repair meets are put right by the minute and their longer buckets derived
 * anew; where their minutes are gone, the longer buckets are put right as they are.
 * @param changes that {@link thoseMet}, in the order they were made
 */
export async function repairedBuckets(
  query: BucketsQuery,
  changes: readonly RepairOffer[],
  telemetry: Telemetry,
): Promise<Buckets> {
  const { tier, fromMs, toMs } = query;
  const days = overlap(reach(changes), wholeDays(query));
  const [stored, minutes] = await Promise.all([
    telemetry.buckets(query),
    telemetry.buckets({ ...query, ...readRange(days, changes), tier: 'minute' }),
  ]);
  const right = bucketsWithin(changes.reduce(repaired, minutes), days.fromMs, days.toMs);
  const derived = tier === 'minute' ? right : coarsen(right, TIER_MS[tier]);
  // Of days before the first minute that is left only longer buckets tell.
  const firstMs = minutes.atMs[0] ?? days.toMs;
  const sinceMs = Math.max(days.fromMs, Math.floor(firstMs / TIER_MS.day) * TIER_MS.day);
  const whole = joinedBuckets([
    changes.reduce(repaired, bucketsWithin(stored, fromMs, sinceMs)),
    bucketsWithin(derived, sinceMs, days.toMs),
    bucketsWithin(stored, days.toMs, toMs),
  ]);
  return bucketsWithin(whole, fromMs, toMs);
}

/** The days that repairs take values from or put them into. */
function reach(changes: readonly RepairOffer[]): Stretch {
  let fromMs = Number.POSITIVE_INFINITY;
  let toMs = Number.NEGATIVE_INFINITY;
  for (const change of changes) {
    const movedMs = change.kind === 'shift' ? change.shiftMs : 0;
    for (const stretch of change.stretches) {
      fromMs = Math.min(fromMs, stretch.fromMs, stretch.fromMs + movedMs);
      toMs = Math.max(toMs, stretch.toMs, stretch.toMs + movedMs);
    }
  }
  return wholeDays({ fromMs, toMs });
}

/** The days that a stretch is part of: no bucket is longer. */
function wholeDays({ fromMs, toMs }: Stretch): Stretch {
  const dayMs = TIER_MS.day;
  return { fromMs: Math.floor(fromMs / dayMs) * dayMs, toMs: Math.ceil(toMs / dayMs) * dayMs };
}

function overlap(a: Stretch, b: Stretch): Stretch {
  return { fromMs: Math.max(a.fromMs, b.fromMs), toMs: Math.min(a.toMs, b.toMs) };
}

function repaired(buckets: Buckets, change: RepairOffer): Buckets {
  if (change.kind === 'shift')
    return change.stretches.reduce((all, each) => moved(all, each, change.shiftMs), buckets);
  const gauge = buckets.series[change.series];
  if (gauge?.kind !== 'gauge') return buckets;
  const isIn = Array.from(buckets.atMs, (atMs) =>
    change.stretches.some(({ fromMs, toMs }) => atMs >= fromMs && atMs < toMs),
  );
  const next =
    change.kind === 'rescale' ? rescaled(gauge, isIn, change) : dropped(gauge, isIn, change.low, change.high);
  return { ...buckets, series: { ...buckets.series, [change.series]: next } };
}

/** Statistics of a·x + b: Σ → a·Σ + b·n, Σ(x − mean)² → a²·Σ(x − mean)²; for a > 0 the least stays the least. */
function rescaled(
  gauge: GaugeBuckets,
  isIn: readonly boolean[],
  { factor, offset }: { readonly factor: number; readonly offset: number },
): GaugeBuckets {
  const linear = (values: Float64Array) => values.map((x, row) => (isIn[row] ? x * factor + offset : x));
  return {
    ...gauge,
    sum: gauge.sum.map((sum, row) => (isIn[row] ? sum * factor + offset * (gauge.count[row] ?? 0) : sum)),
    min: linear(gauge.min),
    max: linear(gauge.max),
    last: linear(gauge.last),
    m2: gauge.m2.map((m2, row) => (isIn[row] ? m2 * factor * factor : m2)),
  };
}

/** Buckets whose mean is not within [low, high] lose their values: which of their polls were sound nobody knows. */
function dropped(gauge: GaugeBuckets, isIn: readonly boolean[], low: number, high: number): GaugeBuckets {
  const goes = isIn.map((inside, row) => {
    const mean = (gauge.sum[row] ?? Number.NaN) / (gauge.count[row] ?? Number.NaN);
    return inside && !(mean >= low && mean <= high);
  });
  const without = (values: Float64Array, empty: number) => values.map((x, row) => (goes[row] ? empty : x));
  return {
    ...gauge,
    count: without(gauge.count, 0),
    sum: without(gauge.sum, 0),
    min: without(gauge.min, Number.NaN),
    max: without(gauge.max, Number.NaN),
    last: without(gauge.last, Number.NaN),
    m2: without(gauge.m2, 0),
  };
}

/** Buckets of a stretch at another time; those that stand there already stay. */
function moved(buckets: Buckets, { fromMs, toMs }: Stretch, byMs: number): Buckets {
  const before = bucketsWithin(buckets, Number.NEGATIVE_INFINITY, fromMs);
  const inside = bucketsWithin(buckets, fromMs, toMs);
  const after = bucketsWithin(buckets, toMs, Number.POSITIVE_INFINITY);
  const later = (times: Float64Array) => times.map((atMs) => atMs + byMs);
  const series = Object.entries(inside.series).map(([name, each]) => {
    if (!each || each.kind === 'counter' || !each.held) return [name, each];
    const { firstAtMs, lastAtMs } = each.held;
    return [
      name,
      { ...each, held: { ...each.held, firstAtMs: later(firstAtMs), lastAtMs: later(lastAtMs) } },
    ];
  });
  const there: Buckets = {
    atMs: later(inside.atMs),
    rows: inside.rows,
    firstAtMs: later(inside.firstAtMs),
    lastAtMs: later(inside.lastAtMs),
    series: Object.fromEntries(series),
  };
  return overlaid(joinedBuckets([before, after]), there, () => false);
}
