import type { SeriesBuckets } from '../../domain/buckets.ts';
import { SERIES, type SeriesDefinition, type SeriesName } from '../../domain/series.ts';
import { addToCounter, blankCounter, mergeIntoCounter } from './counter.ts';
import { addToGauge, blankGauge, mergeAllIntoGauge, mergeIntoGauge } from './gauge.ts';
import { addToState, blankState, mergeIntoState } from './state.ts';

/** What each series is. */
export const DEFINITIONS: ReadonlyMap<string, SeriesDefinition> = new Map(
  SERIES.map((definition) => [definition.name, definition]),
);

/** So many buckets of a series without any value. */
export function blankBuckets(name: SeriesName, length: number): SeriesBuckets {
  const { kind, codes } = DEFINITIONS.get(name) ?? { kind: 'gauge' };
  if (kind === 'counter') return blankCounter(length);
  return kind === 'state' ? blankState(length, codes ?? 0) : blankGauge(length, codes);
}

/** Adds a value, which is not NaN, to a bucket; it is later than all that the bucket has. */
export function addValue(into: SeriesBuckets, bucket: number, value: number, atMs: number): void {
  if (into.kind === 'gauge') addToGauge(into, bucket, value, atMs);
  else if (into.kind === 'counter') addToCounter(into, bucket, value);
  else addToState(into, bucket, value, atMs);
}

/** Merges all buckets of `later`, oldest first, each into the bucket that `places` names for it; those are blank. */
export function mergeAll(into: SeriesBuckets, later: SeriesBuckets, places: Int32Array): void {
  if (into.kind === 'gauge' && later.kind === 'gauge' && !into.held) mergeAllIntoGauge(into, later, places);
  else if (into.kind === 'gauge' && later.kind === 'gauge')
    for (let row = 0; row < places.length; row += 1) mergeIntoGauge(into, places[row] ?? 0, later, row);
  else if (into.kind === 'counter' && later.kind === 'counter')
    for (let row = 0; row < places.length; row += 1) mergeIntoCounter(into, places[row] ?? 0, later, row);
  else if (into.kind === 'state' && later.kind === 'state')
    for (let row = 0; row < places.length; row += 1) mergeIntoState(into, places[row] ?? 0, later, row);
}

/** All columns of a series in an order that is the same for all buckets of it. */
export function columnsOfSeries(series: SeriesBuckets): readonly Float64Array[] {
  const held = 'held' in series && series.held ? series.held : undefined;
  const heldColumns = held ? [held.firstAtMs, held.lastAtMs, ...held.ms] : [];
  const { count, last } = series;
  if (series.kind === 'counter') return [count, last, series.first, series.increment, series.resets];
  if (series.kind === 'state') return [count, last, ...heldColumns];
  return [count, last, series.sum, series.min, series.max, series.m2, ...heldColumns];
}
