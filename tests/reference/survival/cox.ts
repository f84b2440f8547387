import { gammaQ } from '../../../src/numerics/incomplete-gamma.ts';
import { concordance } from '../../../src/numerics/survival/concordance.ts';
import {
  type CoefficientTest,
  type CoxModel,
  coxRegression,
  linearPredictors,
} from '../../../src/numerics/survival/cox-regression.ts';
import { coxResiduals } from '../../../src/numerics/survival/cox-residuals.ts';
import { type CoxRows, orderedCoxRows } from '../../../src/numerics/survival/cox-rows.ts';
import { coxSurvival, PREDICTION_DEFAULTS } from '../../../src/numerics/survival/cox-survival.ts';
import { proportionality } from '../../../src/numerics/survival/proportionality.ts';
import type { Ties } from '../../../src/numerics/survival/tied-events.ts';
import type { Solution } from '../reference-topics.ts';
import { lifetimeRows, profilesOf } from './lifetime-rows.ts';

export const coxEfron: Solution = (problem) => coxFit(problem, 'efron');

export const coxBreslow: Solution = (problem) => coxFit(problem, 'breslow');

export const ridgeCox: Solution = ({ inputs, expected }) => {
  const rows = lifetimeRows(inputs);
  return {
    fits: expected.list('fits').map((each) => {
      const theta = each.number('theta');
      const model = coxRegression(rows, { ties: 'efron', ridge: theta, ridgeScaled: false });
      return {
        theta,
        coef: model.coefficients,
        penalised_loglik: model.penalisedLogLikelihood,
      };
    }),
  };
};

/** Rows that are watched late; the last covariate is a factor and then the stratum. */
export const startStopCox: Solution = ({ inputs }) => {
  const columns = inputs.record('columns');
  const group = columns.numbers('grp');
  const lifetimes = {
    start: columns.numbers('start'),
    stop: columns.numbers('stop'),
    event: columns.numbers('event'),
  };
  const rows = { ...lifetimes, covariates: [columns.numbers('x'), group] };
  const model = unpenalised(rows, 'efron');
  const stratified = unpenalised(
    { ...lifetimes, stratum: group, covariates: [columns.numbers('x')] },
    'efron',
  );
  return {
    coef: model.coefficients,
    se: errorsOf(model.covariance),
    loglik: [model.logLikelihoodAtZero, model.logLikelihood],
    concordance: concordance(rows, linearPredictors(model, rows.covariates)).index,
    strat_coef: stratified.coefficients,
    strat_se: errorsOf(stratified.covariance),
    strat_loglik: [stratified.logLikelihoodAtZero, stratified.logLikelihood],
  };
};

function coxFit({ inputs, expected }: Parameters<Solution>[0], ties: Ties): ReturnType<Solution> {
  const rows = lifetimeRows(inputs);
  const model = unpenalised(rows, ties);
  const { covariance } = model;
  const size = rows.covariates.length;
  const times = expected.numbers('times');
  const profiles = profilesOf(inputs).map((profile) => coxSurvival(model, profile, times));
  const origin = coxSurvival(model, new Float64Array(size), times, PREDICTION_DEFAULTS);
  const { index, standardError } = concordance(rows, linearPredictors(model, rows.covariates));
  const tests = proportionality(rows, model);
  const zph = [...tests.covariates, tests.all];
  return {
    coef: model.coefficients,
    se: errorsOf(covariance),
    robust_se: errorsOf(model.robustCovariance),
    vcov: Array.from({ length: size }, (_, i) => covariance.subarray(i * size, (i + 1) * size)),
    loglik_null: model.logLikelihoodAtZero,
    loglik: model.logLikelihood,
    lr_test: testOf(model.likelihoodRatio),
    wald_test: testOf(model.wald),
    score_test: testOf(model.score),
    concordance: index,
    concordance_se: standardError,
    times,
    baseline_cumhaz_at_zero_covariates: origin.map(({ cumulativeHazard }) => cumulativeHazard),
    baseline_survival_at_zero_covariates: origin.map(({ survival }) => survival),
    profile_survival: Array.from(times, (_, at) => profiles.map((profile) => profile[at]?.survival)),
    martingale_residuals_first10: martingales(rows, model).subarray(0, 10),
    zph: {
      rows: expected.record('zph').fields.rows,
      chisq: zph.map(({ statistic }) => statistic),
      df: zph.map(({ degrees }) => degrees),
      p: zph.map(({ p }) => p),
    },
  };
}

function unpenalised(rows: CoxRows, ties: Ties): CoxModel {
  return coxRegression(rows, { ties, ridge: 0, ridgeScaled: false });
}

function errorsOf(covariance: Float64Array): Float64Array {
  const size = Math.round(Math.sqrt(covariance.length));
  return Float64Array.from({ length: size }, (_, i) => Math.sqrt(covariance[i * size + i] ?? Number.NaN));
}

function testOf({ statistic, degrees }: CoefficientTest): readonly number[] {
  return [statistic, degrees, gammaQ(degrees / 2, statistic / 2)];
}

/** In the order of the rows. */
function martingales(rows: CoxRows, model: CoxModel): Float64Array {
  const ordered = orderedCoxRows(rows);
  const point = model.coefficients.map((each, i) => each * (model.scale.deviation[i] ?? Number.NaN));
  const { martingale } = coxResiduals(ordered, point, model.ties);
  const byRow = new Float64Array(martingale.length);
  for (const [place, row] of ordered.order.row.entries()) byRow[row] = martingale[place] ?? Number.NaN;
  return byRow;
}
