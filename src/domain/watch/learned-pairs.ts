import { type MeteredPair, withStretch } from '../metered-pairs.ts';
import type { WallPower } from '../wall-power.ts';
import type { MinerTrack } from './miner-track.ts';

/**
 * What a miner's plug taught by one more answer: its pairs with it, where that is news. Only a plug of its own, that
 * answers, beside a miner that works and says what it draws.
 */
export function learnedPairs(
  { stretches, miner, reading }: Pick<MinerTrack, 'stretches' | 'miner' | 'reading'>,
  wall: WallPower | undefined,
): readonly MeteredPair[] | undefined {
  const { atMs, powerW: deviceW, mining, paused } = reading ?? {};
  const works = mining !== false && paused !== true;
  const wallW = wall?.source?.kind === 'measured' ? wall.powerW : undefined;
  if (atMs === undefined || deviceW === undefined || wallW === undefined || !works) {
    stretches.end();
    return undefined;
  }
  const stretch = stretches.add({ atMs, deviceW, wallW });
  return stretch && withStretch(miner.meteredPairs ?? [], stretch);
}
