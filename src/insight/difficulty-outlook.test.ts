import { existsSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EPOCH_BLOCKS, type EpochProgress } from './difficulty-epoch.ts';
import { difficultyOutlook } from './difficulty-outlook.ts';
import { filterWeights, type HashrateBelief, takeInBlocks } from './difficulty-outlook-hashrate.ts';
import { mempoolChange, naiveChange } from './difficulty-outlook-rules.ts';

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2024, 0, 1);
const DIFFICULTY = 1e14;

/** The belief after so many days at a pace of blocks a day that may depend on the day. */
function beliefAfter(days: number, blocksOnDay: (day: number) => number): HashrateBelief | undefined {
  let belief: HashrateBelief | undefined;
  for (let day = 0; day < days; day++) {
    const fromMs = START_MS + day * DAY_MS;
    belief = takeInBlocks(belief, {
      fromMs,
      toMs: fromMs + DAY_MS,
      blocks: blocksOnDay(day),
      difficulty: DIFFICULTY,
    });
  }
  return belief;
}

function progressAfter(days: number, elapsedDays: number, blocks: number): EpochProgress {
  const atMs = START_MS + days * DAY_MS;
  return { startedAtMs: atMs - elapsedDays * DAY_MS, blocks, difficulty: DIFFICULTY, atMs };
}

describe('the next retarget', () => {
  it('is where a steady pace leads', () => {
    // 151.2 blocks a day fill the epoch in 13⅓ days: 14 / 13⅓ = 1.05.
    const outlook = difficultyOutlook(
      beliefAfter(60, () => 151.2),
      progressAfter(60, 5, 756),
    );
    expect(outlook?.changeFraction).toBeCloseTo(0.05, 3);
    expect(outlook?.retargetAtMs).toBeCloseTo(START_MS + (60 + (2016 - 756) / 151.2) * DAY_MS, -6.5);
  });

  it('leans on the days before the epoch while the epoch is young', () => {
    // 130 blocks on the first day, after two months of 144: luck, mostly.
    const belief = beliefAfter(60, (day) => (day === 59 ? 130 : 144));
    const young = progressAfter(60, 1, 130);
    expect(naiveChange(young)).toBeCloseTo(-0.097, 3);
    expect(difficultyOutlook(belief, young)?.changeFraction).toBeGreaterThan(-0.03);
  });

  it('foresees that a growing network goes on growing', () => {
    // 1 % more each day: the pace of the epoch so far lies behind.
    const belief = beliefAfter(60, (day) => 144 * 1.01 ** (day - 60));
    const paceAt = (day: number) => 144 * 1.01 ** (day - 60);
    let mined = 0;
    for (let day = 53; day < 60; day++) mined += paceAt(day);
    let left = EPOCH_BLOCKS - mined;
    let moreDays = 0;
    for (let day = 60; left > 0; day += 0.001, moreDays += 0.001) left -= paceAt(day) * 0.001;
    const truth = 14 / (7 + moreDays) - 1;
    const progress = progressAfter(60, 7, mined);
    const naiveError = Math.abs(naiveChange(progress) - truth);
    const leaning = difficultyOutlook(belief, progress, { lean: 1 });
    expect(Math.abs((leaning?.changeFraction ?? Number.NaN) - truth)).toBeLessThan(naiveError);
    const outlook = difficultyOutlook(belief, progress, { lean: 0 });
    expect(Math.abs((outlook?.changeFraction ?? Number.NaN) - truth)).toBeLessThan(naiveError / 2);
    expect(outlook?.changeLowFraction).toBeLessThan(truth);
    expect(outlook?.changeHighFraction).toBeGreaterThan(truth);
  });

  it('is the plain rule for whoever leans on the epoch’s pace alone', () => {
    const belief = beliefAfter(60, () => 144);
    const progress = progressAfter(60, 12, 1600);
    const all = difficultyOutlook(belief, progress, { lean: 2 });
    expect(all?.changeFraction).toBeCloseTo(naiveChange(progress), 12);
  });

  it('is surer the nearer it comes, and certain when it is there', () => {
    const belief = beliefAfter(60, () => 144);
    const widths = [0.1, 0.25, 0.5, 0.75, 0.9, 0.99, 1].map((part) => {
      const outlook = difficultyOutlook(belief, progressAfter(60, 14 * part, EPOCH_BLOCKS * part));
      return (outlook?.changeHighFraction ?? Number.NaN) - (outlook?.changeLowFraction ?? Number.NaN);
    });
    expect(widths).toEqual(widths.toSorted((one, other) => other - one));
    expect(widths.at(-1)).toBe(0);
  });

  it('always lies inside its interval and within what consensus allows', () => {
    const belief = beliefAfter(60, () => 144);
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 200, noNaN: true }),
        fc.integer({ min: 0, max: EPOCH_BLOCKS }),
        fc.double({ min: 1e9, max: 1e16, noNaN: true }),
        (elapsedDays, blocks, difficulty) => {
          const outlook = difficultyOutlook(belief, {
            ...progressAfter(60, elapsedDays, blocks),
            difficulty,
          });
          if (outlook === undefined) throw new Error('no outlook');
          expect(outlook.changeLowFraction).toBeLessThanOrEqual(outlook.changeFraction);
          expect(outlook.changeFraction).toBeLessThanOrEqual(outlook.changeHighFraction);
          expect(outlook.changeLowFraction).toBeGreaterThanOrEqual(-0.75);
          expect(outlook.changeHighFraction).toBeLessThanOrEqual(3);
          expect(outlook.retargetEarlyMs).toBeLessThanOrEqual(outlook.retargetAtMs);
          expect(outlook.retargetAtMs).toBeLessThanOrEqual(outlook.retargetLateMs);
        },
      ),
    );
  });

  it('is not told without blocks, nor for an epoch that cannot be', () => {
    const belief = beliefAfter(60, () => 144);
    expect(difficultyOutlook(undefined, progressAfter(60, 7, 1000))).toBeUndefined();
    for (const wrong of [
      progressAfter(60, 7, 2017),
      progressAfter(60, -1, 5),
      progressAfter(60, 7, Number.NaN),
    ])
      expect(difficultyOutlook(belief, wrong)).toBeUndefined();
  });
});

