import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { disagreementsOf } from '../../../tests/reference/disagreements-of.ts';
import { spectrum } from '../../../tests/reference/statistics/spectrum.ts';
import { peakPeriod, periodogram, welchSpectrum } from './power-spectrum.ts';
import { RealFourierTransform } from './real-fourier-transform.ts';

const values = fc.double({ min: -1e3, max: 1e3, noNaN: true });
const series = fc.array(values, { minLength: 1, maxLength: 150 });

/** The sum as it is defined. */
function slowTransform(x: readonly number[], k: number): { re: number; im: number } {
  let re = 0;
  let im = 0;
  for (const [n, value] of x.entries()) {
    const angle = (2 * Math.PI * ((k * n) % x.length)) / x.length;
    re += value * Math.cos(angle);
    im -= value * Math.sin(angle);
  }
  return { re, im };
}

it('spectra are those of NumPy and SciPy', () => {
  expect(disagreementsOf('statistics', 'spectrum', spectrum)).toEqual([]);
});

describe('the Fourier transform of a real series', () => {
  it('is the sum that defines it, for every length', () => {
    fc.assert(
      fc.property(series, (x) => {
        const { re, im } = new RealFourierTransform(x.length).of(x);
        expect(re.length).toBe(Math.floor(x.length / 2) + 1);
        for (let k = 0; k < re.length; k++) {
          const slow = slowTransform(x, k);
          expect(Math.abs((re[k] ?? Number.NaN) - slow.re)).toBeLessThan(1e-8);
          expect(Math.abs((im[k] ?? Number.NaN) - slow.im)).toBeLessThan(1e-8);
        }
      }),
    );
  });

  it('is linear', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(values, values), { minLength: 1, maxLength: 60 }), values, (pairs, a) => {
        const transform = new RealFourierTransform(pairs.length);
        const x = transform.of(pairs.map(([one]) => one));
        const y = transform.of(pairs.map(([, other]) => other));
        const sum = transform.of(pairs.map(([one, other]) => a * one + other));
        for (const [k, found] of sum.re.entries())
          expect(Math.abs(found - (a * (x.re[k] ?? 0) + (y.re[k] ?? 0)))).toBeLessThan(1e-6);
      }),
    );
  });

  it('keeps its digits over a long prime length', () => {
    const length = 10_007;
    const { re, im } = new RealFourierTransform(length).of(
      Float64Array.from({ length }, (_, n) => Math.cos((2 * Math.PI * ((1234 * n) % length)) / length)),
    );
    for (const [k, found] of re.entries()) {
      expect(Math.abs(found - (k === 1234 ? length / 2 : 0))).toBeLessThan(1e-8);
      expect(Math.abs(im[k] ?? Number.NaN)).toBeLessThan(1e-8);
    }
  });

  it('is refused for no values, and for another number of values than planned', () => {
    expect(() => new RealFourierTransform(0)).toThrow(RangeError);
    expect(() => new RealFourierTransform(2.5)).toThrow(RangeError);
    expect(() => new RealFourierTransform(3).of([1, 2])).toThrow(RangeError);
  });
});

describe('a power spectrum', () => {
  it('holds the variance of the series, whatever the rate of sampling (Parseval)', () => {
    fc.assert(
      fc.property(series, fc.double({ min: 0.01, max: 100, noNaN: true }), (x, rate) => {
        const { density } = periodogram(x, rate);
        const mean = x.reduce((sum, value) => sum + value, 0) / x.length;
        const variance = x.reduce((sum, value) => sum + (value - mean) ** 2, 0) / x.length;
        const power = density.reduce((sum, each) => sum + (each * rate) / x.length, 0);
        expect(Math.abs(power - variance)).toBeLessThan(1e-9 * (1 + variance));
      }),
    );
  });

  it('finds a daily cycle in hourly values', () => {
    const hourly = Array.from({ length: 24 * 14 }, (_, hour) => 60 + Math.sin((2 * Math.PI * hour) / 24));
    expect(peakPeriod(periodogram(hourly))).toBeCloseTo(24, 12);
    expect(peakPeriod(periodogram(hourly, 24))).toBeCloseTo(1, 12);
    expect(peakPeriod(welchSpectrum(hourly, 96))).toBeCloseTo(24, 12);
  });

  it('has no strongest cycle where nothing moves, and none where a value is missing', () => {
    expect(peakPeriod(periodogram(new Float64Array(23).fill(0.1)))).toBeNaN();
    expect(periodogram([1, Number.NaN, 2, 3]).density.every(Number.isNaN)).toBe(true);
    expect(peakPeriod(periodogram([1, Number.NaN, 2, 3]))).toBeNaN();
  });

  it('of a series shorter than the segment is taken of one segment', () => {
    expect(welchSpectrum([1, 2, 4, 8], 256).frequency).toEqual(Float64Array.of(0, 0.25, 0.5));
  });
});
