import { acceleratedLife } from '../../../src/numerics/survival/accelerated-life.ts';
import { lifeQuantile } from '../../../src/numerics/survival/accelerated-survival.ts';
import type { LifetimeLawName } from '../../../src/numerics/survival/lifetime-law.ts';
import type { Solution } from '../reference-topics.ts';
import { lifetimeRows, profilesOf } from './lifetime-rows.ts';

/** As R's survreg calls the laws. */
const LAWS: Readonly<Record<string, LifetimeLawName>> = {
  weibull: 'weibull',
  exponential: 'exponential',
  lognormal: 'log-normal',
  loglogistic: 'log-logistic',
};

export const acceleratedLives: Solution = ({ inputs, expected }) => {
  const dist = expected.text('dist');
  const law = LAWS[dist];
  if (!law) throw new RangeError(`no law is called ${dist}`);
  const model = acceleratedLife(lifetimeRows(inputs), law);
  const shares = expected.numbers('quantiles_p');
  const size = Math.round(Math.sqrt(model.covariance.length));
  return {
    dist,
    coef: model.coefficients,
    scale: model.sigma,
    se: Array.from({ length: size }, (_, i) => Math.sqrt(model.covariance[i * size + i] ?? Number.NaN)),
    loglik: model.logLikelihood,
    quantiles_p: shares,
    profile_quantiles: profilesOf(inputs).map((profile) =>
      Array.from(shares, (share) => lifeQuantile(model, profile, share, 0.95).value),
    ),
  };
};