describe('what is believed of the hash rate', () => {
  it('does not change by a stretch that tells nothing or was told before', () => {
    const belief = beliefAfter(10, () => 144);
    const again = { fromMs: START_MS, toMs: START_MS + DAY_MS, blocks: 500, difficulty: DIFFICULTY };
    const next = { ...again, fromMs: START_MS + 10 * DAY_MS, toMs: START_MS + 11 * DAY_MS };
    for (const nothing of [
      again,
      { ...next, blocks: 0 },
      { ...next, difficulty: Number.NaN },
      { ...next, toMs: 0 },
    ])
      expect(takeInBlocks(belief, nothing)).toBe(belief);
  });

  it('is vaguer after missing days', () => {
    const before = beliefAfter(30, () => 144);
    const day = (at: number) => ({ fromMs: START_MS + at * DAY_MS, toMs: START_MS + (at + 1) * DAY_MS });
    const next = takeInBlocks(before, { ...day(30), blocks: 144, difficulty: DIFFICULTY });
    const late = takeInBlocks(before, { ...day(60), blocks: 144, difficulty: DIFFICULTY });
    const variance = (belief: typeof next) => belief?.filters.at(-1)?.levelVariance ?? Number.NaN;
    expect(variance(late)).toBeGreaterThan(variance(next));
  });

  it('weighs its filters to one', () => {
    const weights = filterWeights(beliefAfter(100, (day) => 144 + 20 * Math.sin(day))?.filters ?? []);
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  });
});

describe("mempool.space's rule", () => {
  it('rescales the last epoch’s blocks while the epoch is young', () => {
    // A day of 144 blocks in this epoch, after 360 blocks at 10 % less difficulty that took 2.25 days.
    const startedAtMs = START_MS;
    const epoch = { startedAtMs, blocks: 144, difficulty: DIFFICULTY, atMs: START_MS + DAY_MS };
    const earlier = { previousChangeFraction: 0.1, quarterEpochAgoMs: START_MS - 2.25 * DAY_MS };
    expect(mempoolChange(epoch, earlier)).toBeCloseTo(3.5 / (1 + 2.25 * 1.1) - 1, 12);
  });

  it('never leaves −75 % to +300 %', () => {
    const epoch = { startedAtMs: 0, blocks: 1000, difficulty: DIFFICULTY, atMs: 1000 };
    expect(mempoolChange(epoch, { previousChangeFraction: 0 })).toBe(3);
    expect(mempoolChange({ ...epoch, atMs: 1e12 }, { previousChangeFraction: 0 })).toBe(-0.75);
  });

  it('agrees with its server on real chain times', () => {
    const path = '../shared/fixtures/external/network/mempool/v1_difficulty-adjustment_vectors.json';
    if (!existsSync(path)) return console.log(`mempool.space's answers not compared: ${path} is not here`);
    const vectors: readonly {
      readonly in: Readonly<
        Record<'lastRetarget_s' | 'block504ago_s' | 'now_s' | 'height' | 'latestBlock_s', number>
      >;
      readonly out: { readonly difficultyChange: number; readonly previousRetarget: number };
    }[] = JSON.parse(readFileSync(path, 'utf8'));
    for (const { in: chain, out } of vectors) {
      const blocks = (chain.height % EPOCH_BLOCKS) + 1;
      // With the epoch's last block there the server takes that block's time for now.
      const nowS = blocks === EPOCH_BLOCKS ? chain.latestBlock_s : chain.now_s;
      const epoch = {
        startedAtMs: chain.lastRetarget_s * 1000,
        blocks,
        difficulty: DIFFICULTY,
        atMs: nowS * 1000,
      };
      const earlier = {
        previousChangeFraction: out.previousRetarget / 100,
        quarterEpochAgoMs: chain.block504ago_s * 1000,
      };
      expect(100 * mempoolChange(epoch, earlier)).toBeCloseTo(out.difficultyChange, 6);
    }
  });
});
