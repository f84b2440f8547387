import { describe, expect, it } from 'vitest';
import { EPOCH_BLOCKS, type EpochProgress } from '../../src/insight/difficulty-epoch.ts';
import { takeInBlocks } from '../../src/insight/difficulty-outlook-hashrate.ts';
import { DAY_MS } from './bitcoin-days.ts';
import {
  afterLook,
  afterRetarget,
  leanOf,
  NOTHING_LEARNED,
  type RetargetLearning,
  UNTRIED_LEAN,
} from './pace-lean.ts';

const DIFFICULTY = 1e14;

/** What a steady network of 144 blocks a day has taught after so many days. */
function steadyFor(days: number): RetargetLearning {
  let belief = NOTHING_LEARNED.belief;
  for (let day = 0; day < days; day++)
    belief = takeInBlocks(belief, {
      fromMs: day * DAY_MS,
      toMs: (day + 1) * DAY_MS,
      blocks: 144,
      difficulty: DIFFICULTY,
    });
  return { ...NOTHING_LEARNED, belief };
}

/** Half of an epoch, at 120 blocks a day, after so many days. */
function slowHalf(days: number): EpochProgress {
  const atMs = days * DAY_MS;
  return { startedAtMs: atMs - (1008 / 120) * DAY_MS, blocks: 1008, difficulty: DIFFICULTY, atMs };
}

describe('the lean towards the epoch’s own pace', () => {
  it('is all of the part that is done, before any retarget taught otherwise', () => {
    expect(leanOf(UNTRIED_LEAN)).toBe(1);
  });

  it.each([
    ['grows where the rest of an epoch went at its own pace', 120, 1],
    ['shrinks where it went at the believed one', 144, -1],
  ])('%s', (_, perDay, direction) => {
    // From a prior that lies in between.
    let learning: RetargetLearning = { ...steadyFor(120), lean: { precision: 50, weighted: 25 } };
    const epoch = slowHalf(120);
    const endMs = epoch.atMs + (1008 / perDay) * DAY_MS;
    for (let time = 0; time < 5; time++) learning = afterRetarget(afterLook(learning, epoch), endMs);
    expect(Math.sign(leanOf(learning.lean) - 0.5)).toBe(direction);
  });

  it('moves little by one retarget', () => {
    const epoch = slowHalf(120);
    const { lean } = afterRetarget(afterLook(steadyFor(120), epoch), epoch.atMs + 7 * DAY_MS);
    expect(leanOf(lean)).toBeGreaterThan(0.8);
    expect(leanOf(lean)).toBeLessThan(1);
  });

  it('learns nothing from a belief without its feet, from an epoch just begun, nor twice from one look', () => {
    expect(afterLook(steadyFor(80), slowHalf(80)).looks).toEqual([]);
    expect(afterLook(NOTHING_LEARNED, slowHalf(120)).looks).toEqual([]);
    const young = { ...slowHalf(120), blocks: EPOCH_BLOCKS / 10 };
    expect(afterLook(steadyFor(120), young).looks).toEqual([]);
    const once = afterLook(steadyFor(120), slowHalf(120));
    expect(once.looks).toHaveLength(1);
    expect(afterLook(once, slowHalf(120))).toBe(once);
    expect(afterLook(once, { ...slowHalf(120), blocks: 1600 }).looks).toHaveLength(2);
  });

  it('learns nothing from a look that came after the end', () => {
    const { lean, looks } = afterRetarget(afterLook(steadyFor(120), slowHalf(120)), 119 * DAY_MS);
    expect({ lean, looks }).toEqual({ lean: UNTRIED_LEAN, looks: [] });
  });
});
