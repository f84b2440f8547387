import { describe, expect, it } from 'vitest';
import { Random } from '../../numerics/random.ts';
import { heldOutlook, outlookPrices, similarDays } from './price-outlook.ts';

const wave = (hour: number) => 0.1 + 0.05 * Math.sin((2 * Math.PI * hour) / 24);

describe('the outlook of prices', () => {
  it('goes on with the shape of the last days around the level of the last one', () => {
    const known = Float64Array.from(
      { length: 24 * 10 },
      (_, hour) => wave(hour) + (hour >= 24 * 9 ? 0.07 : 0),
    );
    const said = similarDays(known, 30);
    for (const [step, price] of said.entries()) expect(price).toBeCloseTo(wave(240 + step) + 0.07, 9);
  });

  it('leaves missing hours out, and does not invent an hour that was never told', () => {
    const known = Float64Array.from({ length: 24 * 7 }, (_, hour) => (hour % 24 === 3 ? Number.NaN : 0.2));
    expect(similarDays(known, 24)[3]).toBeNaN();
    known[27] = 0.2;
    expect(similarDays(known, 24)[3]).toBeCloseTo(0.2, 9);
  });

  it('lets the linear forecast speak where it misses less, and the simple rule where the past is short', () => {
    const random = new Random(3);
    // A shape that comes again each 36 hours: days are no help.
    const past = Float64Array.from(
      { length: 24 * 300 },
      (_, hour) => 0.1 + 0.05 * Math.sin((2 * Math.PI * hour) / 36) + 0.002 * random.normal(),
    );
    const outlook = heldOutlook(past);
    expect(outlook.far).toBe('direct-linear');
    expect(outlook.misses.far['direct-linear']).toBeLessThan(outlook.misses.far['similar-days']);
    expect(outlookPrices(outlook, past, 60)).toHaveLength(60);
    expect(heldOutlook(past.subarray(0, 24 * 30))).toMatchObject({
      near: 'similar-days',
      far: 'similar-days',
    });
  });

  it('holds on to what the newest hour lies beside its days, where such misses last', () => {
    const random = new Random(4);
    let miss = 0;
    const known = Float64Array.from({ length: 24 * 7 }, (_, hour) => {
      miss = 0.9 * miss + 0.01 * random.normal();
      return wave(hour) + miss;
    });
    known[known.length - 1] = 0.4;
    const [first = 0, second = 0] = similarDays(known, 2);
    expect(first).toBeGreaterThan(wave(168) + 0.05);
    expect(second).toBeLessThan(first);
  });
});
