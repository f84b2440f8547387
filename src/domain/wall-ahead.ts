import type { MinerView } from './fleet-view.ts';
import { plugReadingsOf } from './plug-reading.ts';
import { onWall, wallCurve } from './wall-curve.ts';
import { powerOf } from './wall-power.ts';

/** Beyond this a supply would waste more than any does, or give more than it takes. */
const WALL_FACTOR = { least: 0.9, most: 1.6 };

/**
 * What a miner would draw at the wall, W, at loads that it is not run at now, by what it would say of them itself: by the
 * curve of its supply where one was read or learned, else by what the supply wastes now, whatever its load; else the same.
 */
export function wallAhead(view: Pick<MinerView, 'miner' | 'reading' | 'wall'>): (deviceW: number) => number {
  const { miner, reading } = view;
  if (reading?.powerAtWall) return (deviceW) => deviceW;
  const curve = wallCurve(plugReadingsOf(miner), miner.meteredPairs);
  if (curve) return (deviceW) => onWall(curve, deviceW).powerW;
  const { powerW, atWall } = powerOf(view);
  const told = reading?.powerW;
  if (!atWall || !powerW || !told) return (deviceW) => deviceW;
  const factor = Math.min(WALL_FACTOR.most, Math.max(WALL_FACTOR.least, powerW / told));
  return (deviceW) => factor * deviceW;
}
