import { type JudgedSeries, type NabProfile, STANDARD } from './nab-score.ts';

/** How one threshold does: rows that score as much or more are alarms. */
export interface ThresholdScore {
  readonly threshold: number;
  /** Sum over windows and false alarms; each window not found counts −fnWeight. */
  readonly raw: number;
  /** Rows in windows that are alarms, and rows outside that are. */
  readonly truePositives: number;
  readonly falsePositives: number;
  readonly windowsFound: number;
}

/**
 * The score at every threshold that makes a difference, from one that finds nothing downwards
 * (`Sweeper.calcScoreByThreshold`): of each window the most that an alarm in it gives, and every alarm outside.
 */
export function scoresByThreshold(
  series: readonly JudgedSeries[],
  { fnWeight }: NabProfile = STANDARD,
): readonly ThresholdScore[] {
  const windows = windowsOf(series);
  const best = new Float64Array(windows).fill(-fnWeight);
  const found: ThresholdScore[] = [];
  let state = { raw: -fnWeight * windows, truePositives: 0, falsePositives: 0, windowsFound: 0 };
  let threshold = Number.POSITIVE_INFINITY;
  for (const row of fromHighest(series)) {
    if (row.score !== threshold) found.push({ threshold, ...state });
    threshold = row.score;
    if (row.window < 0) {
      state = { ...state, raw: state.raw + row.worth, falsePositives: state.falsePositives + 1 };
      continue;
    }
    const soFar = best[row.window] ?? 0;
    best[row.window] = Math.max(soFar, row.worth);
    state = {
      ...state,
      raw: state.raw + Math.max(0, row.worth - soFar),
      truePositives: state.truePositives + 1,
      windowsFound: state.windowsFound + (soFar === -fnWeight ? 1 : 0),
    };
  }
  return [...found, { threshold, ...state }];
}

/** Rows of all series, the highest score first, their windows numbered through. */
function fromHighest(series: readonly JudgedSeries[]) {
  let before = 0;
  const rows = series.flatMap((one) => {
    const offset = before;
    before += one.windows;
    return one.rows.map((row) => (row.window < 0 ? row : { ...row, window: offset + row.window }));
  });
  return rows.sort((one, other) => other.score - one.score);
}

export function windowsOf(series: readonly JudgedSeries[]): number {
  return series.reduce((sum, { windows }) => sum + windows, 0);
}

/** The threshold with the highest score, of equals the highest (`nab/runner.py`, optimize). */
export function bestThreshold(
  series: readonly JudgedSeries[],
  profile: NabProfile = STANDARD,
): ThresholdScore {
  return scoresByThreshold(series, profile).reduce((best, one) => (one.raw > best.raw ? one : best));
}

/** How a threshold that was chosen elsewhere does. */
export function scoreAt(
  series: readonly JudgedSeries[],
  threshold: number,
  profile: NabProfile = STANDARD,
): ThresholdScore {
  const all = scoresByThreshold(series, profile);
  const met = all.findLast((one) => one.threshold >= threshold);
  if (!met) throw new RangeError(`${threshold} is no threshold`);
  return { ...met, threshold };
}

/**
 * The benchmark's score of a corpus: 0 for a detector that says nothing, 100 for one that finds every window at its
 * first row without a false alarm (Lavin & Ahmad 2015, equation 4).
 */
export function normalisedScore(raw: number, windows: number, profile: NabProfile = STANDARD): number {
  const nothing = -profile.fnWeight * windows;
  return (100 * (raw - nothing)) / (profile.tpWeight * windows - nothing);
}
