import { type Buckets, type BucketTier, TIER_MS } from '../domain/buckets.ts';
import type { SeriesColumns } from '../domain/series.ts';
import { bucketColumns, type StoredRange } from './stored-range.ts';
import { sumOnGrid } from './sum-on-grid.ts';
import { sumTier } from './tier-choice.ts';
import { wallFirst, withWallPower } from './wall-first.ts';

/** What a sum over miners is asked for. */
export interface SumQuery extends Omit<StoredRange, 'minerId'> {
  readonly minerIds: readonly string[];
  readonly maxPoints: number;
}

/** What is read of each of several miners. */
export interface PartsQuery extends Omit<StoredRange, 'minerId'> {
  readonly tier: BucketTier;
}

/** What has to be read of each miner for a sum. */
export function sumParts({ names, fromMs, toMs, maxPoints }: SumQuery): PartsQuery {
  return { names: withWallPower(names), tier: sumTier(toMs - fromMs, maxPoints), fromMs, toMs };
}

/** The sum of what was read of each, on a common grid; of a miner's power that at the wall counts, where it was known. */
export function sumOfParts(parts: readonly Buckets[], query: SumQuery): SeriesColumns {
  const { names, tier } = sumParts(query);
  const { fromMs, toMs, maxPoints } = query;
  return sumOnGrid(
    parts.map((buckets) => wallFirst(bucketColumns(buckets, names))),
    query.names,
    { fromMs, toMs, maxPoints, bucketMs: TIER_MS[tier] },
  );
}
