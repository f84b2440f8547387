import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { DriftingPeaks } from './drifting-peaks.ts';
import { fitPareto, paretoExcess, paretoTail } from './generalised-pareto.ts';
import { PEAKS_DEFAULTS, StreamingPeaks } from './peaks-over-threshold.ts';

const values = fc.array(fc.double(), { maxLength: 120 });
const OPTIONS = { ...PEAKS_DEFAULTS, risk: 1e-3 };
const SMALL = { risk: 0.01, level: 0.8, firstValues: 10, mostPeaks: 5 };

/** By inversion of the law itself. */
function excesses(shape: number, scale: number, count: number, seed: number): Float64Array {
  const random = new Random(seed);
  return Float64Array.from({ length: count }, () => paretoExcess({ shape, scale }, 1 - random.uniform()));
}

describe('the generalised Pareto law', () => {
  it.each([0.4, 0.1, 0, -0.2])('of shape %s is found again, within its standard errors', (shape) => {
    const [scale, count, seeds] = [3, 2_000, 8];
    let [shapes, scales] = [0, 0];
    for (let seed = 0; seed < seeds; seed++) {
      const fitted = fitPareto(excesses(shape, scale, count, seed));
      shapes += fitted.shape / seeds;
      scales += fitted.scale / seeds;
    }
    // Smith 1985: the variances are (1 + γ)²/n and 2·σ²·(1 + γ)/n. Four of them, of the mean of all seeds.
    const shapeError = (1 + shape) / Math.sqrt(count * seeds);
    const scaleError = scale * Math.sqrt((2 * (1 + shape)) / (count * seeds));
    expect(Math.abs(shapes - shape)).toBeLessThan(4 * shapeError);
    expect(Math.abs(scales - scale)).toBeLessThan(4 * scaleError);
  });

  it('is fitted where the likelihood is greatest, and in any unit', () => {
    const drawn = excesses(0.3, 1, 400, 1);
    const likelihood = (shape: number, scale: number) =>
      drawn.reduce((sum, y) => sum - Math.log(scale) - (1 + 1 / shape) * Math.log1p((shape * y) / scale), 0);
    const { shape, scale } = fitPareto(drawn);
    const best = likelihood(shape, scale);
    for (const [by, times] of [
      [0.01, 1],
      [-0.01, 1],
      [0, 1.01],
      [0, 0.99],
    ] as const)
      expect(likelihood(shape + by, scale * times)).toBeLessThan(best);
    for (const unit of [1e-300, 1e9, 1e290]) {
      const other = fitPareto(drawn.map((y) => y * unit));
      expect(other.shape).toBeCloseTo(shape, 8);
      expect(other.scale / unit).toBeCloseTo(scale, 8);
    }
  });

  it('has a tail that falls from 1, and a quantile that is its inverse', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -0.9, max: 2, noNaN: true }),
        fc.double({ min: 1e-6, max: 1, noNaN: true }),
        (shape, tail) => {
          const law = { shape, scale: 2 };
          expect(paretoTail(law, paretoExcess(law, tail)) / tail).toBeCloseTo(1, 6);
        },
      ),
    );
    expect(paretoTail({ shape: -0.5, scale: 1 }, 3)).toBe(0);
  });

  it('of any excesses has a scale above 0 and a shape above −1', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 5e-324, max: 1e308, noNaN: true }), { minLength: 1, maxLength: 40 }),
        (all) => {
          const { shape, scale } = fitPareto(all);
          expect(shape > -1 && Number.isFinite(shape)).toBe(true);
          expect(scale > 0).toBe(true);
        },
      ),
    );
  });
});

describe('a streaming extreme-value threshold', () => {
  it('is passed by usual values as often as the risk says, in the middle of many streams', () => {
    // e^(−z) is how often an exponential value passes the limit.
    const rates = Array.from({ length: 21 }, (_, seed) => {
      const random = new Random(seed);
      const peaks = new StreamingPeaks({ ...OPTIONS, level: 0.95 });
      for (let at = 0; at < 3_000; at++) peaks.update(random.exponential());
      return Math.exp(-peaks.limit) / OPTIONS.risk;
    }).sort((a, b) => a - b);
    expect(rates[10]).toBeGreaterThan(0.7);
    expect(rates[10]).toBeLessThan(1.4);
  });

  it.each([1e-3, 2e-3])(
    'alarms of normal values are as many as the risk %s says, within binomial bounds',
    (risk) => {
      const count = 10_000;
      let alarms = 0;
      for (let seed = 0; seed < 4; seed++) {
        const random = new Random(seed);
        const peaks = new StreamingPeaks({ ...OPTIONS, risk });
        for (let at = 0; at < 5_000; at++) peaks.update(random.normal());
        for (let at = 0; at < count; at++) if (peaks.update(random.normal()) > -Math.log10(risk)) alarms += 1;
      }
      const expected = 4 * count * risk;
      expect(Math.abs(alarms - expected)).toBeLessThan(3.3 * Math.sqrt(expected));
    },
  );

  it('does not learn from what is far beyond the limit', () => {
    const random = new Random(5);
    const peaks = new StreamingPeaks(OPTIONS);
    for (let at = 0; at < 1_500; at++) peaks.update(random.normal());
    const { limit } = peaks;
    expect(peaks.update(50)).toBeGreaterThan(3);
    expect(peaks.update(Number.POSITIVE_INFINITY)).toBe(Number.POSITIVE_INFINITY);
    expect(peaks.limit).toBe(limit);
    expect(peaks.update(0)).toBe(0);
  });

  it('of any series goes on from what was kept as if nothing had been, and a missing value changes nothing', () => {
    for (const create of [() => new StreamingPeaks(SMALL), () => new DriftingPeaks({ ...SMALL, window: 3 })])
      fc.assert(
        fc.property(values, values, (before, after) => {
          const [one, other] = [create(), create()];
          for (const x of before) one.update(x);
          // As a kept state comes back from JSON or a database.
          other.restore(JSON.parse(JSON.stringify(one.state)));
          for (const x of after) {
            const surprise = one.update(x);
            other.update(Number.NaN);
            expect(other.update(x)).toEqual(surprise);
            expect(Number.isNaN(surprise) || surprise >= 0).toBe(true);
          }
          expect(JSON.stringify(one.state).length).toBeLessThan(1_500);
        }),
      );
  });

  it('follows a level that drifts, and still sees a jump', () => {
    const random = new Random(9);
    const [plain, drifting] = [new StreamingPeaks(OPTIONS), new DriftingPeaks({ ...OPTIONS, window: 20 })];
    let alarms = 0;
    for (let at = 0; at < 3_000; at++) {
      const x = at / 50 + random.normal();
      plain.update(x);
      if (drifting.update(x) > 3) alarms += 1;
    }
    expect(alarms).toBeLessThan(25);
    expect(plain.update(60 + 8)).toBeLessThan(3);
    expect(drifting.update(60 + 8)).toBeGreaterThan(3);
    expect(drifting.limit).toBeGreaterThan(60);
    expect(drifting.limit).toBeLessThan(68);
  });

  it('refuses a risk that peaks do not reach, and windows of nothing', () => {
    expect(() => new StreamingPeaks({ ...OPTIONS, risk: 0.1 })).toThrow(RangeError);
    expect(() => new StreamingPeaks({ ...OPTIONS, firstValues: 20 })).toThrow(RangeError);
    expect(() => new DriftingPeaks({ ...OPTIONS, window: 0 })).toThrow(RangeError);
  });
});
