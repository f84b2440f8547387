const DAY_MS = 86_400_000;
/** Days back to which a value is compared. */
const DAYS = 7;
/**
 * Values are kept at most this often, of a quicker stream some are left out: so that seven days and any tolerance need
 * bounded room, and one that comes every minute is kept whole though its clock trembles.
 */
const APART_MS = 50_000;
const MEMORY = ((DAYS + 1) * DAY_MS) / APART_MS;
/** Some more than needed, so that what is kept is moved seldom. */
const ROOM = MEMORY + (MEMORY >> 2);

/** Plain data, to be kept and loaded. */
export interface SameTimeState {
  /** In order of time; filled up to `end`. */
  readonly atMs: Float64Array;
  readonly values: Float64Array;
  end: number;
}

export function freshSameTime(): SameTimeState {
  return { atMs: new Float64Array(ROOM), values: new Float64Array(ROOM), end: 0 };
}

/**
 * How unlike the same time on other days is a value? Its distance from the nearest value within a tolerance around the
 * same time on each of the last seven days, of which the second least counts: one other odd day does not excuse it. A
 * nearest-neighbour distance within a context (Burnaev & Ishimtsev, "Conformalized density- and distance-based anomaly
 * detection in time-series data", 2016, use the same without the time of day).
 */
export class SameTimeDistance {
  constructor(readonly state: SameTimeState = freshSameTime()) {}

  /**
   * Distances, one for each tolerance; NaN where fewer than two earlier days have a value there. Where a clock was set
   * back, what was told of later times is forgotten.
   */
  push(atMs: number, value: number, tolerancesMs: readonly number[]): readonly number[] {
    const distances = tolerancesMs.map((toleranceMs) => this.#distance(atMs, value, toleranceMs));
    this.#remember(atMs, value);
    return distances;
  }

  #distance(atMs: number, value: number, toleranceMs: number): number {
    let least = Number.POSITIVE_INFINITY;
    let second = Number.POSITIVE_INFINITY;
    for (let day = 1; day <= DAYS; day++) {
      const nearest = this.#nearest(atMs - day * DAY_MS, value, toleranceMs);
      if (nearest < least) [least, second] = [nearest, least];
      else if (nearest < second) second = nearest;
    }
    return Number.isFinite(second) ? second : Number.NaN;
  }

  #nearest(aroundMs: number, value: number, toleranceMs: number): number {
    const { atMs, values, end } = this.state;
    let nearest = Number.POSITIVE_INFINITY;
    for (let at = this.#firstFrom(aroundMs - toleranceMs); at < end; at++) {
      if ((atMs[at] ?? 0) > aroundMs + toleranceMs) break;
      nearest = Math.min(nearest, Math.abs(value - (values[at] ?? 0)));
    }
    return nearest;
  }

  /** The first that is kept of that time or later, sought by halving. */
  #firstFrom(fromMs: number): number {
    const { atMs, end } = this.state;
    let low = 0;
    let high = end;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((atMs[middle] ?? 0) < fromMs) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  #remember(atMs: number, value: number): void {
    const { state } = this;
    state.end = Math.min(state.end, this.#firstFrom(atMs + 1));
    if (state.end > 0 && atMs - (state.atMs[state.end - 1] ?? 0) < APART_MS) return;
    if (state.end === state.values.length) {
      state.atMs.copyWithin(0, state.end - MEMORY);
      state.values.copyWithin(0, state.end - MEMORY);
      state.end = MEMORY;
    }
    state.atMs[state.end] = atMs;
    state.values[state.end] = value;
    state.end += 1;
  }
}
