import type { Buckets, HeldBuckets, SeriesBuckets } from '../../src/domain/buckets.ts';
import { SERIES, type SeriesDefinition } from '../../src/domain/series.ts';
import { Random } from '../../src/numerics/random.ts';

export interface MadeSpan {
  readonly seed: number;
  readonly fromMs: number;
  readonly toMs: number;
}

/** What a series is about, by its unit. */
const LEVEL_OF_UNIT: Readonly<Record<string, number>> = {
  'H/s': 1e14,
  W: 3_250,
  '°C': 60,
  rpm: 4_000,
  '%': 40,
  MHz: 525,
  V: 12,
  A: 5,
  ms: 50,
  dBm: -60,
  '0/1': 0.9,
};

/**
 * Buckets of a step as an unruly house gives them: outages, series that fall silent, values that stand still, leap, or
 * are nonsense, counters that begin again.
 */
export function madeBuckets(
  names: readonly string[],
  stepMs: number,
  { seed, fromMs, toMs }: MadeSpan,
): Buckets {
  const random = Random.labelled(seed, `rows of ${stepMs} ms`);
  const atMs: number[] = [];
  for (let at = Math.ceil(fromMs / stepMs) * stepMs; at + stepMs <= toMs; at += stepMs) {
    if (random.uniform() < 0.01) at += stepMs * Math.floor(random.uniform() * 50);
    if (at + stepMs <= toMs) atMs.push(at);
  }
  const rows = Float64Array.from(atMs, () => 6);
  const series = SERIES.filter(({ name }) => names.includes(name)).map((each) => [
    each.name,
    madeSeries(each, atMs.length, Random.labelled(seed, `${each.name} of ${stepMs} ms`)),
  ]);
  const at = Float64Array.from(atMs);
  return {
    atMs: at,
    rows,
    firstAtMs: at,
    lastAtMs: at.map((ms) => ms + stepMs - 1),
    series: Object.fromEntries(series),
  };
}

function madeSeries({ kind, unit, codes }: SeriesDefinition, rows: number, random: Random): SeriesBuckets {
  if (kind === 'counter') return madeCounter(rows, random);
  const count = heard(rows, random);
  if (kind === 'state') {
    const last = count.map((n) => (n > 0 ? Math.floor(random.uniform() * (codes ?? 2)) : Number.NaN));
    return { kind, count, last, held: madeHeld(count, codes ?? 2, random) };
  }
  const level = LEVEL_OF_UNIT[unit] ?? 100;
  const mean = madeLevels(count, unit === '0/1' ? 1 : level, random);
  const spread = mean.map((value) => Math.abs(value) * 0.01 * random.uniform());
  return {
    kind: 'gauge',
    count,
    sum: mean.map((value, i) => (count[i] ? value * (count[i] ?? 0) : 0)),
    min: mean.map((value, i) => value - (spread[i] ?? 0)),
    max: mean.map((value, i) => value + (spread[i] ?? 0)),
    last: mean.map((value, i) => value + (spread[i] ?? 0) * (random.uniform() - 0.5)),
    m2: spread.map((value, i) => (count[i] ? (value * value * (count[i] ?? 0)) / 4 : 0)),
    ...(codes === undefined ? {} : { held: madeHeld(count, codes, random) }),
  };
}

/** How often a series was heard in each bucket: now and then not at all, for a while. */
function heard(rows: number, random: Random): Float64Array {
  const count = new Float64Array(rows);
  let silent = 0;
  for (let i = 0; i < rows; i++) {
    if (random.uniform() < 0.005) silent = Math.floor(random.uniform() * 40);
    count[i] = silent-- > 0 ? 0 : 1 + Math.floor(random.uniform() * 6);
  }
  return count;
}

function madeLevels(count: Float64Array, level: number, random: Random): Float64Array {
  let still = 0;
  let value = level;
  return count.map((n) => {
    if (random.uniform() < 0.003) still = Math.floor(random.uniform() * 90);
    if (still-- <= 0) value = level * (1 + 0.05 * random.normal());
    const leap = random.uniform();
    if (n === 0) return Number.NaN;
    if (leap < 0.004) return 0;
    if (leap < 0.006) return -value;
    return leap < 0.008 ? value * 1e6 : value;
  });
}

function madeCounter(rows: number, random: Random): SeriesBuckets {
  const count = heard(rows, random);
  const column = () => new Float64Array(rows).fill(Number.NaN);
  const made = { first: column(), last: column(), increment: column(), resets: column() };
  let total = Math.floor(random.uniform() * 1e6);
  for (let i = 0; i < rows; i++) {
    if (random.uniform() < 0.002) total = 0;
    if (!count[i]) continue;
    made.first[i] = total;
    const increment = Math.floor(random.uniform() * 20);
    const restarted = random.uniform() < 0.002;
    total = restarted ? increment : total + increment;
    made.last[i] = total;
    made.increment[i] = increment;
    made.resets[i] = Number(restarted);
  }
  return { kind: 'counter', count, ...made };
}

function madeHeld(count: Float64Array, codes: number, random: Random): HeldBuckets {
  const ms = Array.from({ length: codes }, () =>
    count.map((n) => (n > 1 ? Math.floor(random.uniform() * 10_000) : 0)),
  );
  const atMs = count.map((n, i) => (n > 0 ? i : Number.NaN));
  return { firstAtMs: atMs, lastAtMs: atMs, ms };
}
