import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { type Particles, temperedParticles } from './tempered-particles.ts';

const normalPrior = {
  drawPrior: (random: Random) => [random.normal(), random.normal()],
  logPrior: (at: Float64Array, from: number) =>
    -0.5 * ((at[from] as number) ** 2 + (at[from + 1] as number) ** 2),
  dimensions: 2,
  count: 2_000,
};

function columnOf({ values, dimensions, count }: Particles, j: number): Float64Array {
  return Float64Array.from({ length: count }, (_, row) => values[row * dimensions + j] as number);
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length;
}

describe('tempered particles', () => {
  it('draw the posterior of a normal prior and a normal likelihood, even one far out', () => {
    // Five deviations out and twenty times as sharp: the product is normal with mean 5·400/401.
    const posterior = temperedParticles({
      ...normalPrior,
      logLikelihood: (at, from) => -0.5 * 400 * ((at[from] as number) - 5) ** 2,
      random: new Random(1),
    });
    const first = columnOf(posterior, 0);
    const mean = meanOf(first);
    expect(mean).toBeCloseTo((5 * 400) / 401, 2);
    expect(meanOf(first.map((each) => (each - mean) ** 2))).toBeCloseTo(1 / 401, 3);
    expect(meanOf(columnOf(posterior, 1).map((each) => each * each))).toBeCloseTo(1, 0.5);
  });

  it('keep the side that a one-sided likelihood leaves', () => {
    const posterior = temperedParticles({
      ...normalPrior,
      logLikelihood: (at, from) => ((at[from] as number) > 1 ? 0 : -1e9),
      random: new Random(2),
    });
    const first = columnOf(posterior, 0);
    expect(Math.min(...first)).toBeGreaterThan(1);
    // The mean of a normal above 1: φ(1) / (1 − Φ(1)).
    expect(meanOf(first)).toBeCloseTo(0.24197 / 0.158655, 1);
  });

  it('are the same for the same seed', () => {
    const drawn = (seed: number) =>
      temperedParticles({ ...normalPrior, count: 50, logLikelihood: () => 0, random: new Random(seed) })
        .values;
    expect(drawn(3)).toEqual(drawn(3));
    expect(drawn(3)).not.toEqual(drawn(4));
  });
});
