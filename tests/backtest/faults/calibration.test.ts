import { describe, expect, it } from 'vitest';
import { Random } from '../../../src/numerics/random.ts';
import { brierOf, calibrationOf, type Foretold } from './calibration.ts';
import { foretoldChecks } from './foretold-checks.ts';

/** Ten looks at each home, of which each comes with the probability that `truth` makes of what is said. */
function said(truth: (chance: number) => number, homes = 400): readonly Foretold[] {
  const random = new Random(11);
  return Array.from({ length: 10 * homes }, (_, look) => {
    const chance = random.uniform();
    return { chance, came: random.uniform() < truth(chance), home: Math.floor(look / 10) };
  });
}

describe('the calibration of chances', () => {
  it('has slope 1 where what is said comes as often', () => {
    const { intercept, slope, slopeError } = calibrationOf(said((chance) => chance));
    expect(Math.abs(intercept)).toBeLessThan(0.15);
    expect(Math.abs(slope - 1)).toBeLessThan(3 * slopeError);
    expect(slopeError).toBeLessThan(0.06);
  });

  it('has slope ½ where the odds are only the root of what is said', () => {
    const rows = said((chance) => 1 / (1 + Math.sqrt((1 - chance) / chance)));
    expect(calibrationOf(rows).slope).toBeCloseTo(0.5, 1);
  });

  it('is that of two groups in closed form: slope = Δ logit of what came by Δ logit of what was said', () => {
    const group = (chance: number, came: number) =>
      Array.from({ length: 10 }, (_, at) => ({ chance, came: at < came, home: at }));
    const { intercept, slope } = calibrationOf([...group(0.2, 3), ...group(0.5, 6)]);
    const logit = (p: number) => Math.log(p / (1 - p));
    expect(slope).toBeCloseTo((logit(0.6) - logit(0.3)) / (logit(0.5) - logit(0.2)), 8);
    expect(intercept).toBeCloseTo(logit(0.6), 8);
  });

  it('cannot be told where nothing came', () => {
    expect(calibrationOf([{ chance: 0.5, came: false, home: 0 }]).slope).toBeNaN();
  });

  it('scores whoever says a half a quarter', () => {
    expect(brierOf(said((chance) => chance).map((row) => ({ ...row, chance: 0.5 })))).toBe(0.25);
  });
});

describe('the checks of chances', () => {
  const rowsOf = (rows: readonly Foretold[]) => rows.map((row) => ({ ...row, days: 7 as const }));
  const passes = (rows: readonly Foretold[], homes: number) =>
    foretoldChecks(rowsOf(rows), homes, {}).map(({ pass }) => pass);

  it('pass what is so, and fail what is twice as sure as it may be, and what is the wrong way round', () => {
    expect(
      passes(
        said((chance) => chance),
        400,
      ),
    ).toEqual([true, true]);
    expect(
      passes(
        said((chance) => 1 / (1 + Math.sqrt((1 - chance) / chance))),
        400,
      ),
    ).toEqual([true, false]);
    expect(
      passes(
        said((chance) => 1 - chance),
        400,
      ),
    ).toEqual([false, false]);
  });

  it('hold a few homes to their interval only', () => {
    const few = said((chance) => 1 / (1 + ((1 - chance) / chance) ** 0.6), 10);
    const { slope } = calibrationOf(few);
    expect(slope < 0.9 || slope > 1.1).toBe(true);
    expect(passes(few, 10)).toEqual([true, true]);
    expect(passes(few, 100)).toEqual([true, false]);
  });

  it('say nothing of nothing', () => {
    expect(foretoldChecks([], 10, {})).toEqual([]);
  });
});
