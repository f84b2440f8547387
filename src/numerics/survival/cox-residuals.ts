import { type OrderedRows, risksAt } from './partial-likelihood.ts';
import { walkRiskSets } from './risk-sets.ts';
import { stepsUntil } from './step-times.ts';
import { type Ties, tiedEvents } from './tied-events.ts';

/** What each row did beyond what was expected of it, by place in the order. */
export interface CoxResiduals {
  /** Martingale residual: events less expected events. */
  readonly martingale: Float64Array;
  /** Score residual, `width` numbers each: its share of the slope of the partial log-likelihood, without its weight. */
  readonly score: Float64Array;
}

/** Hazard of one moment: what falls upon all at risk, and what those dying then are spared of it. */
interface HazardStep {
  readonly stratum: number;
  readonly time: number;
  readonly firstEvent: number;
  readonly events: number;
  /** Σ mass / risk over the moment's events. */
  readonly hazard: number;
  /** Of it, by Efron's rule, those dying are spared: Σ gone · mass / risk. */
  readonly spared: number;
  /** The same sums times the mean covariates of those left. */
  readonly drift: Float64Array;
  readonly sparedDrift: Float64Array;
  /** Mean covariates over the moment's events. */
  readonly mean: Float64Array;
}

/**
 * Martingale and score residuals (Therneau & Grambsch, Modeling Survival Data, 2000, chapters 4 and 7; Efron's ties as R's
 * survival has them). Cumulative sums over time take the place of a look at every pair: the cost is linear in the rows.
 */
export function coxResiduals(rows: OrderedRows, coefficients: Float64Array, ties: Ties): CoxResiduals {
  const { order, covariates, width } = rows;
  const { risk } = risksAt(rows, coefficients);
  const martingale = Float64Array.from(order.event);
  const score = new Float64Array(covariates.length);
  const steps = hazardSteps(rows, risk, ties);
  const relative = (place: number) => (risk[place] as number) / (order.weight[place] as number);
  for (const { firstEvent, events, mean, spared, sparedDrift } of steps)
    for (let place = firstEvent; place < firstEvent + events; place++) {
      martingale[place] = (martingale[place] as number) + relative(place) * spared;
      for (let i = 0; i < width; i++) {
        const at = place * width + i;
        const x = covariates[at] as number;
        score[at] = x - (mean[i] as number) + relative(place) * (x * spared - (sparedDrift[i] as number));
      }
    }
  const strata = byStratum(steps, order.strataEnds.length).map((own) => cumulated(own, width));
  let stratum = 0;
  for (let place = 0; place < order.row.length; place++) {
    while (place >= (order.strataEnds[stratum] as number)) stratum += 1;
    const hazards = strata[stratum] as CumulatedHazard;
    const to = stepsUntil(hazards.times, order.stop[place] as number);
    const from = order.start ? stepsUntil(hazards.times, order.start[place] as number) : 0;
    const factor = relative(place);
    const exposure = (hazards.hazard[to] as number) - (hazards.hazard[from] as number);
    martingale[place] = (martingale[place] as number) - factor * exposure;
    for (let i = 0; i < width; i++) {
      const at = place * width + i;
      const drift = (hazards.drift[to * width + i] as number) - (hazards.drift[from * width + i] as number);
      score[at] = (score[at] as number) - factor * ((covariates[at] as number) * exposure - drift);
    }
  }
  return { martingale, score };
}

function hazardSteps(
  { order, covariates, width }: OrderedRows,
  risk: Float64Array,
  ties: Ties,
): readonly HazardStep[] {
  const steps: HazardStep[] = [];
  walkRiskSets(order, covariates, width, risk, 1, (set) => {
    const { stratum, time, firstEvent, events, atRisk, dying } = set;
    const drift = new Float64Array(width);
    const sparedDrift = new Float64Array(width);
    const mean = new Float64Array(width);
    let [hazard, spared] = [0, 0];
    for (const { gone, mass, risk: left } of tiedEvents(set, ties)) {
      hazard += mass / left;
      spared += (gone * mass) / left;
      for (let i = 0; i < width; i++) {
        const average = ((atRisk.first[i] as number) - gone * (dying.first[i] as number)) / left;
        drift[i] = (drift[i] as number) + (mass / left) * average;
        sparedDrift[i] = (sparedDrift[i] as number) + ((gone * mass) / left) * average;
        mean[i] = (mean[i] as number) + (mass / set.weight) * average;
      }
    }
    steps.push({ stratum, time, firstEvent, events, hazard, spared, drift, sparedDrift, mean });
  });
  return steps;
}

/** Of each stratum its own, in the order given. */
export function byStratum<Step extends { readonly stratum: number }>(
  steps: readonly Step[],
  strata: number,
): readonly (readonly Step[])[] {
  const groups: Step[][] = Array.from({ length: strata }, () => []);
  for (const step of steps) groups[step.stratum]?.push(step);
  return groups;
}

/** Sums from the first event on; entry k is over the first k moments. */
interface CumulatedHazard {
  readonly times: Float64Array;
  readonly hazard: Float64Array;
  readonly drift: Float64Array;
}

/** @param backwards from the last moment to the first */
function cumulated(backwards: readonly HazardStep[], width: number): CumulatedHazard {
  const steps = backwards.toReversed();
  const hazard = new Float64Array(steps.length + 1);
  const drift = new Float64Array((steps.length + 1) * width);
  for (const [place, step] of steps.entries()) {
    hazard[place + 1] = (hazard[place] as number) + step.hazard;
    for (let i = 0; i < width; i++)
      drift[(place + 1) * width + i] = (drift[place * width + i] as number) + (step.drift[i] as number);
  }
  return { times: Float64Array.from(steps, ({ time }) => time), hazard, drift };
}
