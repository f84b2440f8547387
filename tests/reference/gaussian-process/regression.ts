import {
  chanceAbove,
  expectedImprovement,
  logExpectedImprovement,
} from '../../../src/numerics/gaussian-process/acquisition.ts';
import { fitted } from '../../../src/numerics/gaussian-process/fit.ts';
import {
  beliefAt,
  conditioned,
  jointCovariance,
  type KernelParameters,
} from '../../../src/numerics/gaussian-process/gaussian-process.ts';
import { likelihoodOf } from '../../../src/numerics/gaussian-process/likelihood.ts';
import { Random } from '../../../src/numerics/random.ts';
import type { Given } from '../given.ts';
import type { Solution } from '../reference-topics.ts';

function parametersOf(given: Given): KernelParameters {
  return {
    signalVariance: given.number('signal_variance'),
    lengthScales: given.numbers('length_scales'),
    noiseVariance: given.number('noise_variance'),
  };
}

export const likelihoods: Solution = ({ inputs }) => {
  const observations = { inputs: inputs.matrix('X'), targets: inputs.numbers('y') };
  const likelihood = likelihoodOf(observations);
  const found = inputs.list('hyperparameters').map((each) => likelihood(parametersOf(each)));
  return {
    log_marginal_likelihood: found.map(({ value }) => value),
    gradient: found.map(({ gradient }) => gradient),
  };
};

export const posterior: Solution = ({ inputs }) => {
  const observations = { inputs: inputs.matrix('X'), targets: inputs.numbers('y') };
  const parameters = parametersOf(inputs.record('hyperparameters'));
  const process = conditioned(observations, parameters);
  const asked = inputs.matrix('X_test');
  const beliefs = asked.map((point) => beliefAt(process, point));
  const goal = inputs.number('best') + inputs.number('xi');
  const kappa = inputs.number('kappa');
  const three = jointCovariance(process, asked.slice(0, 3));
  return {
    mean: beliefs.map(({ mean }) => mean),
    std_latent: beliefs.map(({ variance }) => Math.sqrt(variance)),
    std_predictive: beliefs.map(({ variance }) => Math.sqrt(variance + parameters.noiseVariance)),
    cov_predictive_3x3: [0, 1, 2].map((i) =>
      [0, 1, 2].map((k) => (three[3 * i + k] as number) + (i === k ? parameters.noiseVariance : 0)),
    ),
    ei: beliefs.map((each) => expectedImprovement(each, goal)),
    pi: beliefs.map((each) => chanceAbove(each, goal)),
    ucb: beliefs.map(({ mean, variance }) => mean + kappa * Math.sqrt(variance)),
    log_ei: beliefs.map((each) => logExpectedImprovement(each, goal)),
  };
};

export const optimised: Solution = ({ inputs }) => {
  const observations = { inputs: inputs.matrix('X'), targets: inputs.numbers('y') };
  const start = parametersOf(inputs.record('start'));
  const bounds = inputs.record('bounds');
  const [signal, scale, noise] = ['signal_variance', 'length_scales', 'noise_variance'].map((name) =>
    bounds.numbers(name),
  );
  const ends = (end: 0 | 1) => [
    signal?.[end] ?? Number.NaN,
    ...Array.from(start.lengthScales, () => scale?.[end] ?? Number.NaN),
    noise?.[end] ?? Number.NaN,
  ];
  const options = { bounds: { lower: ends(0), upper: ends(1) }, start };
  const best = fitted(observations, { ...options, starts: 13, random: new Random(1) });
  const { parameters } = best.process;
  const beliefs = inputs.matrix('X_test').map((point) => beliefAt(best.process, point));
  return {
    log_marginal_likelihood: best.logLikelihood,
    signal_variance: parameters.signalVariance,
    length_scales: parameters.lengthScales,
    noise_variance: parameters.noiseVariance,
    mean: beliefs.map(({ mean }) => mean),
    std_predictive: beliefs.map(({ variance }) => Math.sqrt(variance + parameters.noiseVariance)),
  };
};

export const searchOfGrid: Solution = ({ inputs, expected }) => {
  const [grid, objective] = [inputs.numbers('grid'), inputs.numbers('objective_on_grid')];
  const parameters = parametersOf(inputs.record('hyperparameters'));
  const tried = Array.from(inputs.numbers('initial_indices'));
  const trace = expected.list('trace').map(() => {
    const process = conditioned(
      {
        inputs: tried.map((index) => Float64Array.of(grid[index] as number)),
        targets: tried.map((index) => objective[index] as number),
      },
      parameters,
    );
    const best = Math.max(...tried.map((index) => objective[index] as number));
    const ranked = Array.from(grid, (at, index) => ({ at, index }))
      .filter(({ index }) => !tried.includes(index))
      .map(({ at, index }) => ({
        index,
        ei: expectedImprovement(beliefAt(process, [at]), best + inputs.number('xi')),
      }))
      .toSorted((a, b) => b.ei - a.ei);
    const [first, second] = ranked;
    if (!first || !second) throw new RangeError('the grid is searched to its end');
    tried.push(first.index);
    return { index: first.index, ei: first.ei, runner_up_ei: second.ei, best_before: best };
  });
  return {
    trace,
    best_found: Math.max(...tried.map((index) => objective[index] as number)),
    true_max: Math.max(...objective),
  };
};
