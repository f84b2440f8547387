import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { componentBelief, type LoadedLife } from './component-belief.ts';
import { learnedHeat } from './learned-heat.ts';
import { PUBLISHED_RATES } from './published-rates.ts';

const DAY_MS = 86_400_000;

/** Board lives of a thousand days at a heat of chips. */
function lives(count: number, chipC: number, failed: boolean): readonly LoadedLife[] {
  const life = { minerId: 'a', fromMs: 0, toMs: 1000 * DAY_MS, failed, load: { chipC } };
  return Array.from({ length: count }, () => life);
}

function heatOf(all: readonly LoadedLife[]) {
  const { published } = componentBelief('board', 'small', all, PUBLISHED_RATES);
  return learnedHeat('board', published, all);
}

describe('what is learned of heat', () => {
  test('is what is published as long as nothing was seen', () => {
    const heat = heatOf([]);
    // 0.7 eV (0.5 to 0.9) from 60 to 70 °C, by hand: e^(E·(1/333.15 − 1/343.15)/8.617e−5).
    expect(heat?.fromC).toBe(60);
    expect(heat?.published.value).toBeCloseTo(2.035, 2);
    expect(heat?.published.low).toBeCloseTo(1.661, 2);
    expect(heat?.published.high).toBeCloseTo(2.494, 2);
    for (const end of ['value', 'low', 'high'] as const)
      expect(heat?.learned[end]).toBeCloseTo(heat?.published[end] ?? Number.NaN, 12);
    expect(heat?.failuresNeeded).toBeUndefined();
  });

  test('is more where hot parts failed, less where cool ones did, and the surer the more did', () => {
    const hot = heatOf([...lives(10, 80, true), ...lives(10, 50, false)]);
    const cool = heatOf([...lives(10, 80, false), ...lives(10, 50, true)]);
    expect(hot?.learned.value).toBeGreaterThan(hot?.published.value ?? Number.NaN);
    expect(cool?.learned.value).toBeLessThan(cool?.published.value ?? Number.NaN);
    const mixed = (times: number) => [...lives(4 * times, 80, true), ...lives(times, 60, true)];
    const width = (times: number) => {
      const { low = 0, high = 0 } = heatOf(mixed(times))?.learned ?? {};
      return high / low;
    };
    expect(width(10)).toBeLessThan(width(1));
  });

  test('says nothing of parts that heat is not known to age', () => {
    expect(learnedHeat('controller', { shape: 1, exposure: 100 }, [])).toBeUndefined();
  });

  test('takes so many failures to find by the owner’s alone as Schoenfeld has it', () => {
    // Half at 60, half at 70 °C: ln 2.035 apart, so σ²·β² is a quarter of its square, as of two groups: 4 · 7.849 / 0.7105².
    expect(heatOf([...lives(5, 60, false), ...lives(5, 70, false)])?.failuresNeeded).toBe(63);
    expect(heatOf(lives(10, 60, true))?.failuresNeeded).toBeUndefined();
  });

  test('lies within its interval, whatever the lives', () => {
    const anyLife = fc
      .record({
        chipC: fc.double(),
        days: fc.double({ min: 0.01, max: 5000, noNaN: true }),
        failed: fc.boolean(),
      })
      .map(({ chipC, days, failed }): LoadedLife => {
        return { minerId: 'a', fromMs: 0, toMs: days * DAY_MS, failed, load: { chipC } };
      });
    fc.assert(
      fc.property(fc.array(anyLife, { maxLength: 8 }), (all) => {
        const { low = Number.NaN, value = Number.NaN, high = Number.NaN } = heatOf(all)?.learned ?? {};
        expect(low).toBeGreaterThan(0);
        expect(value).toBeGreaterThanOrEqual(low);
        expect(high).toBeGreaterThanOrEqual(value);
        expect(high).toBeLessThan(100);
      }),
      { numRuns: 40 },
    );
  });
});

test('published rates expect of the owner’s years what they tell of a year', () => {
  const years = 20;
  const life = { minerId: 'a', fromMs: 0, toMs: years * 365.2425 * DAY_MS, failed: false, load: {} };
  const { expectedEvents, published } = componentBelief('controller', 'small', [life], PUBLISHED_RATES);
  expect(expectedEvents).toBeCloseTo((years * published.shape) / published.exposure, 9);
});
