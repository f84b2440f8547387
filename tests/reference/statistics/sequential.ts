import { MixtureSprt } from '../../../src/numerics/stream/mixture-sprt.ts';
import { Sprt } from '../../../src/numerics/stream/sprt.ts';
import type { ReferenceProblem } from '../reference-topics.ts';

export function sequential({ inputs }: ReferenceProblem) {
  const x = inputs.numbers('x');
  const mixture = new MixtureSprt({ deviation: 1, effectVariance: inputs.number('tau2') });
  const alpha = inputs.number('alpha');
  const seen = Array.from(x, (value) => {
    mixture.push(value);
    const { likelihoodRatio, p, mean } = mixture;
    return { likelihoodRatio, p, mean, radius: mixture.radius(alpha) };
  });
  return {
    msprt_lambda: seen.map(({ likelihoodRatio }) => likelihoodRatio),
    always_valid_p: seen.map(({ p }) => p),
    cs_mean: seen.map(({ mean }) => mean),
    cs_radius: seen.map(({ radius }) => radius),
    ...waldsTest({ inputs }, x),
  };
}

function waldsTest({ inputs }: Pick<ReferenceProblem, 'inputs'>, x: Float64Array) {
  const sprt = inputs.record('sprt');
  const test = new Sprt({
    theta0: sprt.number('theta0'),
    theta1: sprt.number('theta1'),
    alpha: sprt.number('alpha'),
    beta: sprt.number('beta'),
  });
  let stop: number | null = null;
  const ratios = Array.from(x, (value, at) => {
    if (test.push(value)) stop ??= at;
    return test.logLikelihoodRatio;
  });
  return {
    sprt_llr: ratios,
    sprt_upper: test.upper,
    sprt_lower: test.lower,
    sprt_stop_index: stop,
    sprt_decision: test.decision,
  };
}
