import type { MeteredPair } from './metered-pairs.ts';
import type { PlugReading } from './plug-reading.ts';

/** How a miner's power at the wall follows from its own figure, learned from readings of its plug. A plain value. */
export interface WallCurve {
  /** The greatest of the miner's own figures that were read with a plug, W: powers are told as parts of it. */
  readonly referenceW: number;
  /** Of a + b·u + c·u², u the miner's own figure and all of it by the reference. */
  readonly coefficients: readonly [a: number, b: number, c: number];
  /** Their covariance, row by row. */
  readonly covariance: readonly number[];
  /** From how many readings by hand. */
  readonly readings: number;
  /** From how many loads that a plug measured by itself. */
  readonly loads: number;
}

/** Power at the wall, and how far it may be off with 95 %. */
export interface WallEstimate {
  readonly powerW: number;
  readonly bandW: number;
}

/**
 * What supplies do before anyone has read a plug. Quadratics through 80 PLUS's certified points (20, 50 and 100 % load;
 * www.clearesult.com/80plus) are 0.029 + 1.05·u + 0.145·u² for Bronze at 115 V, 0.026 + 1.00·u + 0.128·u² for Gold; bricks
 * of small miners lose about as much as Bronze (Ecodesign 2019/1782 asks 88 % of those from 49 W on). What miners do not
 * count (fans, regulators, pumps) adds to a and b, a figure that is off by a part to b.
 */
const PRIOR_MEANS = [0.04, 1.05, 0.08] as const;
const PRIOR_DEVIATIONS = [0.035, 0.12, 0.06] as const;
/** Two looks at one plug differ by so much: its last digits, and power that is not quite steady. */
const LOOK_PART = 0.005;
const LOOK_W = 0.15;
/** A mean of steady stretches is as good as its plug is from one load to the next. */
const STRETCH_PART = 0.002;
/** Plugs are off by 1 to 2 % at most, the same in each look: no number of looks finds that out. */
const PLUG_PART = 0.01;
/** What no quadratic follows: fans that set in, a supply that is cold. */
const FORM_PART = 0.006;
const TWO_SIDED_95 = 1.96;
/** A limit is held by a reading of it that is this sure. */
const SURE = 1e-8;

/**
 * P_wall = a + b·P + c·P²: what a supply always takes, what it loses in proportion, and in its resistance (as UPSs and
 * drives are modelled: Rasmussen, APC White Paper 113). A normal prior over the three, brought up to date by each reading
 * (Kalman, Journal of Basic Engineering 82, 1960); a and c are held at 0 where readings would take them below. Undefined
 * without a reading beside which the miner told its own power.
 *
 * @param learned what its own plugs measured by themselves, load by load
 */
export function wallCurve(
  readings: readonly PlugReading[],
  learned: readonly MeteredPair[] = [],
): WallCurve | undefined {
  const read = readings.flatMap(({ wallW, deviceW }) =>
    deviceW !== undefined && deviceW > 0 && wallW > 0 ? [{ wallW, deviceW, stretches: 0 }] : [],
  );
  const pairs = [...read, ...learned];
  if (pairs.length === 0) return undefined;
  const referenceW = Math.max(...pairs.map(({ deviceW }) => deviceW));
  const looks = pairs.map(({ wallW, deviceW, stretches }): Look => {
    const u = deviceW / referenceW;
    const look = Math.hypot(LOOK_PART * wallW, LOOK_W);
    const offW = stretches > 0 ? Math.hypot(look / Math.sqrt(stretches), STRETCH_PART * wallW) : look;
    const deviation = offW / referenceW;
    return { terms: [1, u, u * u], part: wallW / referenceW, variance: deviation ** 2 };
  });
  const first = believed(looks, 1);
  // Looks that differ by more than looks do (read while it was not steady, or before another supply) are less worth.
  const squares = looks.reduce((sum, { terms, part, variance }) => {
    const rest = part - terms.reduce((all, term, place) => all + term * (first.mean[place] ?? 0), 0);
    return sum + rest ** 2 / variance;
  }, 0);
  const scatter = squares / Math.max(1, looks.length - 2);
  const belief = scatter > 1 ? believed(looks, scatter) : first;
  // What is known stays as uncertain as it was: that a limit was met tells little of the rest.
  const covariance = [...belief.covariance];
  for (const held of [0, 2]) {
    const unit = [0, 1, 2].map((place) => Number(place === held));
    if ((belief.mean[held] ?? 0) < 0) learn(belief, unit, 0, SURE);
  }
  const [a = Number.NaN, b = Number.NaN, c = Number.NaN] = belief.mean;
  return { referenceW, coefficients: [a, b, c], covariance, readings: read.length, loads: learned.length };
}

/** Power at the wall at one of the miner's own figures, W. */
export function onWall(curve: WallCurve, deviceW: number): WallEstimate {
  const { referenceW, coefficients, covariance } = curve;
  const u = Math.max(0, deviceW) / referenceW;
  const terms = [1, u, u * u];
  // A miner that draws nothing by its own word is off, or asleep: its supply takes what it always takes.
  const [a, b, c] = coefficients;
  const part = a + b * u + c * u * u;
  let variance = 0;
  for (let row = 0; row < 3; row++)
    for (let column = 0; column < 3; column++)
      variance += (covariance[3 * row + column] ?? 0) * (terms[row] ?? 0) * (terms[column] ?? 0);
  const off = Math.hypot(Math.sqrt(Math.max(0, variance)), PLUG_PART * part, FORM_PART * part);
  return { powerW: referenceW * part, bandW: TWO_SIDED_95 * referenceW * off };
}

interface Belief {
  readonly mean: number[];
  readonly covariance: number[];
}

interface Look {
  readonly terms: readonly number[];
  readonly part: number;
  readonly variance: number;
}

/** What is thought of the coefficients after these looks, each so many times as uncertain. */
function believed(looks: readonly Look[], scatter: number): Belief {
  const belief: Belief = {
    mean: [...PRIOR_MEANS],
    covariance: PRIOR_DEVIATIONS.flatMap((deviation, row) =>
      [0, 1, 2].map((column) => (row === column ? deviation ** 2 : 0)),
    ),
  };
  for (const { terms, part, variance } of looks) learn(belief, terms, part, scatter * variance);
  return belief;
}

/** One more reading: `terms`·coefficients is `value`, with this variance. */
function learn(belief: Belief, terms: readonly number[], value: number, variance: number): void {
  const { mean, covariance } = belief;
  const moved = [0, 1, 2].map((row) =>
    terms.reduce((sum, term, column) => sum + (covariance[3 * row + column] ?? 0) * term, 0),
  );
  const expected = terms.reduce((sum, term, place) => sum + term * (mean[place] ?? 0), 0);
  const total = terms.reduce((sum, term, place) => sum + term * (moved[place] ?? 0), variance);
  for (let row = 0; row < 3; row++) {
    const gain = (moved[row] ?? 0) / total;
    mean[row] = (mean[row] ?? 0) + gain * (value - expected);
    for (let column = 0; column < 3; column++)
      covariance[3 * row + column] = (covariance[3 * row + column] ?? 0) - gain * (moved[column] ?? 0);
  }
}
