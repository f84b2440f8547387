import { pelt } from '../../numerics/time-series/pelt.ts';
import {
  columnOf,
  isPresent,
  type MovingWindow,
  type Operator,
  rowNumber,
  rowsNeeded,
  rowsOf,
} from './operator.ts';

export interface LevelShiftOptions extends MovingWindow {
  /** Shortest stretch that counts as a level, ms. */
  readonly leastMs: number;
  /** How often they are looked for, ms; what was found stands until then. A search costs more than a row may. */
  readonly everyMs: number;
  /** Least standard deviation that noise is taken for, as a share of the median: steps within the device's rounding. */
  readonly leastNoise: number;
}

/** σ of normal noise over the median distance of neighbours from each other: 1 / (√2 · 0.6745). */
const SIGMA_OF_STEP = 1.048358;

/**
 * How many times the level of the input changed within the window: change points of the mean by PELT (Killick, Fearnhead
 * & Eckley 2012), a change being worth 3·σ²·ln n (a Schwarz penalty for place and level of each), with σ from the median
 * distance of neighbouring rows, which level shifts hardly touch (after Rice 1984). Missing rows are closed up. Looked for
 * at the last row of each `everyMs` of the clock of UTC.
 */
export function levelShifts(options: LevelShiftOptions): Operator {
  return ({ stepMs }) => {
    const size = rowsOf(options.windowMs, stepMs);
    const every = rowsOf(options.everyMs, stepMs);
    const leastLength = rowsOf(options.leastMs, stepMs);
    const needed = Math.max(rowsNeeded(options, size), 2 * leastLength);
    const ring = new Float64Array(size).fill(Number.NaN);
    const window = new Float64Array(size);
    let at = 0;
    let found = Number.NaN;
    const search = (): number => {
      let present = 0;
      for (let k = 0; k < size; k++) {
        const value = ring[(at + k) % size] ?? Number.NaN;
        if (isPresent(value)) window[present++] = value;
      }
      if (present < needed) return Number.NaN;
      const values = window.subarray(0, present);
      const sigma = noiseOf(values, options.leastNoise);
      if (!(sigma > 0)) return 0;
      return pelt(values, { penalty: 3 * sigma * sigma * Math.log(present), leastLength }).ends.length - 1;
    };
    return (inputs, out, rows, startMs) => {
      const values = columnOf(inputs, 0);
      let row = rowNumber(startMs, stepMs);
      for (let i = 0; i < rows; i++) {
        ring[at] = values[i] ?? Number.NaN;
        if (++at === size) at = 0;
        if (++row % every === 0) found = search();
        out[i] = found;
      }
    };
  };
}

function noiseOf(values: Float64Array, leastNoise: number): number {
  const steps = values.slice(1).map((value, i) => Math.abs(value - (values[i] ?? Number.NaN)));
  return Math.max(SIGMA_OF_STEP * median(steps), leastNoise * Math.abs(median(values.slice())));
}

/** Sorts in place; Float64Array sorts numbers as numbers. */
function median(values: Float64Array): number {
  values.sort();
  const middle = (values.length - 1) / 2;
  return ((values[Math.floor(middle)] ?? Number.NaN) + (values[Math.ceil(middle)] ?? Number.NaN)) / 2;
}
