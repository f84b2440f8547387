import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Coin } from '../coin.ts';
import { SHIPPED_COINS } from '../shipped-coins.ts';
import { coinsPerHsDay } from './hashprice.ts';
import { type ChainOutlook, nextRewardReduction, retargetFactor, rewardForecast } from './reward-forecast.ts';

const DAY_MS = 86_400_000;
const BTC: Coin = {
  symbol: 'BTC',
  name: 'Bitcoin',
  algorithmName: 'sha256d',
  minedBy: ['sha256'],
  blockTimeS: 600,
  hashesPerDifficulty: 2 ** 32,
  subsidy: {
    kind: 'decay',
    initial: 50,
    ratio: [1, 2],
    everyBlocks: 210_000,
    originHeight: 0,
    fromHeight: 0,
  },
  minerFraction: 1,
  retargetEveryBlocks: 2016,
  mergeMinedWith: [],
  source: 'written for this test',
  unverified: [],
};
/** At the start of an epoch: 2016 · 500. */
const NOW: ChainOutlook = {
  coin: BTC,
  height: 1_008_000,
  atMs: 0,
  difficulty: 1e14,
  feesPerBlock: 0.03,
  changes: [],
};
const offBy = (found: number | undefined, exact: number) => (found ?? Number.NaN) / exact - 1;
const perHsDay =
  coinsPerHsDay({ subsidy: 3.125, feesPerBlock: 0.03, difficulty: 1e14, hashesPerDifficulty: 2 ** 32 }) ?? 0;

describe('a forecast of what one H/s earns', () => {
  it('is days times the present figure where nothing changes', () => {
    const forecast = rewardForecast(NOW, 10 * DAY_MS);
    expect(offBy(forecast?.coinsPerHs, 10 * perHsDay)).toBeCloseTo(0, 12);
    expect(forecast?.subsidyEffect).toBeCloseTo(0, 12);
    expect(forecast?.retargetEffect).toBeCloseTo(0, 12);
  });

  it('is stepped at the retarget: 14 days at D, 14 days at 1.05 D', () => {
    const forecast = rewardForecast({ ...NOW, changes: [0.05, 0] }, 28 * DAY_MS);
    expect(offBy(forecast?.coinsPerHs, 14 * perHsDay * (1 + 1 / 1.05))).toBeCloseTo(0, 12);
    expect(forecast?.retargetEffect).toBeCloseTo((1 + 1 / 1.05) / 2 - 1, 12);
    expect(forecast?.steps.map(({ difficulty }) => difficulty)).toEqual([1e14, 1.05e14]);
  });

  it('lets blocks come as fast as the change says: an epoch that ends 5 % harder lasts 13 1/3 days', () => {
    const forecast = rewardForecast({ ...NOW, changes: [0, 0.05] }, 60 * DAY_MS);
    const [first, second] = forecast?.steps ?? [];
    expect((first?.toMs ?? 0) / DAY_MS).toBeCloseTo(14, 9);
    expect(((second?.toMs ?? 0) - (second?.fromMs ?? 0)) / DAY_MS).toBeCloseTo(14 / 1.05, 9);
  });

  it('is stepped at the halving in the middle of it', () => {
    // 1 050 000 is in an epoch; 720 blocks before it are five days.
    const forecast = rewardForecast({ ...NOW, height: 1_050_000 - 720 }, 10 * DAY_MS);
    const after = (perHsDay * (1.5625 + 0.03)) / 3.155;
    expect(offBy(forecast?.coinsPerHs, 5 * perHsDay + 5 * after)).toBeCloseTo(0, 12);
    expect(forecast?.subsidyEffect).toBeCloseTo((1 + 1.5925 / 3.155) / 2 - 1, 12);
    expect(forecast?.retargetEffect).toBeCloseTo(0, 12);
  });

  it('at the present pace reaches the retarget earlier', () => {
    const forecast = rewardForecast(
      { ...NOW, height: 1_008_000 + 1008, paceS: 300, changes: [1] },
      7 * DAY_MS,
    );
    expect((forecast?.steps[0]?.toMs ?? 0) / DAY_MS).toBeCloseTo(3.5, 9);
  });

  it('adds up: two halves of a horizon are the whole, whatever is thought of the difficulty', () => {
    const changes = fc.array(fc.double({ min: -0.5, max: 0.5, noNaN: true }), { maxLength: 4 });
    fc.assert(
      fc.property(changes, fc.integer({ min: 0, max: 209_999 }), (each, into) => {
        const chain = { ...NOW, height: 840_000 + into, changes: each };
        const { steps = [], coinsPerHs = 0 } = rewardForecast(chain, 100 * DAY_MS) ?? {};
        expect(
          offBy(
            steps.reduce((sum, step) => sum + step.coinsPerHs, 0),
            coinsPerHs,
          ),
        ).toBeCloseTo(0, 12);
        expect(steps[0]?.fromMs).toBe(0);
        expect(steps.at(-1)?.toMs).toBe(100 * DAY_MS);
        for (const [index, step] of steps.entries())
          expect(step.fromMs).toBe(index === 0 ? 0 : steps[index - 1]?.toMs);
      }),
      { numRuns: 50 },
    );
  });

  it('takes a subsidy that falls a little each block at the middle of the day', () => {
    const line: Coin = {
      ...BTC,
      blockTimeS: 60,
      subsidy: { kind: 'line', initial: 1000, lessPerBlock: 0.001, least: 1 },
    };
    const { retargetEveryBlocks: _, ...everyBlock } = line;
    const chain = { ...NOW, coin: everyBlock, height: 1000, feesPerBlock: 0 };
    const days = 30;
    const mean = 1000 - 0.001 * (1000 + (days * 1440) / 2);
    const exact = coinsPerHsDay({
      subsidy: mean,
      feesPerBlock: 0,
      difficulty: 1e14,
      hashesPerDifficulty: 2 ** 32,
    });
    expect(offBy(rewardForecast(chain, days * DAY_MS)?.coinsPerHs, days * (exact ?? 0))).toBeCloseTo(0, 12);
  });

  it("is not made where the miner's part of the reward is unknown, nor for a change of −100 %", () => {
    const { minerFraction: _, ...unknown } = BTC;
    expect(rewardForecast({ ...NOW, coin: unknown }, DAY_MS)).toBeUndefined();
    expect(rewardForecast({ ...NOW, changes: [-1] }, DAY_MS)).toBeUndefined();
    expect(rewardForecast({ ...NOW, paceS: 0 }, DAY_MS)).toBeUndefined();
  });
});

