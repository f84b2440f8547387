import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../random.ts';
import { fitted, fittedToScale, priorsFrom, scaledBeliefAt } from './fit.ts';
import {
  beliefAt,
  beliefsAt,
  conditioned,
  extended,
  type GaussianProcess,
  jointCovariance,
  type KernelParameters,
  logLikelihood,
} from './gaussian-process.ts';
import { likelihoodOf } from './likelihood.ts';

const PARAMETERS: KernelParameters = { signalVariance: 2, lengthScales: [0.4, 0.9], noiseVariance: 0.01 };

const coordinate = fc.double({ min: 0, max: 1, noNaN: true });
const point = fc.tuple(coordinate, coordinate).map((each) => Float64Array.from(each));
const observations = fc
  .array(fc.tuple(point, fc.double({ min: -3, max: 3, noNaN: true })), { minLength: 1, maxLength: 12 })
  .map((rows) => ({ inputs: rows.map(([input]) => input), targets: rows.map(([, target]) => target) }));

describe('a Gaussian process', () => {
  it('never knows less after a further observation', () => {
    fc.assert(
      fc.property(observations, point, point, (known, further, asked) => {
        const before = beliefAt(conditioned(known, PARAMETERS), asked);
        const more = { inputs: [...known.inputs, further], targets: [...known.targets, 0] };
        const after = beliefAt(conditioned(more, PARAMETERS), asked);
        expect(after.variance).toBeLessThanOrEqual(before.variance + 1e-9);
      }),
    );
  });

  it('goes through what was measured without noise', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 8 }),
        (places) => {
          const inputs = places.map((place) => Float64Array.of(place / 5, 0.5));
          const targets = places.map((place) => Math.sin(place));
          const exact = conditioned({ inputs, targets }, { ...PARAMETERS, noiseVariance: 0 });
          inputs.forEach((input, row) => {
            const { mean, variance } = beliefAt(exact, input);
            expect(mean).toBeCloseTo(targets[row] as number, 5);
            expect(variance).toBeLessThan(1e-5);
          });
        },
      ),
    );
  });

  it('believes the same in whatever order it is told', () => {
    fc.assert(
      fc.property(observations, point, ({ inputs, targets }, asked) => {
        const forwards = beliefAt(conditioned({ inputs, targets }, PARAMETERS), asked);
        const turned = { inputs: inputs.toReversed(), targets: targets.toReversed() };
        const backwards = beliefAt(conditioned(turned, PARAMETERS), asked);
        expect(backwards.mean).toBeCloseTo(forwards.mean, 8);
        expect(backwards.variance).toBeCloseTo(forwards.variance, 8);
      }),
    );
  });

  it('takes n equal measurements as one of an nth of the noise', () => {
    const input = Float64Array.of(0.3, 0.3);
    const [asked, noise] = [Float64Array.of(0.5, 0.2), 0.09];
    const four = conditioned(
      { inputs: [input, input, input, input], targets: [1, 2, 3, 2] },
      { ...PARAMETERS, noiseVariance: noise },
    );
    const one = conditioned(
      { inputs: [input], targets: [2], noiseVariances: [noise / 4] },
      { ...PARAMETERS, noiseVariance: 0 },
    );
    expect(beliefAt(four, asked).mean).toBeCloseTo(beliefAt(one, asked).mean, 10);
    expect(beliefAt(four, asked).variance).toBeCloseTo(beliefAt(one, asked).variance, 10);
  });

  it('has the slope of its likelihood that small steps show, with and without a trend', () => {
    const trend = { basis: (point: ArrayLike<number>) => [1, point[0] ?? 0], variances: [0.5, 2] };
    fc.assert(
      fc.property(observations, fc.constantFrom(undefined, trend), (known, beneath) => {
        const logs = [2, 0.4, 0.9, 0.05].map(Math.log);
        const likelihood = likelihoodOf(known);
        const at = (theta: readonly number[]) => {
          const [s = 0, a = 0, b = 0, n = 0] = theta.map(Math.exp);
          return { signalVariance: s, lengthScales: [a, b], noiseVariance: n, trend: beneath };
        };
        const { value, gradient } = likelihood(at(logs));
        expect(value).toBeCloseTo(logLikelihood(conditioned(known, at(logs))), 9);
        logs.forEach((_, j) => {
          const moved = (by: number) => at(logs.map((each, k) => (k === j ? each + by : each)));
          const slope = (likelihood(moved(1e-5)).value - likelihood(moved(-1e-5)).value) / 2e-5;
          expect(gradient[j]).toBeCloseTo(slope, 3);
        });
      }),
    );
  });

  it('believes of many points at once what it believes of each', () => {
    const random = new Random(5);
    const drawn = () => Float64Array.of(random.uniform(), random.uniform());
    for (const count of [1, 2, 7, 30]) {
      const inputs = Array.from({ length: count }, drawn);
      const process = conditioned({ inputs, targets: inputs.map(([x = 0]) => Math.sin(9 * x)) }, PARAMETERS);
      const asked = Array.from({ length: 131 }, drawn);
      beliefsAt(process, asked).forEach(({ mean, variance }, row) => {
        const alone = beliefAt(process, asked[row] as Float64Array);
        expect(mean).toBeCloseTo(alone.mean, 11);
        expect(variance).toBeCloseTo(alone.variance, 11);
      });
    }
    expect(beliefsAt(conditioned({ inputs: [], targets: [] }, PARAMETERS), [[0, 0]])).toEqual([
      { mean: 0, variance: PARAMETERS.signalVariance },
    ]);
  });

  it('goes on along its trend beyond all that was measured', () => {
    const trend = { basis: (point: ArrayLike<number>) => [1, point[0] ?? 0], variances: [100, 100] };
    const inputs = [0, 1, 2].map((x) => Float64Array.of(x, 0));
    const known = { inputs, targets: [1, 3, 5] };
    const straight = conditioned(known, { ...PARAMETERS, signalVariance: 1e-6, noiseVariance: 1e-6, trend });
    expect(beliefAt(straight, [10, 0]).mean).toBeCloseTo(21, 1);
    expect(beliefAt(conditioned(known, PARAMETERS), [10, 0]).mean).toBeCloseTo(0, 2);
  });

  it('says of points together what it says of each', () => {
    const known = { inputs: [Float64Array.of(0.1, 0.2), Float64Array.of(0.7, 0.4)], targets: [1, -1] };
    const process = conditioned(known, PARAMETERS);
    const asked = [Float64Array.of(0.3, 0.3), Float64Array.of(0.9, 0.9)];
    const joint = jointCovariance(process, asked);
    expect(joint[0]).toBeCloseTo(beliefAt(process, asked[0] as Float64Array).variance, 12);
    expect(joint[3]).toBeCloseTo(beliefAt(process, asked[1] as Float64Array).variance, 12);
    expect(joint[1]).toBe(joint[2]);
  });

  it('bears points that were measured twice, a single one, and targets that are all the same', () => {
    const twice = Float64Array.of(0.5, 0.5);
    const exact = { ...PARAMETERS, noiseVariance: 0 };
    expect(beliefAt(conditioned({ inputs: [twice, twice], targets: [1, 1] }, exact), twice).mean).toBeCloseTo(
      1,
      3,
    );
    const bounds = { lower: [1e-3, 0.05, 0.05, 1e-6], upper: [1e2, 5, 5, 1] };
    const same = fittedToScale({ inputs: [twice], targets: [7] }, { bounds, start: PARAMETERS });
    expect(scaledBeliefAt(same, twice).mean).toBeCloseTo(7, 6);
  });

  it('refuses what is no number, and says which observation it is', () => {
    const inputs = [Float64Array.of(0, 0), Float64Array.of(Number.NaN, 0)];
    expect(() => conditioned({ inputs, targets: [1, 2] }, PARAMETERS)).toThrow(/observation 1/);
    expect(() => conditioned({ inputs, targets: [1] }, PARAMETERS)).toThrow(/each input wants a target/);
    expect(() => conditioned({ inputs: [], targets: [] }, { ...PARAMETERS, signalVariance: 0 })).toThrow(
      /positive/,
    );
  });
});

