/** What was foretold, whether it came, and who else it hangs together with. */
export interface Foretold {
  readonly chance: number;
  readonly came: boolean;
  /** Looks at one home are no witnesses of their own. */
  readonly home: number;
}

/** logit P(came) = intercept + slope · logit(chance); 0 and 1 where chances are what they say. */
export interface Calibration {
  readonly intercept: number;
  readonly slope: number;
  /** Of the slope, with homes as clusters (sandwich: Liang & Zeger, Biometrika 73, 1986). */
  readonly slopeError: number;
}

/** Chances are told to so much. */
const LEAST_CHANCE = 1e-6;
const STEPS = 50;

/** Cox's recalibration by maximum likelihood (Biometrika 45, 1958); NaN where all came, or nothing did. */
export function calibrationOf(rows: readonly Foretold[]): Calibration {
  const points = rows.map(({ chance, came, home }) => {
    const p = Math.min(1 - LEAST_CHANCE, Math.max(LEAST_CHANCE, chance));
    return { x: Math.log(p / (1 - p)), y: came ? 1 : 0, home };
  });
  const came = points.filter(({ y }) => y === 1).length;
  if (came === 0 || came === points.length)
    return { intercept: Number.NaN, slope: Number.NaN, slopeError: Number.NaN };
  let [a, b] = [0, 1];
  for (let step = 0; step < STEPS; step++) {
    const { ga, gb, haa, hab, hbb } = derivatives(points, a, b);
    const determinant = haa * hbb - hab * hab;
    const [da, db] = [(hbb * ga - hab * gb) / determinant, (haa * gb - hab * ga) / determinant];
    a += da;
    b += db;
    if (Math.abs(da) + Math.abs(db) < 1e-10) break;
  }
  return { intercept: a, slope: b, slopeError: slopeErrorOf(points, a, b) };
}

interface Point {
  readonly x: number;
  readonly y: number;
  readonly home: number;
}

function derivatives(points: readonly Point[], a: number, b: number) {
  let [ga, gb, haa, hab, hbb] = [0, 0, 0, 0, 0];
  for (const { x, y } of points) {
    const p = 1 / (1 + Math.exp(-a - b * x));
    ga += y - p;
    gb += (y - p) * x;
    haa += p * (1 - p);
    hab += p * (1 - p) * x;
    hbb += p * (1 - p) * x * x;
  }
  return { ga, gb, haa, hab, hbb };
}

function slopeErrorOf(points: readonly Point[], a: number, b: number): number {
  const { haa, hab, hbb } = derivatives(points, a, b);
  const determinant = haa * hbb - hab * hab;
  const scores = new Map<number, number>();
  for (const { x, y, home } of points) {
    const off = y - 1 / (1 + Math.exp(-a - b * x));
    // What a point moves the slope by, to first order.
    scores.set(home, (scores.get(home) ?? 0) + (off * (haa * x - hab)) / determinant);
  }
  const squares = [...scores.values()].reduce((sum, score) => sum + score * score, 0);
  return Math.sqrt((squares * scores.size) / Math.max(1, scores.size - 1));
}

/** Mean squared error of chances (Brier, Monthly Weather Review 78, 1950). */
export function brierOf(rows: readonly Foretold[]): number {
  return rows.reduce((sum, { chance, came }) => sum + (chance - (came ? 1 : 0)) ** 2, 0) / rows.length;
}
