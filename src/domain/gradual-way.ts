import { RAISE_WINDOW_MS } from './action.ts';
import type { DeviceChange, DeviceSettings } from './control.ts';
import { type EarlierChange, nextStep } from './gradual-steps.ts';
import { differences } from './setting-differences.ts';

/** One step of a raise, and the soonest moment for it. */
export interface WayStep {
  readonly atMs: number;
  readonly change: DeviceChange;
}

/** A way of more steps than these is one that does not get on. */
const MOST_STEPS = 200;

/**
 * All steps of a change from where a miner stands, the last of which is the change itself: one step where it goes down or up by
 * little. The device may take a moment for each, so that the last comes somewhat later.
 * @param lately changes of this miner, in any order
 */
export function gradualWay(
  change: DeviceChange,
  settings: DeviceSettings,
  lately: readonly EarlierChange[],
  nowMs: number,
): readonly WayStep[] {
  const way: WayStep[] = [];
  let stands = settings;
  let earlier = lately;
  for (let atMs = nowMs; way.length < MOST_STEPS; ) {
    const step = nextStep(change, stands, earlier, atMs);
    if (!step) {
      const freeMs = soonestFree(earlier, atMs);
      if (freeMs === undefined) break;
      atMs = freeMs;
      continue;
    }
    way.push({ atMs, change: step.change });
    if (step.isLast) break;
    const made = differences(step.change, stands);
    earlier = [...earlier, { atMs, change: step.change, outcome: 'done', differences: made }];
    stands = Object.fromEntries([
      ...Object.entries(stands),
      ...made.map(({ setting, wanted }) => [setting, wanted]),
    ]);
    atMs += RAISE_WINDOW_MS;
  }
  return way;
}

/** When the first of the changes that hold a raise back is old enough. */
function soonestFree(earlier: readonly EarlierChange[], atMs: number): number | undefined {
  const free = earlier.map((each) => each.atMs + RAISE_WINDOW_MS).filter((freeMs) => freeMs > atMs);
  return free.length > 0 ? Math.min(...free) : undefined;
}
