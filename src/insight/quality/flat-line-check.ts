import type { QualityFinding } from '../../domain/data-quality.ts';
import type { SeriesName } from '../../domain/series.ts';
import { logGamma } from '../../numerics/log-gamma.ts';
import { FoundRows } from './found-rows.ts';
import type { QualityRows } from './quality-rows.ts';

/** What is measured, and so never stands still for good. What is set (clock, set volts, limits) or counted is not here. */
const MEASURED: ReadonlySet<SeriesName> = new Set<SeriesName>([
  'hashrateHs',
  'powerW',
  'wallPowerW',
  'tempChipMaxC',
  'tempChipAvgC',
  'tempVrC',
  'tempBoardMaxC',
  'tempInletC',
  'tempOutletC',
  'fanRpm',
  'fanRpmMin',
  'voltageCoreV',
  'voltageInV',
  'currentA',
  'wifiRssiDbm',
  'board1Hs',
  'board2Hs',
  'board3Hs',
  'board4Hs',
]);

/** Prior Beta(1, 4) on the chance that a value repeats: the one of the live check, see `frozen-run.ts`. */
const PRIOR = { repeats: 1, changes: 4 };
/** Only rates are so noisy that they are known to move before they were seen to. */
const MOVES_BY_NATURE = /^(hashrateHs|board\dHs)$/;
/** Of others so many changes teach that the gauge moves at all. */
const SEEN_TO_MOVE = 30;
const SHORTEST_RUN = 5;
/** A run this many times longer than any before it is no habit. */
const BEYOND_HABIT = 3;
/** So often a gauge does not die and come back within a window: one that stands still again and again is steady, and coarse. */
const MOST_DEATHS = 5;
/** One false alarm in a thousand windows of a series. */
const FALSE_ALARM = 1e-3;
/** Missing rows of up to so many steps do not end a run. */
const SAME_RUN_STEPS = 3;

interface Run {
  /** First row that tells the value, and last that repeats it. */
  readonly first: number;
  readonly last: number;
  readonly repeats: number;
}

/**
 * Stretches in which a measured value stays the same to the last digit for longer than the gauge's own past makes
 * likely: with r repeats and c changes elsewhere, n repeats in a row have the Beta-binomial chance
 * B(1 + r + n, 4 + c) / B(1 + r, 4 + c). A run is doubted where that is below 1/1000 over all runs of the window, and
 * where it is three times longer than what the gauge does by habit (coarse sensors, steady nights). Of many such runs
 * each teaches about the longer ones: a chip that is held at 92 °C, told in whole degrees, moves only now and then.
 */
export function checkFlatLine(
  rows: QualityRows,
  name: SeriesName,
  values: Float64Array,
  doubts: Uint8Array,
  hashing: Uint8Array,
): readonly QualityFinding[] {
  if (!MEASURED.has(name)) return [];
  const { runs, repeats, changes } = runsOf(rows, values, hashing);
  const frozen = implausible(runs, repeats, changes, MOVES_BY_NATURE.test(name));
  if (frozen.runs.length === 0) return [];
  const found = new FoundRows(rows.columns.atMs, rows.stepMs, doubts);
  let longest: Run | undefined;
  for (const run of frozen.runs) {
    // The first time that the value was told it was measured.
    for (let row = run.first + 1; row <= run.last; row++)
      if (!Number.isNaN(values[row] ?? Number.NaN)) found.add(row);
    if (!longest || run.repeats > longest.repeats) longest = run;
  }
  return [
    {
      kind: 'flat-line',
      reason: 'frozen',
      series: name,
      severity: 'watch',
      ...found.told(),
      seen: longest && values[longest.first],
      low: 0,
      high: frozen.habit,
      source: 'how it moved before, in this window',
    },
  ];
}

/** Runs of at least {@link SHORTEST_RUN} repeats, and how often the value repeated and changed in all. */
function runsOf(rows: QualityRows, values: Float64Array, hashing: Uint8Array) {
  const { atMs } = rows.columns;
  const longestStepMs = SAME_RUN_STEPS * rows.stepMs;
  const runs: Run[] = [];
  let repeats = 0;
  let changes = 0;
  let run = 0;
  let first = 0;
  let last = -1;
  let value = Number.NaN;
  for (let row = 0; row < values.length; row++) {
    const next = values[row] ?? Number.NaN;
    // A miner that rests may stand still for as long as it likes.
    if (Number.isNaN(next) || hashing[row] === 0) continue;
    const follows = (atMs[row] ?? 0) - (atMs[last] ?? Number.NaN) <= longestStepMs;
    // A gauge at 0 is off, and may stay so.
    if (follows && next === value && value !== 0) {
      run += 1;
      repeats += 1;
    } else {
      if (follows) changes += 1;
      if (run >= SHORTEST_RUN) runs.push({ first, last, repeats: run });
      run = 0;
      first = row;
      value = next;
    }
    last = row;
  }
  if (run >= SHORTEST_RUN) runs.push({ first, last, repeats: run });
  return { runs, repeats, changes };
}

/** Runs beyond what the others make likely, in the order of time; and the longest that is habit. */
function implausible(runs: readonly Run[], repeats: number, changes: number, movesByNature: boolean) {
  if (!movesByNature && changes < SEEN_TO_MOVE) return { runs: [], habit: 0 };
  const rising = [...runs].sort((a, b) => a.repeats - b.repeats);
  const needed = Math.log((runs.length + 1) / FALSE_ALARM);
  // What is not in a long run is habit from the start.
  let byHabit = repeats - runs.reduce((sum, run) => sum + run.repeats, 0);
  let habit = SHORTEST_RUN - 1;
  for (const [place, run] of rising.entries()) {
    if (run.repeats > BEYOND_HABIT * habit && repeatNats(byHabit, changes, run.repeats) >= needed) {
      const beyond = rising.slice(place).sort((a, b) => a.first - b.first);
      if (movesByNature || beyond.length <= MOST_DEATHS) return { runs: beyond, habit };
    }
    byHabit += run.repeats;
    habit = run.repeats;
  }
  return { runs: [], habit };
}

/** −ln of the chance of `run` repeats in a row after so many repeats and changes. */
function repeatNats(repeats: number, changes: number, run: number): number {
  const a = PRIOR.repeats + repeats;
  const b = PRIOR.changes + changes;
  return logGamma(a) - logGamma(a + run) + logGamma(a + b + run) - logGamma(a + b);
}
