import type { Buckets, HeldBuckets, SeriesBuckets } from '../../src/domain/buckets.ts';

/** Buckets column by column through a function; all columns are as long as each other, before and after. */
function mapped(buckets: Buckets, f: (column: Float64Array) => Float64Array): Buckets {
  const { atMs, rows, firstAtMs, lastAtMs, series } = buckets;
  return {
    atMs: f(atMs),
    rows: f(rows),
    firstAtMs: f(firstAtMs),
    lastAtMs: f(lastAtMs),
    series: Object.fromEntries(Object.entries(series).map(([name, its]) => [name, mappedSeries(its, f)])),
  };
}

function mappedSeries(its: SeriesBuckets, f: (column: Float64Array) => Float64Array): SeriesBuckets {
  const held = ({ firstAtMs, lastAtMs, ms }: HeldBuckets) => ({
    firstAtMs: f(firstAtMs),
    lastAtMs: f(lastAtMs),
    ms: ms.map(f),
  });
  const { count, last } = its;
  if (its.kind === 'state') return { kind: 'state', count: f(count), last: f(last), held: held(its.held) };
  if (its.kind === 'counter') {
    const { first, increment, resets } = its;
    return {
      kind: 'counter',
      count: f(count),
      last: f(last),
      first: f(first),
      increment: f(increment),
      resets: f(resets),
    };
  }
  const { sum, min, max, m2 } = its;
  const gauge = { count: f(count), last: f(last), sum: f(sum), min: f(min), max: f(max), m2: f(m2) };
  return { kind: 'gauge', ...gauge, ...(its.held ? { held: held(its.held) } : {}) };
}

/** Those that begin within [fromMs, toMs). */
export function bucketsBetween(buckets: Buckets, fromMs: number, toMs: number): Buckets {
  const from = placeOf(buckets.atMs, fromMs);
  const to = placeOf(buckets.atMs, toMs);
  return mapped(buckets, (column) => column.subarray(from, to));
}

/** Those of one up to a moment and those of another from then on; of the same series. */
export function bucketsThen(before: Buckets, after: Buckets, cutMs: number): Buckets {
  const early = columnsOf(bucketsBetween(before, Number.NEGATIVE_INFINITY, cutMs));
  const late = columnsOf(bucketsBetween(after, cutMs, Number.POSITIVE_INFINITY));
  let k = 0;
  return mapped(before, () => {
    const joined = Float64Array.of(...(early[k] ?? []), ...(late[k] ?? []));
    k++;
    return joined;
  });
}

function columnsOf(buckets: Buckets): readonly Float64Array[] {
  const columns: Float64Array[] = [];
  mapped(buckets, (column) => {
    columns.push(column);
    return column;
  });
  return columns;
}

function placeOf(atMs: Float64Array, moment: number): number {
  const place = atMs.findIndex((at) => at >= moment);
  return place === -1 ? atMs.length : place;
}
