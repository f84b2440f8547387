import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HashrateBelief, takeInBlocks } from '../difficulty-outlook-hashrate.ts';
import { difficultyPath } from './difficulty-path.ts';

const DAY_MS = 86_400_000;
const NOW_MS = Date.UTC(2024, 5, 1);
const DIFFICULTY = 8e13;

/** What so many blocks on each of the last 120 days tell. */
function beliefOf(blocksADay: number, difficulty = DIFFICULTY): HashrateBelief | undefined {
  let belief: HashrateBelief | undefined;
  for (let fromMs = NOW_MS - 120 * DAY_MS; fromMs < NOW_MS; fromMs += DAY_MS)
    belief = takeInBlocks(belief, { fromMs, toMs: fromMs + DAY_MS, blocks: blocksADay, difficulty });
  return belief;
}

/** A Bitcoin epoch that began so many days ago and came on at a pace. */
const standing = (daysAgo: number, blocksADay: number, blockTimeS = 600) => ({
  startedAtMs: NOW_MS - daysAgo * DAY_MS,
  blocks: daysAgo * blocksADay,
  blockTimeS,
});

describe('the difficulty of the days ahead', () => {
  it('is the one in force until the retarget, and then what the blocks so far make of it', () => {
    // A tenth faster than it should be: 1066 blocks are left, for 6.7 days; then 14 days of work were done in 12.7.
    const known = {
      atMs: NOW_MS,
      difficulty: DIFFICULTY,
      belief: beliefOf(158.4),
      epoch: standing(6, 158.4),
    };
    const path = difficultyPath(known, 10);
    for (const day of [0, 1, 2, 3, 4, 5]) expect((path[day] ?? 0) / DIFFICULTY).toBeCloseTo(1, 2);
    for (const day of [7, 8, 9]) expect((path[day] ?? 0) / DIFFICULTY).toBeCloseTo(1.1, 1);
    // It comes within the seventh day, which has a part of the step.
    expect(path[6]).toBeGreaterThan((path[5] ?? 0) * 1.01);
    expect(path[6]).toBeLessThan((path[7] ?? 0) * 0.99);
  });

  it('by the hour steps at the hour that sees the retarget, and comes to the same over a day', () => {
    // 84 blocks are left, at 6.6 an hour: for 12.7 hours.
    const epoch = { startedAtMs: NOW_MS - (1_932 / 158.4) * DAY_MS, blocks: 1_932, blockTimeS: 600 };
    const known = { atMs: NOW_MS, difficulty: DIFFICULTY, belief: beliefOf(158.4), epoch };
    const hours = difficultyPath(known, 1, 24);
    expect(hours.length).toBe(24);
    for (const hour of [0, 4, 8]) expect((hours[hour] ?? 0) / DIFFICULTY).toBeCloseTo(1, 6);
    for (const hour of [17, 20, 23]) expect((hours[hour] ?? 0) / DIFFICULTY).toBeCloseTo(1.1, 1);
    const mean = hours.reduce((sum, each) => sum + Math.log(each), 0) / 24;
    expect(Math.exp(mean) / (difficultyPath(known, 1)[0] ?? 0)).toBeCloseTo(1, 2);
  });

  it('of a chain with short epochs steps twice in a week where its hash rate is far off', () => {
    // Litecoin: 576 blocks a day should be, twice as many are; an epoch takes 1.75 days, the next one 3.5 again.
    const known = {
      atMs: NOW_MS,
      difficulty: DIFFICULTY,
      belief: beliefOf(1152),
      epoch: standing(1, 1152, 150),
    };
    const path = difficultyPath(known, 7);
    expect((path[2] ?? 0) / DIFFICULTY).toBeCloseTo(2, 1);
    expect((path[6] ?? 0) / DIFFICULTY).toBeCloseTo(2, 0);
  });

  it('is today’s where no epoch is known, or nothing of the hash rate', () => {
    const known = { atMs: NOW_MS, difficulty: DIFFICULTY, belief: beliefOf(144), epoch: standing(6, 144) };
    for (const lacking of [
      { ...known, epoch: undefined },
      { ...known, belief: undefined },
      { ...known, epoch: { ...known.epoch, startedAtMs: NOW_MS + 1 } },
      { ...known, epoch: { ...known.epoch, blocks: 3000 } },
    ])
      expect([...difficultyPath(lacking, 3)]).toEqual([DIFFICULTY, DIFFICULTY, DIFFICULTY]);
  });

  it('never leaves what consensus allows, and is the same in any unit', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 5, max: 4000, noNaN: true }),
        fc.double({ min: 0.1, max: 20, noNaN: true }),
        fc.integer({ min: 0, max: 2016 }),
        (blocksADay, daysAgo, blocks) => {
          const epoch = { startedAtMs: NOW_MS - daysAgo * DAY_MS, blocks, blockTimeS: 600 };
          const told = (unit: number) =>
            difficultyPath(
              {
                atMs: NOW_MS,
                difficulty: DIFFICULTY * unit,
                belief: beliefOf(blocksADay, DIFFICULTY * unit),
                epoch,
              },
              7,
            );
          const [path, inEighths] = [told(1), told(8)];
          for (const [day, difficulty] of path.entries()) {
            // In a week of blocks at most 28 times too fast two retargets can come, and some more of slower ones.
            expect(difficulty).toBeGreaterThanOrEqual(DIFFICULTY / 4 - 1);
            expect(difficulty).toBeLessThanOrEqual(DIFFICULTY * 4 ** 7);
            expect((inEighths[day] ?? 0) / difficulty).toBeCloseTo(8, 6);
          }
        },
      ),
      { numRuns: 30 },
    );
  });
});
