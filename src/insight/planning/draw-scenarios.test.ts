import { describe, expect, it } from 'vitest';
import { Random } from '../../numerics/random.ts';
import { drawScenarios } from './draw-scenarios.ts';
import type { InputSlot } from './plan-inputs.ts';

const HOUR_MS = 3_600_000;
const BEGIN_MS = Date.UTC(2026, 10, 23);
const HOURS = 48;

/** Told for the first day, foreseen for the second. */
function slotsOf(isForeseen = (t: number) => t >= 24): readonly InputSlot[] {
  return Array.from({ length: HOURS }, (_, t) => ({
    fromMs: BEGIN_MS + t * HOUR_MS,
    toMs: BEGIN_MS + (t + 1) * HOUR_MS,
    pricePerKwh: 0.2,
    price: isForeseen(t) ? 'forecast' : 'known',
    earnedPerThDay: 0.05,
    earning: 'forecast',
  }));
}

/** Ninety days, up to the last told hour, whose noise is known. */
function pastPrices(sd: number) {
  const random = new Random(5);
  const values = Float64Array.from({ length: 90 * 24 }, () => 0.2 + sd * random.normal());
  return { fromMs: BEGIN_MS + 24 * HOUR_MS - values.length * HOUR_MS, values };
}

/** A coin that doubles in ninety days, by a jump of ±1 % each hour beside. */
function coin(trend: number) {
  const random = new Random(9);
  const count = 90 * 24;
  const atMs = Float64Array.from({ length: count }, (_, i) => BEGIN_MS - (count - i) * HOUR_MS);
  let ln = 0;
  const values = atMs.map(() => {
    ln += trend / count + 0.01 * random.normal();
    return 60_000 * Math.exp(ln);
  });
  return { atMs, values };
}

const columnAt = (drawn: ReturnType<typeof drawScenarios>, of: 'pricePerKwh' | 'earnedPerThDay', t: number) =>
  (drawn ?? []).map((each) => each[of][t] ?? Number.NaN);
const mean = (all: readonly number[]) => all.reduce((sum, each) => sum + each, 0) / all.length;
const sdOf = (all: readonly number[]) => Math.sqrt(mean(all.map((each) => (each - mean(all)) ** 2)));

describe('scenarios of a plan', () => {
  it('leave told prices as they are, and spread foreseen ones as far as the outlook missed before', () => {
    const drawn = drawScenarios({
      slots: slotsOf(),
      prices: pastPrices(0.03),
      random: new Random(1),
      count: 400,
    });
    expect(new Set(columnAt(drawn, 'pricePerKwh', 10))).toEqual(new Set([0.2]));
    const foreseen = columnAt(drawn, 'pricePerKwh', 30);
    expect(sdOf(foreseen)).toBeGreaterThan(0.02);
    expect(sdOf(foreseen)).toBeLessThan(0.045);
    expect(mean(foreseen)).toBeCloseTo(0.2, 1);
  });

  it('let work earn what the coin’s moves make of it, wider the later, and without its trend', () => {
    const facts = {
      slots: slotsOf(() => false),
      coinPrices: coin(Math.LN2),
      random: new Random(2),
      count: 600,
    };
    const drawn = drawScenarios(facts);
    const late = columnAt(drawn, 'earnedPerThDay', 47);
    expect(columnAt(drawn, 'earnedPerThDay', 0).every((each) => Math.abs(each - 0.05) < 1e-12)).toBe(true);
    expect(sdOf(late)).toBeGreaterThan(2 * sdOf(columnAt(drawn, 'earnedPerThDay', 3)));
    // 47 hours of 1 % each: 6.9 %.
    expect(sdOf(late) / 0.05).toBeGreaterThan(0.04);
    expect(sdOf(late) / 0.05).toBeLessThan(0.1);
    expect(mean(late) / 0.05).toBeCloseTo(1, 1);
  });

  it('open up behind a change of difficulty by what is not known of it', () => {
    const retarget = { atMs: BEGIN_MS + 20 * HOUR_MS, change: 0.04, low: 0.02, high: 0.06 };
    const drawn = drawScenarios({ slots: slotsOf(() => false), retarget, random: new Random(3), count: 500 });
    expect(sdOf(columnAt(drawn, 'earnedPerThDay', 19))).toBeLessThan(1e-12);
    expect(sdOf(columnAt(drawn, 'earnedPerThDay', 20)) / 0.05).toBeCloseTo(0.02 / 1.645 / 1.04, 2);
  });

  it('are the same for the same seed, and none where nothing is known to vary', () => {
    const facts = { slots: slotsOf(), prices: pastPrices(0.03), coinPrices: coin(0) };
    expect(drawScenarios({ ...facts, random: new Random(4) })).toEqual(
      drawScenarios({ ...facts, random: new Random(4) }),
    );
    expect(drawScenarios({ slots: slotsOf(() => false), random: new Random(4) })).toBeUndefined();
  });
});
