import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { SeasonalResidual, type SeasonOptions, WEEK_OF_HOURS } from './seasonal-residual.ts';

const DAY: SeasonOptions = { ...WEEK_OF_HOURS, phases: 24, leastSpread: 0 };
const dayOf = (at: number) => 10 * Math.sin((2 * Math.PI * at) / 24);

/** So many days of a rhythm with noise. */
function lived(days: number, seed: number, options = DAY): SeasonalResidual {
  const random = new Random(seed);
  const season = new SeasonalResidual(options);
  for (let at = 0; at < 24 * days; at++) season.update(dayOf(at) + random.normal(), at % 24);
  return season;
}

describe('robust seasonal residuals', () => {
  it('measure noise around a rhythm by its standard deviation', () => {
    const random = new Random(9);
    const season = lived(40, 1);
    let squares = 0;
    for (let at = 0; at < 24 * 40; at++) squares += season.update(dayOf(at) + random.normal(), at % 24) ** 2;
    // Somewhat above 1: a median of eight values is itself uncertain.
    expect(Math.sqrt(squares / (24 * 40))).toBeGreaterThan(0.9);
    expect(Math.sqrt(squares / (24 * 40))).toBeLessThan(1.25);
  });

  it('take a value that is usual at noon for unusual at midnight', () => {
    const season = lived(20, 2);
    expect(Math.abs(season.update(dayOf(6), 6))).toBeLessThan(3);
    expect(season.update(dayOf(6), 18)).toBeGreaterThan(8);
  });

  it('are not moved by a minority of wrong values', () => {
    const [clean, wrong] = [lived(8, 3), lived(8, 3)];
    for (let day = 0; day < 3; day++) {
      clean.update(10, 6);
      wrong.update(1e9, 6);
    }
    // The wrong ones are three of eight: the median is another of the right ones, or between them.
    expect(Math.abs(wrong.usual(6) - clean.usual(6))).toBeLessThan(3);
  });

  it('of a phase with few values lean on the phases beside it, across the end of the season', () => {
    const season = new SeasonalResidual(DAY);
    expect(season.usual(0)).toBeNaN();
    season.update(5, 12);
    expect(season.usual(0)).toBe(5);
    season.update(8, 23);
    expect(season.usual(0)).toBe(8);
    season.update(2, 0);
    // One value of its own beside two that the neighbours are worth.
    expect(season.usual(0)).toBeCloseTo((2 + 2 * 8) / 3, 12);
  });

  it('follow a level that has moved after half of what is kept', () => {
    const season = lived(10, 4);
    const days = Array.from({ length: 7 }, () => {
      const found = season.update(dayOf(3) + 50, 3);
      for (let at = 4; at < 27; at++) season.update(dayOf(at) + 50, at % 24);
      return found;
    });
    expect(days[0]).toBeGreaterThan(20);
    expect(days[6]).toBeLessThan(3);
  });

  it('know no spread before ten residuals, and never one below the least', () => {
    const season = new SeasonalResidual({ ...DAY, leastSpread: 0.5 });
    const found = Array.from({ length: 12 }, () => season.update(7, 3));
    expect(found.slice(0, 10).every(Number.isNaN)).toBe(true);
    expect(season.spread).toBe(0.5);
    expect(season.update(8, 3)).toBe(2);
    const still = new SeasonalResidual(DAY);
    for (let at = 0; at < 20; at++) still.update(7, 3);
    expect(still.update(7, 3)).toBe(0);
    expect(still.update(6, 3)).toBe(Number.NEGATIVE_INFINITY);
  });

  it('of any series go on from what was kept, in a bounded memory', () => {
    const options = { phases: 3, kept: 2, neighbours: 2, neighbourWeight: 1, recent: 4, leastSpread: 0.1 };
    const values = fc.array(fc.tuple(fc.double(), fc.nat(2)), { maxLength: 40 });
    fc.assert(
      fc.property(values, values, (before, after) => {
        const [one, other] = [new SeasonalResidual(options), new SeasonalResidual(options)];
        for (const [x, phase] of before) one.update(x, phase);
        other.restore(JSON.parse(JSON.stringify(one.state)));
        for (const [x, phase] of after) {
          other.update(Number.NaN, phase);
          // JSON does not tell −0 from 0.
          expect(other.update(x, phase) + 0).toBe(one.update(x, phase) + 0);
        }
        const { phases, residuals } = one.state;
        expect(phases.flat().length <= 6 && residuals.length <= 4).toBe(true);
      }),
    );
  });

  it('refuse phases that are none, and seasons without any', () => {
    expect(() => new SeasonalResidual(DAY).update(1, 24)).toThrow('phase 24 of 24');
    expect(() => new SeasonalResidual({ ...DAY, phases: 0 })).toThrow(RangeError);
    expect(() => new SeasonalResidual({ ...DAY, neighbourWeight: -1 })).toThrow(RangeError);
  });
});