describe('a fit', () => {
  const random = new Random(4);
  const inputs = Array.from({ length: 40 }, () => Float64Array.of(random.uniform(), random.uniform()));
  const targets = inputs.map(([x = 0]) => 500 + 30 * Math.sin(6 * x) + random.normal());
  const options = {
    bounds: { lower: [1e-2, 0.05, 0.05, 1e-5], upper: [1e2, 20, 20, 1] },
    start: { signalVariance: 1, lengthScales: [0.5, 0.5], noiseVariance: 0.01 },
  };

  it('finds that only one of two coordinates matters, and the noise', () => {
    const scaled = fittedToScale({ inputs, targets }, { ...options, starts: 4, random: new Random(1) });
    const { lengthScales, noiseVariance } = scaled.process.parameters;
    expect(lengthScales[1] as number).toBeGreaterThan(5 * (lengthScales[0] as number));
    expect(Math.sqrt(noiseVariance) * scaled.spread).toBeGreaterThan(0.6);
    expect(Math.sqrt(noiseVariance) * scaled.spread).toBeLessThan(1.5);
    expect(scaledBeliefAt(scaled, [0.25, 0.5]).mean).toBeCloseTo(500 + 30 * Math.sin(1.5), -0.5);
  });

  it('is never made less likely by more starts', () => {
    const once = fitted({ inputs, targets: targets.map((each) => (each - 500) / 20) }, options);
    const often = fitted(
      { inputs, targets: targets.map((each) => (each - 500) / 20) },
      { ...options, starts: 5, random: new Random(2) },
    );
    expect(often.logPosterior).toBeGreaterThanOrEqual(once.logPosterior - 1e-9);
  });

  it('keeps to what is thought beforehand where nothing was measured that speaks against it', () => {
    const priors = [undefined, { logMean: Math.log(0.3), logDeviation: 0.1 }, undefined, undefined];
    const known = { inputs: inputs.slice(0, 2), targets: [0.1, -0.1] };
    const { process } = fitted(known, { ...options, priors });
    expect(process.parameters.lengthScales[0]).toBeCloseTo(0.3, 1);
  });

  it('of nothing measured is what was thought beforehand', () => {
    const priors = [0, 1, 2, 3].map((j) => ({ logMean: -0.5 * j, logDeviation: 0.5 }));
    const nothing = fittedToScale({ inputs: [], targets: [] }, { ...options, priors });
    expect(nothing.process.parameters.signalVariance).toBeCloseTo(1, 3);
    expect(nothing.process.parameters.noiseVariance).toBeCloseTo(Math.exp(-1.5), 3);
    expect(scaledBeliefAt(nothing, [0.5, 0.5]).mean).toBe(0);
  });

  it('bears targets that are all the same, and every point measured over and over', () => {
    const here = Float64Array.of(0.4, 0.4);
    const same = { inputs: inputs.slice(0, 9).fill(here), targets: Array.from({ length: 9 }, () => 500) };
    const scaled = fittedToScale(same, { ...options, starts: 3, random: new Random(8) });
    expect(scaledBeliefAt(scaled, here).mean).toBeCloseTo(500, 6);
    expect(Number.isFinite(scaledBeliefAt(scaled, [0.9, 0.1]).variance)).toBe(true);
  });

  it('of machines of a kind tells the next one what its parameters may be', () => {
    const { process } = fitted({ inputs, targets: targets.map((each) => (each - 500) / 20) }, options);
    const [signal] = priorsFrom([process, process]);
    expect(signal?.logMean).toBeCloseTo(Math.log(process.parameters.signalVariance), 12);
    expect(signal?.logDeviation).toBeCloseTo(Math.sqrt(0.75), 12);
    const [ofMany] = priorsFrom(Array.from({ length: 50 }, () => process));
    expect(ofMany?.logDeviation).toBeLessThan(0.2);
  });

  it('helps the next machine of a kind: six points then foretell the rest better than without', () => {
    const drawn = new Random(21);
    const parameters = { signalVariance: 1, lengthScales: [0.25, 3], noiseVariance: 0.01 };
    const machine = (count: number) => {
      let process = conditioned({ inputs: [], targets: [] }, parameters);
      for (let each = 0; each < count; each++) {
        const input = Float64Array.of(drawn.uniform(), drawn.uniform());
        const { mean, variance } = beliefAt(process, input);
        process = extended(process, input, mean + Math.sqrt(variance + 0.01) * drawn.normal());
      }
      return process.observations;
    };
    const kind = Array.from({ length: 5 }, () => fitted(machine(30), options).process);
    const priors = priorsFrom(kind);
    let gain = 0;
    for (let each = 0; each < 12; each++) {
      const all = machine(26);
      const seen = { inputs: all.inputs.slice(0, 6), targets: Array.from(all.targets).slice(0, 6) };
      const told = (process: GaussianProcess) =>
        logLikelihood(conditioned(all, process.parameters)) -
        logLikelihood(conditioned(seen, process.parameters));
      gain += told(fitted(seen, { ...options, priors }).process) - told(fitted(seen, options).process);
    }
    // In units of ln p for 20 points of each machine.
    expect(gain / 12).toBeGreaterThan(2);
  });
});
