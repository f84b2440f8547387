import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { fittedOutputs, outputBeliefsAt } from './multi-output.ts';

const random = new Random(12);
const inputs = Array.from({ length: 14 }, () => Float64Array.of(random.uniform(), random.uniform()));
const options = {
  bounds: { lower: [1e-2, 0.05, 0.05, 1e-6], upper: [1e2, 20, 20, 1] },
  start: { signalVariance: 1, lengthScales: [0.5, 0.5], noiseVariance: 0.01 },
};
const power = inputs.map(([f = 0, v = 0]) => 10 + 5 * f * v * v);
const heat = power.map((watts, row) => (row % 3 === 0 ? Number.NaN : 25 + 2 * watts));

describe('several quantities of the same points', () => {
  it('are believed each in its own unit, from where each was told', () => {
    const { watts, celsius } = fittedOutputs(inputs, {
      watts: { targets: power, options },
      celsius: { targets: heat, options },
    });
    if (!watts || !celsius) throw new Error('both were told');
    expect(celsius.scaled.process.weights).toHaveLength(9);
    const asked = [Float64Array.of(0.5, 0.6)];
    const [p, c] = [outputBeliefsAt(watts, asked)[0], outputBeliefsAt(celsius, asked)[0]];
    expect(p?.mean).toBeCloseTo(10.9, 0);
    expect(Math.abs((c?.mean ?? 0) - 46.8)).toBeLessThan(3);
  });

  it('fall back to what is expected of them far from all that was told', () => {
    const { watts } = fittedOutputs(inputs, {
      watts: { targets: power, expected: (point) => 8 + 100 * (point[0] ?? 0), options },
    });
    if (!watts) throw new Error('it was told');
    const [far, there] = outputBeliefsAt(watts, [Float64Array.of(500, 0.5), inputs[0] as Float64Array]);
    expect(far?.mean).toBeGreaterThan(49_000);
    expect(there?.mean).toBeCloseTo(power[0] as number, 0);
  });

  it('leave out what was told nowhere, and refuse a column of another length', () => {
    const nowhere = inputs.map(() => Number.NaN);
    expect(fittedOutputs(inputs, { errors: { targets: nowhere, options } })).toEqual({});
    expect(() => fittedOutputs(inputs, { errors: { targets: [1], options } })).toThrow(/errors/);
  });
});
