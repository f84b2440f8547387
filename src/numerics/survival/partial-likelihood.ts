import type { Surroundings } from './newton-ascent.ts';
import type { RiskOrder } from './risk-order.ts';
import { type RiskSet, walkRiskSets } from './risk-sets.ts';
import { type Ties, tiedEvents } from './tied-events.ts';

/** Rows with their covariates, in the order in which they are at risk. */
export interface OrderedRows {
  readonly order: RiskOrder;
  /** By place, `width` numbers each. */
  readonly covariates: Float64Array;
  readonly width: number;
  /** By place: what is added to the linear predictor with coefficient 1. */
  readonly offset: Float64Array;
}

/** Linear predictor and weight · exp(linear predictor) by place; the latter up to a factor that keeps it within bounds. */
export interface Risks {
  readonly predictor: Float64Array;
  readonly risk: Float64Array;
  /** risk = weight · exp(predictor − shift). */
  readonly shift: number;
}

export function risksAt(
  { order, covariates, width, offset }: OrderedRows,
  coefficients: Float64Array,
): Risks {
  const predictor = offset.slice();
  let shift = Number.NEGATIVE_INFINITY;
  for (let place = 0; place < predictor.length; place++) {
    let sum = predictor[place] as number;
    for (let j = 0; j < width; j++)
      sum += (covariates[place * width + j] as number) * (coefficients[j] as number);
    predictor[place] = sum;
    if (sum > shift) shift = sum;
  }
  const risk = predictor.map((each, place) => (order.weight[place] as number) * Math.exp(each - shift));
  return { predictor, risk, shift };
}

/**
 * Cox's partial log-likelihood with its slope and its information (Therneau & Grambsch, Modeling Survival Data, 2000,
 * chapter 3, Efron's ties among it): each event tells whom it chose among those at risk.
 */
export function partialLikelihood(rows: OrderedRows, coefficients: Float64Array, ties: Ties): Surroundings {
  const { order, covariates, width } = rows;
  const { predictor, risk, shift } = risksAt(rows, coefficients);
  let value = 0;
  const gradient = new Float64Array(width);
  const triangle = new Float64Array((width * (width + 1)) / 2);
  walkRiskSets(order, covariates, width, risk, 2, (set) => {
    for (let place = set.firstEvent; place < set.firstEvent + set.events; place++) {
      const weight = order.weight[place] as number;
      value += weight * ((predictor[place] as number) - shift);
      for (let i = 0; i < width; i++)
        gradient[i] = (gradient[i] as number) + weight * (covariates[place * width + i] as number);
    }
    for (const { mass, risk: left } of tiedEvents(set, ties)) value -= mass * Math.log(left);
    addSpread(gradient, triangle, set, ties);
  });
  return { value, gradient, information: squareOf(triangle, width) };
}

/**
 * Takes the mean covariates of a moment's events from the gradient, and adds their spread to the information. With s and d the sums at risk and
 * dying, each event's mean is (s − gone · d) / left: sums over the events are made before the squares, which cost most.
 */
function addSpread(gradient: Float64Array, triangle: Float64Array, set: RiskSet, ties: Ties): void {
  const { first: s, second: ss } = set.atRisk;
  const { first: d, second: dd } = set.dying;
  let [one, gone1, square, cross, gone2] = [0, 0, 0, 0, 0];
  for (const { gone, mass, risk: left } of tiedEvents(set, ties)) {
    one += mass / left;
    gone1 += (gone * mass) / left;
    square += mass / left / left;
    cross += (gone * mass) / left / left;
    gone2 += (gone * gone * mass) / left / left;
  }
  for (let i = 0, at = 0; i < gradient.length; i++) {
    const si = s[i] as number;
    const di = d[i] as number;
    gradient[i] = (gradient[i] as number) - one * si + gone1 * di;
    const byS = square * si - cross * di;
    const byD = gone2 * di - cross * si;
    for (let j = 0; j <= i; j++, at++)
      triangle[at] =
        (triangle[at] as number) +
        one * (ss[at] as number) -
        gone1 * (dd[at] as number) -
        byS * (s[j] as number) -
        byD * (d[j] as number);
  }
}

/** A symmetric matrix, row by row, of its lower triangle. */
export function squareOf(triangle: Float64Array, size: number): Float64Array {
  const square = new Float64Array(size * size);
  for (let i = 0, at = 0; i < size; i++)
    for (let j = 0; j <= i; j++, at++) {
      square[i * size + j] = triangle[at] as number;
      square[j * size + i] = triangle[at] as number;
    }
  return square;
}
