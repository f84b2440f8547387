import type { RiskOrder } from './risk-order.ts';

/** Sums over rows: of risk, of risk · x, and of the lower triangle of risk · x xᵀ, row by row. */
export interface RiskSums {
  zeroth: number;
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** All who are at risk when events come. One object is used again for every moment. */
export interface RiskSet {
  /** Which stratum, counted from 0. */
  stratum: number;
  time: number;
  /** The events are those at the places from here on, so many. */
  firstEvent: number;
  events: number;
  /** Sum of the events' weights. */
  weight: number;
  /** Over all at risk, those with the event among them. */
  readonly atRisk: RiskSums;
  /** Over those with the event, where there are several; 0 where it is one alone, which nobody is left without. */
  readonly dying: RiskSums;
}

/** Where subtraction has eaten so many digits, sums are made anew. */
const DIGITS_LEFT = 1e-8;

/**
 * Walks over the sets at risk, each stratum from its last event to its first, with running sums: rows join at their end and leave
 * at their start, so all sets together cost as much as two passes over the rows.
 *
 * @param covariates by place in the order, `width` numbers each
 * @param risk by place: weight · exp(linear predictor), up to a factor
 * @param moments which sums are made: 0 only those of risk, 1 those of risk · x, 2 all
 */
export function walkRiskSets(
  order: RiskOrder,
  covariates: Float64Array,
  width: number,
  risk: Float64Array,
  moments: 0 | 1 | 2,
  visit: (set: RiskSet) => void,
): void {
  const set: RiskSet = {
    stratum: 0,
    time: 0,
    firstEvent: 0,
    events: 0,
    weight: 0,
    atRisk: emptySums(width),
    dying: emptySums(width),
  };
  const add: AddRow = (sums, place, sign) =>
    addRow(sums, covariates, place * width, width, sign * (risk[place] as number), moments);
  let from = 0;
  for (const [stratum, end] of order.strataEnds.entries()) {
    clear(set.atRisk);
    set.stratum = stratum;
    const leave = leaver(order, from, end, set, add);
    for (let place = from; place < end; ) {
      place = join(order, place, end, set, add);
      leave(place);
      if (set.events > 0) visit(set);
    }
    from = end;
  }
}

/** How a row's part is added to sums, or taken away by a sign of −1. */
type AddRow = (sums: RiskSums, place: number, sign: 1 | -1) => void;

/** Takes in all rows that end at the next moment. @returns the place after them */
function join(order: RiskOrder, first: number, end: number, set: RiskSet, add: AddRow): number {
  set.time = order.stop[first] as number;
  set.firstEvent = first;
  set.events = 0;
  set.weight = 0;
  clear(set.dying);
  let place = first;
  for (; place < end && order.stop[place] === set.time; place++) {
    add(set.atRisk, place, 1);
    if (order.event[place] === 0) continue;
    set.events += 1;
    set.weight += order.weight[place] as number;
  }
  for (let event = 0; set.events > 1 && event < set.events; event++) add(set.dying, first + event, 1);
  return place;
}

/** What takes away, before events are looked at, the rows of a stratum that start only then or later. */
function leaver({ leaving, start }: RiskOrder, from: number, end: number, set: RiskSet, add: AddRow) {
  let left = from;
  let peak = 0;
  return (joined: number): void => {
    if (!leaving || !start) return;
    peak = Math.max(peak, set.atRisk.zeroth);
    if (set.events === 0) return;
    for (; left < end && (start[leaving[left] as number] as number) >= set.time; left++)
      add(set.atRisk, leaving[left] as number, -1);
    if (set.atRisk.zeroth >= DIGITS_LEFT * peak) return;
    clear(set.atRisk);
    for (let place = from; place < joined; place++)
      if ((start[place] as number) < set.time) add(set.atRisk, place, 1);
    peak = set.atRisk.zeroth;
  };
}

function emptySums(width: number): RiskSums {
  return {
    zeroth: 0,
    first: new Float64Array(width),
    second: new Float64Array((width * (width + 1)) / 2),
  };
}

function clear(sums: RiskSums): void {
  sums.zeroth = 0;
  sums.first.fill(0);
  sums.second.fill(0);
}

function addRow(
  sums: RiskSums,
  covariates: Float64Array,
  offset: number,
  width: number,
  risk: number,
  moments: 0 | 1 | 2,
): void {
  sums.zeroth += risk;
  if (moments === 0) return;
  const { first, second } = sums;
  for (let i = 0, at = 0; i < width; i++) {
    const share = risk * (covariates[offset + i] as number);
    first[i] = (first[i] as number) + share;
    if (moments === 1) continue;
    for (let j = 0; j <= i; j++, at++)
      second[at] = (second[at] as number) + share * (covariates[offset + j] as number);
  }
}
