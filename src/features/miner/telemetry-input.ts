import type { SeriesName } from '../../domain/series.ts';
import type { FeatureInput, SeriesStat } from '../definition.ts';

/** What most features of a miner share: looked at by the minute, and what cannot be is dropped. */
export const OF_MINER = {
  group: 'miner',
  entity: 'miner',
  step: 'minute',
  windowMs: 0,
  outlier: 'drop',
  missing: { rule: 'absent' },
  version: 1,
} as const;

/** What a miner tells, its mean over the row unless said. */
export function telemetry(series: SeriesName, stat: SeriesStat = 'mean'): FeatureInput {
  return { from: 'series', series, stat };
}

/** Mean, count and m2 of a gauge: the buckets that `movingMoments` pools. */
export function buckets(series: SeriesName): readonly FeatureInput[] {
  return [telemetry(series), telemetry(series, 'count'), telemetry(series, 'm2')];
}

/** What the owner, the catalogue or the settings say of the miner. */
export function fact(name: string): FeatureInput {
  return { from: 'fact', name };
}

/** Power as it is paid for where a plug tells it, else what the device says of itself. */
export const POWER_INPUTS: readonly FeatureInput[] = [telemetry('wallPowerW'), telemetry('powerW')];

/** The first where it is there, else the second: the plug before the device, the mean of the chips before the hottest. */
export function firstOf(first: number, second: number): number {
  return Number.isNaN(first) ? second : first;
}
