import { gammaQ } from '../incomplete-gamma.ts';
import type { CoxModel } from './cox-regression.ts';
import { type CoxRows, orderedCoxRows } from './cox-rows.ts';
import { generalisedForm } from './inverse.ts';
import { kaplanMeier } from './kaplan-meier.ts';
import { type OrderedRows, risksAt, squareOf } from './partial-likelihood.ts';
import { walkRiskSets } from './risk-sets.ts';
import { stepsBefore } from './step-times.ts';
import { tiedEvents } from './tied-events.ts';

export interface ProportionalityTest {
  readonly statistic: number;
  readonly degrees: number;
  /** Small where the effect changes over time. */
  readonly p: number;
}

export interface Proportionality {
  /** One a covariate. */
  readonly covariates: readonly ProportionalityTest[];
  readonly all: ProportionalityTest;
}

/**
 * Do covariates act alike at every age? The score test for β + γ · g(t) with g = 1 − S(t−), Kaplan's and Meier's (Grambsch & Therneau,
 * Biometrika 81, 1994, without their approximation), as R's cox.zph since survival 3.0. For a model without a penalty.
 *
 * @param rows those that the model was fitted to
 */
export function proportionality(rows: CoxRows, model: CoxModel): Proportionality {
  const ordered = orderedCoxRows(rows);
  const { width } = ordered;
  const { gradient, information } = augmented(ordered, model, transformed(rows));
  const known = [...Array(width).keys()];
  const tested = (effects: readonly number[]): ProportionalityTest => {
    const places = [...known, ...effects.map((effect) => width + effect)];
    const part = Float64Array.from(
      places.flatMap((i) => places.map((j) => information[i * 2 * width + j] as number)),
    );
    const { form, rank } = generalisedForm(
      part,
      Float64Array.from(places, (i) => gradient[i] as number),
    );
    const degrees = rank - width;
    return { statistic: form, degrees, p: degrees > 0 ? gammaQ(degrees / 2, form / 2) : 1 };
  };
  return { covariates: known.map((effect) => tested([effect])), all: tested(known) };
}

/** g by time. Strata share one curve, as R has it. */
function transformed({ stop, event, start, weight }: CoxRows): (time: number) => number {
  const { times, survival } = kaplanMeier({ stop, event, start, weight });
  return (time) => 1 - (survival[stepsBefore(times, time) - 1] ?? 1);
}

/** Slope and information of the 2p coefficients (β, γ) at γ = 0. */
function augmented(rows: OrderedRows, model: CoxModel, g: (time: number) => number) {
  const { order, covariates, width } = rows;
  const point = model.coefficients.map((each, i) => each * deviationOf(model, i));
  const { risk } = risksAt(rows, point);
  const gradient = new Float64Array(2 * width);
  const plain = new Float64Array((width * (width + 1)) / 2);
  const crossed = plain.slice();
  const squared = plain.slice();
  walkRiskSets(order, covariates, width, risk, 2, (set) => {
    const { atRisk, dying } = set;
    const at = g(set.time);
    const mean = new Float64Array(width);
    for (let place = set.firstEvent; place < set.firstEvent + set.events; place++)
      for (let i = 0; i < width; i++)
        gradient[width + i] =
          (gradient[width + i] as number) +
          at * (order.weight[place] as number) * (covariates[place * width + i] as number);
    for (const { gone, mass, risk: left } of tiedEvents(set, model.ties))
      for (let i = 0, entry = 0; i < width; i++) {
        mean[i] = ((atRisk.first[i] as number) - gone * (dying.first[i] as number)) / left;
        gradient[width + i] = (gradient[width + i] as number) - at * mass * (mean[i] as number);
        for (let j = 0; j <= i; j++, entry++) {
          const second = ((atRisk.second[entry] as number) - gone * (dying.second[entry] as number)) / left;
          const spread = mass * (second - (mean[i] as number) * (mean[j] as number));
          plain[entry] = (plain[entry] as number) + spread;
          crossed[entry] = (crossed[entry] as number) + at * spread;
          squared[entry] = (squared[entry] as number) + at * at * spread;
        }
      }
  });
  const [a, b, c] = [plain, crossed, squared].map((triangle) => squareOf(triangle, width));
  const information = Float64Array.from({ length: 4 * width * width }, (_, entry) => {
    const [i, j] = [Math.floor(entry / (2 * width)), entry % (2 * width)];
    const block = i < width && j < width ? a : i >= width && j >= width ? c : b;
    return block?.[(i % width) * width + (j % width)] ?? Number.NaN;
  });
  return { gradient, information };
}

function deviationOf({ scale }: CoxModel, feature: number): number {
  return scale.deviation[feature] as number;
}