describe('the next reduction', () => {
  it('is at the next multiple of 210 000, at the present pace, and halves all but the fees', () => {
    const next = nextRewardReduction({ ...NOW, height: 1_049_000, paceS: 540 });
    expect(next).toMatchObject({ height: 1_050_000, blocks: 1000, atMs: 540_000_000, subsidy: 1.5625 });
    expect(next?.revenueFactor).toBeCloseTo(1.5925 / 3.155, 12);
  });

  it('is unknown of a coin whose schedule ends', () => {
    const tail: Coin = { ...BTC, subsidy: { kind: 'table', rows: [[0, 10_000]] } };
    expect(nextRewardReduction({ ...NOW, coin: tail })).toBeUndefined();
  });
});

it('a retarget of +25 % leaves four fifths of the revenue', () => {
  expect(retargetFactor(0.25)).toBe(0.8);
});

describe('the coins that come with the app', () => {
  const known = SHIPPED_COINS.filter(
    ({ subsidy, hashesPerDifficulty, minerFraction, blockTimeS }) =>
      subsidy !== undefined &&
      hashesPerDifficulty !== undefined &&
      minerFraction !== undefined &&
      blockTimeS !== undefined,
  );

  it('are enough to speak of', () => expect(known.length).toBeGreaterThan(12));

  it.each(known.map((coin) => [coin.symbol, coin] as const))(
    '%s earns no more in a year than as now',
    (_, coin) => {
      const height = coin.subsidy?.kind === 'chromatic' ? 400_000_000 : 4_000_000;
      const chain = { coin, height, atMs: Date.UTC(2026, 0), difficulty: 1e6, feesPerBlock: 0, changes: [] };
      const {
        coinsPerHs = Number.NaN,
        coinsPerHsAsNow = 0,
        retargetEffect,
      } = rewardForecast(chain, 365 * DAY_MS) ?? {};
      expect(coinsPerHs).toBeGreaterThanOrEqual(0);
      expect(coinsPerHs).toBeLessThanOrEqual(coinsPerHsAsNow * (1 + 1e-12));
      expect(retargetEffect).toBeCloseTo(0, 12);
    },
  );
});
