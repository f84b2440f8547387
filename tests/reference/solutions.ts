import { falling, linear, meanVariance, switched } from './allocation/allocations.ts';
import { givenIsolationForest, labelledMixture, pathLengthOfSearch } from './anomaly/isolation-forest.ts';
import { autoencoder, encoderLayer } from './deep/feed-forward.ts';
import { largeLstm, smallLstm } from './deep/lstm.ts';
import { advantageEstimation, clippedSurrogate, squashedActions } from './deep/policy-gradient.ts';
import { continuousInformation, discreteInformation } from './explain/mutual-information.ts';
import { pca } from './explain/principal-components.ts';
import { dependence, permutation, shapley } from './explain/trees.ts';
import { likelihoods, optimised, posterior, searchOfGrid } from './gaussian-process/regression.ts';
import type { Solution } from './reference-topics.ts';
import { binaryNetwork } from './risk/bayesian-network.ts';
import { autocorrelation } from './statistics/autocorrelation.ts';
import { changePoints } from './statistics/change-points.ts';
import { decomposition } from './statistics/decomposition.ts';
import { dieboldMarianoTest } from './statistics/diebold-mariano.ts';
import { distributionDistance } from './statistics/distribution-distance.ts';
import { mannKendallTrend } from './statistics/mann-kendall.ts';
import { multipleTesting } from './statistics/multiple-testing.ts';
import { sequential } from './statistics/sequential.ts';
import { spectrum } from './statistics/spectrum.ts';
import { streamDrift } from './statistics/stream-drift.ts';
import { twoSample } from './statistics/two-sample.ts';
import { acceleratedLives } from './survival/accelerated-lives.ts';
import { coxBreslow, coxEfron, ridgeCox, startStopCox } from './survival/cox.ts';
import { survivalCurves } from './survival/survival-curves.ts';
import { earlyStopping, largeModel, smallTrees, stochasticBand } from './trees/gradient-boosting.ts';
import { cartTree, givenForest, outOfBag } from './trees/random-forest.ts';

/** What we can answer, by topic and problem. A topic or problem that is not here is reported as unread. */
export const SOLUTIONS: Readonly<Record<string, Readonly<Record<string, Solution>>>> = {
  statistics: {
    'two-sample': twoSample,
    'distribution-distance': distributionDistance,
    'mann-kendall': mannKendallTrend,
    'stream-drift': streamDrift,
    sequential,
    'diebold-mariano': dieboldMarianoTest,
    'multiple-testing': multipleTesting,
    spectrum,
    decomposition,
    autocorrelation,
    pelt: changePoints,
  },
  gbdt: {
    'tiny-exact': smallTrees,
    'tiny-regularised': smallTrees,
    'tiny-missing': smallTrees,
    'tiny-logistic': smallTrees,
    'reg-2000x12-exact': largeModel,
    'reg-2000x12-hist': largeModel,
    'reg-2000x6-hist-lowcardinality': largeModel,
    'early-stopping': earlyStopping,
    'stochastic-band': stochasticBand,
  },
  'random-forest': { 'cart-depth3': cartTree, 'forest-oob': outOfBag, 'fixed-forest': givenForest },
  'isolation-forest': {
    'average-path-length': pathLengthOfSearch,
    'fixed-forest-scoring': givenIsolationForest,
    'shuttle-like': labelledMixture,
    'thyroid-like': labelledMixture,
    'miner-telemetry-like': labelledMixture,
  },
  allocation: {
    'lp-6': linear,
    'qp-6': falling,
    'lp-50': linear,
    'qp-50': falling,
    'lp-500': linear,
    'qp-500': falling,
    'lp-infeasible': linear,
    'lp-unbounded': linear,
    'lp-degenerate': linear,
    'milp-12': switched,
    'mean-variance-15': meanVariance,
  },
  'gaussian-process': {
    'lml-n24-d2': likelihoods,
    'posterior-n24-d2': posterior,
    'optimised-n24-d2': optimised,
    'lml-n60-d4': likelihoods,
    'posterior-n60-d4': posterior,
    'optimised-n60-d4': optimised,
    'bo-trace-1d': searchOfGrid,
  },
  deep: {
    'lstm-8-4': smallLstm,
    'lstm-128-64': largeLstm,
    'transformer-encoder-layer': encoderLayer,
    'autoencoder-6-4-2': autoencoder,
    gae: advantageEstimation,
    'ppo-loss': clippedSurrogate,
    'sac-squashed-gaussian': squashedActions,
  },
  explain: {
    treeshap: shapley,
    'permutation-importance': permutation,
    'partial-dependence': dependence,
    pca,
    'mutual-information-discrete': discreteInformation,
    'mutual-information-ksg': continuousInformation,
  },
  risk: { 'bayesian-network': binaryNetwork },
  survival: {
    'real-cox-efron': coxEfron,
    'real-cox-breslow': coxBreslow,
    'real-cox-ridge': ridgeCox,
    'real-aft-weibull': acceleratedLives,
    'real-aft-lognormal': acceleratedLives,
    'real-aft-exponential': acceleratedLives,
    'real-kaplan-meier': survivalCurves,
    'hardware-cox-efron': coxEfron,
    'hardware-cox-breslow': coxBreslow,
    'hardware-cox-ridge': ridgeCox,
    'hardware-aft-weibull': acceleratedLives,
    'hardware-aft-lognormal': acceleratedLives,
    'hardware-aft-exponential': acceleratedLives,
    'hardware-kaplan-meier': survivalCurves,
    'start-stop-cox': startStopCox,
  },
};
