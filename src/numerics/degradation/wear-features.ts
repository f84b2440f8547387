import type { Columns } from '../trees/regression-tree.ts';

/** What the sensors of one machine said, moment by moment, evenly spaced. Its age is the number of moments. */
export interface MachineHistory {
  /** One a sensor, all of one length; NaN is missing. */
  readonly sensors: readonly ArrayLike<number>[];
}

/** Over how many moments sensors are looked at. */
export interface WearWindows {
  /** The level now: the mean of so many last moments. */
  readonly level: number;
  /** The course: the slope of the straight line through so many last moments. */
  readonly course: number;
  /** When new: the mean of so many first moments, from which the level is told, too. */
  readonly first: number;
}

export const WEAR_WINDOWS: WearWindows = { level: 12, course: 40, first: 20 };

/**
 * What tells wear of a machine at each of its moments, by nothing but the moments up to it: its age, and of every sensor the level, how
 * far it has gone from what it was when new, and its course. A window that reaches back before the first moment begins there;
 * NaN where all of it is missing.
 *
 * @returns columns of as many rows as the history has moments
 */
export function wearFeatures({ sensors }: MachineHistory, windows: WearWindows = WEAR_WINDOWS): Columns {
  const age = Float64Array.from(sensors[0] ?? [], (_, moment) => moment + 1);
  return [age, ...sensors.flatMap((sensor) => sensorFeatures(sensor, windows))];
}

function sensorFeatures(
  sensor: ArrayLike<number>,
  { level, course, first }: WearWindows,
): readonly Float64Array[] {
  const sums = runningSums(sensor);
  const count = sensor.length;
  const [levels, gone, courses] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
  for (let moment = 0; moment < count; moment++) {
    const until = moment + 1;
    levels[moment] = meanOver(sums, Math.max(0, until - level), until);
    gone[moment] = (levels[moment] as number) - meanOver(sums, 0, Math.min(first, until));
    courses[moment] = slopeOver(sums, Math.max(0, until - course), until);
  }
  return [levels, gone, courses];
}

/** Sums over the first k moments, of those that are there; values are taken off the first one, so that digits stay. */
interface RunningSums {
  readonly origin: number;
  readonly n: Float64Array;
  readonly t: Float64Array;
  readonly tt: Float64Array;
  readonly x: Float64Array;
  readonly tx: Float64Array;
}

function runningSums(sensor: ArrayLike<number>): RunningSums {
  const size = sensor.length + 1;
  const empty = () => new Float64Array(size);
  const present = Array.prototype.find.call(sensor, (each: number) => !Number.isNaN(each)) as
    | number
    | undefined;
  const sums = { origin: present ?? 0, n: empty(), t: empty(), tt: empty(), x: empty(), tx: empty() };
  for (let k = 1; k < size; k++) {
    const raw = (sensor[k - 1] as number) - sums.origin;
    const there = Number.isNaN(raw) ? 0 : 1;
    const x = there === 1 ? raw : 0;
    sums.n[k] = (sums.n[k - 1] as number) + there;
    sums.t[k] = (sums.t[k - 1] as number) + there * k;
    sums.tt[k] = (sums.tt[k - 1] as number) + there * k * k;
    sums.x[k] = (sums.x[k - 1] as number) + x;
    sums.tx[k] = (sums.tx[k - 1] as number) + k * x;
  }
  return sums;
}

function meanOver({ origin, n, x }: RunningSums, from: number, to: number): number {
  const count = (n[to] as number) - (n[from] as number);
  return count > 0 ? origin + ((x[to] as number) - (x[from] as number)) / count : Number.NaN;
}

/** Of the least-squares line; 0 through fewer than two moments. */
function slopeOver(sums: RunningSums, from: number, to: number): number {
  const [n, t, tt, x, tx] = [sums.n, sums.t, sums.tt, sums.x, sums.tx].map(
    (each) => (each[to] as number) - (each[from] as number),
  ) as [number, number, number, number, number];
  return n > 1 ? (n * tx - t * x) / (n * tt - t * t) : 0;
}
