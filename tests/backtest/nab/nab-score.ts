import type { NabSeries, NabWindow } from './nab-series.ts';

/** What the benchmark's profile gives and takes. */
export interface NabProfile {
  /** For a window found at its first row. */
  readonly tpWeight: number;
  /** Taken for a window not found. */
  readonly fnWeight: number;
  /** Taken for an alarm far from any window before it. */
  readonly fpWeight: number;
}

/** The profile `standard` of the benchmark's `config/profiles.json`. */
export const STANDARD: NabProfile = { tpWeight: 1, fnWeight: 1, fpWeight: 0.11 };

/** Part of each series in which nothing is judged, of at most so many rows (`nab/sweeper.py`). */
const PROBATION_PART = 0.15;
const PROBATION_OF_AT_MOST_ROWS = 5000;

/** Rows after a window, in its widths, beyond which an alarm costs all of its weight. */
const FAR_BEHIND = 3;

/** How many rows at the start are not judged. */
export function probationRows(rows: number): number {
  return Math.min(Math.floor(PROBATION_PART * rows), PROBATION_PART * PROBATION_OF_AT_MOST_ROWS);
}

/**
 * σ(y) = 2 / (1 + e^{5y}) − 1 of the place y relative to a window (Lavin & Ahmad, "Evaluating Real-time Anomaly
 * Detection Algorithms – the Numenta Anomaly Benchmark", ICMLA 2015, equation 1 with A = 1): −1 at its left end, 0 at
 * its right end, above 0 behind it.
 */
export function scaledSigmoid(place: number): number {
  return place >= FAR_BEHIND ? -1 : 2 / (1 + Math.exp(5 * place)) - 1;
}

/** A row that is judged, with the anomaly score (0 to 1) that a detector gave it. */
export interface JudgedRow {
  readonly score: number;
  /** What an alarm here gives, below 0 outside of windows. */
  readonly worth: number;
  /** Of the series' windows the one in which the row lies; −1 outside. */
  readonly window: number;
}

/** The rows of one series that are judged: those after probation. */
export interface JudgedSeries {
  readonly rows: readonly JudgedRow[];
  readonly windows: number;
}

/** As `Sweeper.calcSweepScore` of the benchmark judges rows. */
export function judged(
  { values, windows }: Pick<NabSeries, 'values' | 'windows'>,
  scores: ArrayLike<number>,
  profile: NabProfile = STANDARD,
): JudgedSeries {
  const rows: JudgedRow[] = [];
  let before: NabWindow | undefined;
  let next = 0;
  for (let row = 0; row < values.length; row++) {
    const current = windows[next];
    const isInside = current !== undefined && row >= current.first;
    const worth = isInside
      ? (profile.tpWeight * scaledSigmoid(placeInside(current, row))) / scaledSigmoid(-1)
      : profile.fpWeight * scaledSigmoid(before ? placeBehind(before, row) : FAR_BEHIND);
    rows.push({ score: scores[row] ?? 0, worth, window: isInside ? next : -1 });
    if (row !== current?.last) continue;
    before = current;
    next += 1;
  }
  return { rows: rows.slice(probationRows(values.length)), windows: windows.length };
}

/** −1 at the first row; one row before 0 at the last. */
function placeInside({ first, last }: NabWindow, row: number): number {
  return (row - last - 1) / (last - first + 1);
}

/** A window of a single row has no width to be near it by. */
function placeBehind({ first, last }: NabWindow, row: number): number {
  return last > first ? (row - last) / (last - first) : FAR_BEHIND;
}
