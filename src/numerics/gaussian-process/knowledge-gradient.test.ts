import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { beliefAt, conditioned, extended } from './gaussian-process.ts';
import { expectedMaximumGain, nextMeasurement } from './knowledge-gradient.ts';

const number = fc.double({ min: -3, max: 3, noNaN: true });
const lines = fc.array(fc.tuple(number, number), { minLength: 1, maxLength: 12 });
const levelsOf = (each: readonly (readonly [number, number])[]) => each.map(([level]) => level);
const slopesOf = (each: readonly (readonly [number, number])[]) => each.map(([, slope]) => slope);

describe('the expected gain of the largest of lines', () => {
  it('is the integral over the normal', () => {
    fc.assert(
      fc.property(lines, (given) => {
        const [levels, slopes] = [levelsOf(given), slopesOf(given)];
        let sum = 0;
        for (let z = -8; z < 8; z += 0.01) {
          const density = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI);
          sum += 0.01 * density * Math.max(...levels.map((level, i) => level + (slopes[i] ?? 0) * z));
        }
        expect(expectedMaximumGain(levels, slopes)).toBeCloseTo(sum - Math.max(...levels), 3);
      }),
    );
  });

  it('is never negative, 0 for parallel lines, and the same in any order', () => {
    fc.assert(
      fc.property(lines, number, (given, slope) => {
        const gain = expectedMaximumGain(levelsOf(given), slopesOf(given));
        expect(gain).toBeGreaterThanOrEqual(0);
        const turned = given.toReversed();
        expect(expectedMaximumGain(levelsOf(turned), slopesOf(turned))).toBeCloseTo(gain, 10);
        const parallel = given.map(() => slope);
        expect(expectedMaximumGain(levelsOf(given), parallel)).toBeCloseTo(0, 12);
      }),
    );
    expect(expectedMaximumGain([], [])).toBe(0);
    expect(expectedMaximumGain([0, -1], [-5e-324, 0])).toBe(0);
  });

  it('of two equal levels is half of the mean distance of their outcomes', () => {
    expect(expectedMaximumGain([1, 1], [0, 2])).toBeCloseTo(2 / Math.sqrt(2 * Math.PI), 12);
  });
});

describe('the next measurement', () => {
  const parameters = { signalVariance: 1, lengthScales: [0.3], noiseVariance: 0 };
  const points = [0, 0.25, 0.5, 0.75, 1].map((x) => Float64Array.of(x));
  const inputs = [points[1], points[3]] as Float64Array[];
  const cost = { noiseVariance: 0.5, setUp: 2, repetitions: [1, 2, 4, 8] };

  it('goes back to the best point where its lead is mostly luck', () => {
    const noisy = conditioned(
      { inputs: points, targets: [-3, 0.9, -3, 1, -3], noiseVariances: [0.01, 0.5, 0.01, 0.5, 0.01] },
      parameters,
    );
    expect([1, 3]).toContain(nextMeasurement(noisy, points, cost)?.index);
  });

  it('goes where nothing is known where what was measured is sure', () => {
    const sure = conditioned({ inputs, targets: [0, 0.1], noiseVariances: [1e-6, 1e-6] }, parameters);
    expect([0, 2, 4]).toContain(nextMeasurement(sure, points, cost)?.index);
  });

  it('reads longer in one go where getting there takes longer', () => {
    const process = conditioned({ inputs, targets: [0, 0.1] }, parameters);
    const at = (setUp: number) => nextMeasurement(process, points, { ...cost, setUp })?.repetitions ?? 0;
    expect(at(50)).toBeGreaterThan(at(0));
  });

  it('has nothing to gain where everything is known, and no answer without points', () => {
    const exact = conditioned({ inputs: points, targets: [1, 2, 3, 2, 1] }, parameters);
    expect(nextMeasurement(exact, points, cost)?.gain).toBeCloseTo(0, 6);
    expect(nextMeasurement(exact, [], cost)).toBeUndefined();
  });

  it('gains in the mean what it expected', () => {
    const random = new Random(6);
    const process = conditioned({ inputs, targets: [0, 0.4] }, parameters);
    const next = nextMeasurement(process, points, { ...cost, repetitions: [2] });
    if (!next) throw new Error('there are points');
    const before = conditioned({ inputs, targets: [0, 0.4] }, parameters);
    let sum = 0;
    const draws = 4_000;
    const best = (each: typeof before) => Math.max(...points.map((point) => beliefAt(each, point).mean));
    const input = points[next.index] as Float64Array;
    const { mean, variance } = beliefAt(before, input);
    for (let draw = 0; draw < draws; draw++) {
      const target = mean + Math.sqrt(variance + 0.25) * random.normal();
      sum += best(extended(before, input, target, 0.25)) - best(before);
    }
    expect(next.gain).toBeCloseTo(sum / draws, 1);
  });
});
