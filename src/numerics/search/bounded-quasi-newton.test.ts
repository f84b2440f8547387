import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { minimiseWithin } from './bounded-quasi-newton.ts';

const rosenbrock = (at: Float64Array) => {
  const [x = 0, y = 0] = at;
  return {
    value: (1 - x) ** 2 + 100 * (y - x * x) ** 2,
    gradient: Float64Array.of(-2 * (1 - x) - 400 * x * (y - x * x), 200 * (y - x * x)),
  };
};

describe('a bounded quasi-Newton search', () => {
  it('finds the bottom of the banana valley', () => {
    const { at } = minimiseWithin(rosenbrock, [-1.2, 1], { lower: [-5, -5], upper: [5, 5] });
    expect(at[0]).toBeCloseTo(1, 4);
    expect(at[1]).toBeCloseTo(1, 4);
  });

  it('stops at a bound that keeps it from the bottom', () => {
    const { at } = minimiseWithin(rosenbrock, [-1.2, 1], { lower: [-5, -5], upper: [0.5, 5] });
    expect(at[0]).toBe(0.5);
    expect(at[1]).toBeCloseTo(0.25, 4);
  });

  it('finds the nearest point of a box for every parabola', () => {
    const centre = fc.double({ min: -3, max: 3, noNaN: true });
    fc.assert(
      fc.property(centre, centre, fc.double({ min: 0.1, max: 10, noNaN: true }), (a, b, steep) => {
        const parabola = (at: Float64Array) => ({
          value: ((at[0] as number) - a) ** 2 + steep * ((at[1] as number) - b) ** 2,
          gradient: Float64Array.of(2 * ((at[0] as number) - a), 2 * steep * ((at[1] as number) - b)),
        });
        const { at } = minimiseWithin(parabola, [0, 0], { lower: [-1, -1], upper: [1, 1], tolerance: 1e-8 });
        expect(at[0]).toBeCloseTo(Math.max(-1, Math.min(1, a)), 4);
        expect(at[1]).toBeCloseTo(Math.max(-1, Math.min(1, b)), 4);
      }),
    );
  });

  it('backs off from where the function is no number', () => {
    const wall = (at: Float64Array) => {
      const x = at[0] as number;
      return { value: x > 2 ? Number.NaN : (x - 1.9) ** 2, gradient: Float64Array.of(2 * (x - 1.9)) };
    };
    expect(minimiseWithin(wall, [-100], { lower: [-200], upper: [200] }).at[0]).toBeCloseTo(1.9, 4);
  });
});
