import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { TuningEnvelope } from '../../domain/tuning.ts';
import { breachOf } from '../tuning/knowledge.ts';
import { LARGEST_STEP } from '../tuning/next-point.ts';
import { isWithinSettings, safePlace, safeTarget } from './safe-target.ts';

const anything = fc.double();
const range = fc
  .record({ min: fc.integer({ min: 50, max: 2_000 }), steps: fc.integer({ min: 0, max: 60 }) })
  .map(({ min, steps }) => ({ min, max: min + 5 * steps, step: 5 }));
const envelopes: fc.Arbitrary<TuningEnvelope> = fc.record({
  frequencyMhz: range,
  coreVoltageMv: range,
  maxPowerW: fc.double({ min: 5, max: 5_000, noNaN: true }),
  maxChipC: fc.double({ min: 30, max: 90, noNaN: true }),
});
const point = fc.record({ frequencyMhz: anything, coreVoltageMv: anything });
const stood = fc.record({
  frequencyMhz: fc.double({ min: 0, max: 4_000, noNaN: true }),
  coreVoltageMv: fc.double({ min: 0, max: 4_000, noNaN: true }),
});
const sample = fc.record({
  atMs: fc.constant(0),
  powerW: fc.option(anything, { nil: undefined }),
  chipC: fc.option(anything, { nil: undefined }),
});

describe('the wrapper of a policy', () => {
  it('lets nothing outside of the envelope be set, whatever is wished, wherever the miner stands, whatever it tells', () => {
    fc.assert(
      fc.property(
        point,
        stood,
        envelopes,
        fc.option(sample, { nil: undefined }),
        (wish, here, envelope, told) => {
          const target = safeTarget(wish, here, envelope, told);
          if (!target) return;
          expect(isWithinSettings(target, envelope)).toBe(true);
          for (const of of ['frequencyMhz', 'coreVoltageMv'] as const) {
            expect((target[of] - envelope[of].min) % envelope[of].step).toBe(0);
            const raise = Math.min(LARGEST_STEP[of], LARGEST_STEP.part * here[of]);
            expect(target[of]).toBeLessThanOrEqual(here[of] + raise + 1e-9);
          }
        },
      ),
      { numRuns: 3_000 },
    );
  });

  it('raises nothing while a limit is broken', () => {
    fc.assert(
      fc.property(point, stood, envelopes, sample, (wish, here, envelope, told) => {
        fc.pre(breachOf(told, envelope) !== undefined);
        const target = safeTarget(wish, here, envelope, told);
        if (!target) return;
        expect(target.frequencyMhz).toBeLessThanOrEqual(here.frequencyMhz);
        expect(target.coreVoltageMv).toBeLessThanOrEqual(here.coreVoltageMv);
      }),
    );
  });

  const ENVELOPE: TuningEnvelope = {
    frequencyMhz: { min: 400, max: 600, step: 5 },
    coreVoltageMv: { min: 1_000, max: 1_200, step: 5 },
    maxChipC: 68,
  };
  const HERE = { frequencyMhz: 500, coreVoltageMv: 1_100 };

  it('does what is wished where that is safe', () => {
    const wish = { frequencyMhz: 526, coreVoltageMv: 1_120 };
    expect(safeTarget(wish, HERE, ENVELOPE)).toEqual({ frequencyMhz: 525, coreVoltageMv: 1_120 });
    expect(safeTarget({ frequencyMhz: 410, coreVoltageMv: 1_005 }, HERE, ENVELOPE)).toEqual({
      frequencyMhz: 410,
      coreVoltageMv: 1_005,
    });
  });

  it('goes one step lower where it is too hot', () => {
    const told = { atMs: 0, chipC: 70 };
    expect(safeTarget({ frequencyMhz: 600, coreVoltageMv: 1_200 }, HERE, ENVELOPE, told)).toEqual({
      frequencyMhz: 495,
      coreVoltageMv: 1_095,
    });
  });

  it('leaves a miner where it is that stands too far below', () => {
    expect(safeTarget(HERE, { frequencyMhz: 200, coreVoltageMv: 900 }, ENVELOPE)).toBeUndefined();
  });
});

describe('modes', () => {
  it('are only those that are allowed, and upwards one at a time beyond the usual one', () => {
    fc.assert(
      fc.property(
        anything,
        fc.array(fc.boolean(), { minLength: 1, maxLength: 6 }),
        fc.nat(5),
        fc.nat(5),
        (wish, allowed, current, usual) => {
          const place = safePlace(wish, current, usual, allowed);
          expect(place === 0 || allowed[place] === true).toBe(true);
          expect(place).toBeLessThanOrEqual(Math.max(current + 1, usual));
          expect(place).toBeLessThan(allowed.length);
        },
      ),
    );
    expect(safePlace(2, 0, 2, [true, true, true, true])).toBe(2);
    expect(safePlace(3, 2, 2, [true, true, true, false])).toBe(2);
    expect(safePlace(Number.NaN, 1, 2, [true, true, true])).toBe(1);
  });
});
