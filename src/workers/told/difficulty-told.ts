import type { ToldValues } from '../../features/told-column.ts';
import type { TelemetryStore } from '../../store/telemetry-store.ts';
import { coinOf, type Household, poolOf } from './household.ts';
import { NOTHING_TOLD, toldOf } from './told-points.ts';
import type { ToldSpan } from './told-span.ts';

/** A chain's rule lets its difficulty change fourfold at once at most: what lies beyond was of another chain. */
const MOST_CHANGE = 4;

/**
 * The difficulty of a coin's chain as a miner heard it with its work, hour by hour, for where no provider tells it. Of
 * SHA-256 alone, whose devices count difficulty as nodes do; and of a miner at a pool that has no other coin for it.
 * @throws StoreError
 */
export async function difficultyOfMiners(
  symbol: string,
  { miners, snapshots }: Pick<Household, 'miners' | 'snapshots'>,
  telemetry: Pick<TelemetryStore, 'buckets'>,
  span: ToldSpan,
): Promise<ToldValues> {
  const miner = miners.find((each) => {
    const snapshot = snapshots.get(each.id);
    const isTold = snapshot?.reading.networkDifficulty !== undefined;
    const isOfOne = poolOf(snapshot)?.coins.length === 1 && coinOf(each, snapshot) === symbol;
    return isTold && isOfOne && each.identity.algorithm === 'sha256';
  });
  const now = miner && snapshots.get(miner.id)?.reading.networkDifficulty;
  if (!miner || now === undefined) return NOTHING_TOLD;
  const names = ['networkDifficulty'] as const;
  const hours = await telemetry.buckets({ entityId: miner.id, names, tier: 'hour', ...span });
  const { last } = hours.series.networkDifficulty ?? {};
  const points = [...(last ?? [])].map((value, i) => {
    const atMs = hours.lastAtMs[i] ?? Number.NaN;
    return { atMs, value, knownAtMs: atMs };
  });
  return toldOf(points.filter(({ value }) => value <= now * MOST_CHANGE && value >= now / MOST_CHANGE));
}
