import { normalCdf } from '../../../src/numerics/normal.ts';
import { countPresent } from '../../../src/numerics/ranks.ts';
import { energyDistance } from '../../../src/numerics/two-sample/energy-distance.ts';
import {
  kolmogorovSmirnovAgainst,
  largestDistance,
  twoSampleLimitTail,
  twoSampleTail,
} from '../../../src/numerics/two-sample/kolmogorov-smirnov.ts';
import { levene } from '../../../src/numerics/two-sample/levene.ts';
import { mannWhitney } from '../../../src/numerics/two-sample/mann-whitney.ts';
import { wasserstein } from '../../../src/numerics/two-sample/wasserstein.ts';
import { welchT } from '../../../src/numerics/two-sample/welch-t.ts';
import type { ReferenceProblem } from '../reference-topics.ts';

export function twoSample({ inputs }: ReferenceProblem) {
  const [a, b] = [inputs.numbers('a'), inputs.numbers('b')];
  const sizes = [countPresent(a), countPresent(b)] as const;
  const d = largestDistance(a, b);
  const one = kolmogorovSmirnovAgainst(a, normalCdf);
  const order = mannWhitney(a, b);
  const means = welchT(a, b);
  const spread = levene(a, b);
  return {
    ks_d: d,
    ks_p_exact: twoSampleTail(d, ...sizes),
    ks_p_asymptotic: twoSampleLimitTail(d, ...sizes),
    ks1_d: one.d,
    ks1_p: one.p,
    mannwhitney_u_of_a: order.u,
    mannwhitney_p: order.p,
    auc_a_over_b: order.auc,
    welch_t: means.t,
    welch_df: means.degrees,
    welch_p: means.p,
    welch_ci95: [means.low, means.high],
    cohens_d_pooled: means.cohensD,
    levene_w: spread.w,
    levene_p: spread.p,
    wasserstein1: wasserstein(a, b),
    energy_distance: energyDistance(a, b),
  };
}
