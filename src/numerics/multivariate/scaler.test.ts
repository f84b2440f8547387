import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fitScaler, type Scaler, type ScalerKind, scaled, scaledColumn, unscaledColumn } from './scaler.ts';

const KINDS: readonly ScalerKind[] = ['standard', 'min-max', 'log', 'robust'];
const kinds = fc.constantFrom(...KINDS);
const columns = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 40 });

describe('a scaler', () => {
  it('gives back what it was given', () => {
    fc.assert(
      fc.property(kinds, columns, columns, (kind, training, later) => {
        const scaler = fitScaler(kind, training);
        const { centre } = scaler.parameters;
        const back = unscaledColumn(scaledColumn(later, scaler), scaler);
        for (const [i, x] of later.entries()) {
          const size = 1 + Math.abs(x) + Math.abs(centre);
          expect(Math.abs((back[i] ?? Number.NaN) - x)).toBeLessThan(1e-12 * size);
        }
      }),
    );
  });

  it('survives being stored as text', () => {
    fc.assert(
      fc.property(kinds, columns, (kind, training) => {
        const scaler = fitScaler(kind, training);
        const stored: Scaler = JSON.parse(JSON.stringify(scaler));
        expect(scaledColumn(training, stored)).toEqual(scaledColumn(training, scaler));
      }),
    );
  });

  it('never divides by 0, and keeps what is missing missing', () => {
    for (const kind of KINDS) {
      for (const training of [
        [0.1, 0.1, 0.1],
        [0.3, 0.1 + 0.2],
        [0, 5e-324],
        [],
        [Number.NaN, Number.POSITIVE_INFINITY],
        [7],
      ]) {
        const scaler = fitScaler(kind, training);
        expect(scaler.parameters.spread).toBeGreaterThan(0);
        expect(Math.abs(scaled(3, scaler))).toBeLessThanOrEqual(7);
        expect(scaled(Number.NaN, scaler)).toBeNaN();
      }
      expect(scaled(0.1, fitScaler(kind, [0.1, 0.1, 0.1]))).toBe(0);
    }
  });

  it('does not mind gaps in the training rows', () => {
    fc.assert(
      fc.property(kinds, columns, (kind, training) => {
        const gapped = training.flatMap((x) => [Number.NaN, x, Number.NEGATIVE_INFINITY]);
        expect(fitScaler(kind, gapped)).toEqual(fitScaler(kind, training));
      }),
    );
  });

  it.each([
    ['standard', [1, 2, 3, 4, 10], 4, Math.sqrt(10)],
    ['min-max', [3, 1, 2, 11], 1, 10],
    ['robust', [1, 2, 3, 4, 1000], 3, 2],
    ['robust', [1, 2, 3, 4], 2.5, 1.5],
    ['log', [Math.E - 1, 1 - Math.E], 0, 1],
  ] as const)('of kind %s learns from %j what scikit-learn does', (kind, training, centre, spread) => {
    const { parameters } = fitScaler(kind, training);
    expect(parameters.centre).toBeCloseTo(centre, 14);
    expect(parameters.spread).toBeCloseTo(spread, 14);
  });

  it('brings sizes over many powers of ten together, on both sides of 0', () => {
    const scaler = fitScaler('log', [-1e12, 0, 1e12]);
    expect(scaled(1e12, scaler)).toBeCloseTo(Math.sqrt(1.5), 12);
    expect(scaled(-1e12, scaler)).toBeCloseTo(-Math.sqrt(1.5), 12);
    expect(scaled(1e6, scaler)).toBeGreaterThan(0.5);
  });
});
