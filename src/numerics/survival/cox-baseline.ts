import { byStratum } from './cox-residuals.ts';
import { type OrderedRows, risksAt } from './partial-likelihood.ts';
import { walkRiskSets } from './risk-sets.ts';
import { type Ties, tiedEvents } from './tied-events.ts';

/** Cumulative hazard of one stratum for covariates at their means, moment by moment at which events came. */
export interface CoxBaseline {
  readonly stratum: number;
  /** Rising. */
  readonly times: Float64Array;
  readonly cumulativeHazard: Float64Array;
  /** Its variance, were the coefficients known. */
  readonly variance: Float64Array;
  /** Hazard times the mean (scaled) covariates of those at risk, summed up; so many numbers each as there are covariates. */
  readonly drift: Float64Array;
}

/**
 * Baseline hazards: Breslow's estimator, or Efron's, which goes with Efron's ties (Therneau & Grambsch, Modeling Survival Data, 2000,
 * chapter 10, as R's survfit.coxph), with the parts of Tsiatis' variance (Annals of Statistics 9, 1981).
 *
 * @param strata the strata's names in the order of the rows
 */
export function coxBaselines(
  rows: OrderedRows,
  coefficients: Float64Array,
  ties: Ties,
  strata: readonly number[],
): readonly CoxBaseline[] {
  const { order, covariates, width } = rows;
  const { risk, shift } = risksAt(rows, coefficients);
  const factor = Math.exp(-shift);
  const steps: { stratum: number; time: number; hazard: number; variance: number; drift: Float64Array }[] =
    [];
  walkRiskSets(order, covariates, width, risk, 1, (set) => {
    const drift = new Float64Array(width);
    let [hazard, variance] = [0, 0];
    for (const { gone, mass, risk: left } of tiedEvents(set, ties)) {
      const share = (factor * mass) / left;
      hazard += share;
      variance += (share * factor) / left;
      for (let i = 0; i < width; i++) {
        const mean = ((set.atRisk.first[i] as number) - gone * (set.dying.first[i] as number)) / left;
        drift[i] = (drift[i] as number) + share * mean;
      }
    }
    steps.push({ stratum: set.stratum, time: set.time, hazard, variance, drift });
  });
  return byStratum(steps, strata.length).map((backwards, place) => {
    const own = backwards.toReversed();
    const stratum = strata[place] as number;
    const drift = new Float64Array(own.length * width);
    for (const [at, step] of own.entries())
      for (let i = 0; i < width; i++)
        drift[at * width + i] =
          (at > 0 ? (drift[(at - 1) * width + i] as number) : 0) + (step.drift[i] as number);
    return {
      stratum,
      times: Float64Array.from(own, ({ time }) => time),
      cumulativeHazard: cumulated(own.map(({ hazard }) => hazard)),
      variance: cumulated(own.map((step) => step.variance)),
      drift,
    };
  });
}

function cumulated(parts: readonly number[]): Float64Array {
  let sum = 0;
  return Float64Array.from(parts, (part) => {
    sum += part;
    return sum;
  });
}
