/** How many of the latest values are at hand. */
export const RECENT = 1000;

/** Plain data, to be kept and loaded. */
export interface RecentValuesState {
  /** Twice as long as needed, so that it is moved only every {@link RECENT} values; filled up to `end`. */
  readonly values: Float64Array;
  end: number;
}

export function freshRecentValues(): RecentValuesState {
  return { values: new Float64Array(2 * RECENT), end: 0 };
}

/** The latest values of a stream, side by side in one array, so that windows of them can be compared quickly. */
export class RecentValues {
  constructor(readonly state: RecentValuesState = freshRecentValues()) {}

  push(value: number): void {
    const { state } = this;
    if (state.end === state.values.length) {
      state.values.copyWithin(0, RECENT);
      state.end = RECENT;
    }
    state.values[state.end] = value;
    state.end += 1;
  }

  /** At most {@link RECENT} values, the latest one last. */
  latest(count = RECENT): Float64Array {
    const { values, end } = this.state;
    return values.subarray(Math.max(0, end - Math.min(count, RECENT)), end);
  }
}
