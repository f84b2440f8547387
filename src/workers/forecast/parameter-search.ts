import { choosingRows } from '../../insight/forecast/replay-origins.ts';
import { tableBefore } from '../../insight/forecast/series-of-target.ts';
import type { TargetData } from '../../insight/forecast/target-data.ts';
import { workingScale } from '../../insight/forecast/working-scale.ts';
import type {
  FitProgress,
  FittedForecaster,
  Forecaster,
  SeriesColumn,
  SeriesTable,
} from '../../numerics/forecast/learned/forecaster.ts';
import { Random } from '../../numerics/random.ts';
import { drawCandidates, type Parameters } from '../../numerics/search/parameter-space.ts';
import {
  beginHalving,
  type HalvingOptions,
  type HalvingState,
} from '../../numerics/search/successive-halving.ts';
import type { TrainableKind } from './model-kinds.ts';

/** Nine candidates: the third of them gets three times as much, the best of those everything. */
const CANDIDATES = 9;
const ETA = 3;
/** Where a third, or a ninth, of the past is too little for any of them, there are fewer rungs. */
const RUNGS = [3, 2, 1];
/** Of the rows by which may be chosen the newest judge candidates; the contest judges by later ones. */
const JUDGED_SHARE = 0.2;
const ORIGINS = 24;

/** The beginning of a search, the same for the same seed and past. Candidates that the past is too short for are left out. */
export function beginSearch(
  { kind, space, defaults, forecaster }: TrainableKind,
  { target, values }: Pick<TargetData, 'target' | 'values'>,
  seed: number,
): {
  readonly candidates: readonly Parameters[];
  readonly options: HalvingOptions;
  readonly begin: HalvingState;
} {
  const random = Random.labelled(seed, `candidates/${kind}`);
  const known = judgedFrom(choosingRows(target, values.length)) - target.horizon;
  const needOf = (parameters: Parameters) => forecaster(parameters, target).rowsNeeded(target.horizon);
  const fitting = drawCandidates(space, defaults, CANDIDATES, random).filter((each) => needOf(each) <= known);
  const candidates = fitting.length > 0 ? fitting : [defaults];
  const need = Math.max(...candidates.map(needOf));
  const rungs = RUNGS.find((each) => Math.floor(known * ETA ** (1 - each)) >= need) ?? 1;
  const options = { candidates: candidates.length, eta: ETA, rungs };
  return { candidates, options, begin: beginHalving(options) };
}

/** So much of the past a candidate that gets everything learns from, about. */
export function learntShare({ target, values }: Pick<TargetData, 'target' | 'values'>): number {
  return judgedFrom(choosingRows(target, values.length)) / values.length;
}

/** Rows from which on candidates are judged. @param rows by which may be chosen */
function judgedFrom(rows: number): number {
  return Math.floor(rows * (1 - JUDGED_SHARE));
}

export interface TrialPorts {
  readonly train: (forecaster: Forecaster, table: SeriesTable) => Generator<FitProgress, FittedForecaster>;
  /** Is the time of the search over? */
  readonly isLate: () => boolean;
}

/**
 * What a candidate misses by on the newest fifth of the past by which may be chosen ({@link choosingRows}), having learnt from the
 * rows before them, of those the newest share; between both lies as much as is forecast: an embargo.
 * @returns the mean absolute error in the target's unit, of earnings at the reward and difficulty of now; NaN where the rows or the
 * time do not suffice
 */
export function* trialLoss(
  table: SeriesTable,
  { target, values }: Pick<TargetData, 'target' | 'values'>,
  share: number,
  forecaster: Forecaster,
  { train, isLate }: TrialPorts,
): Generator<FitProgress, number> {
  const { horizon, quantity } = target;
  const end = choosingRows(target, values.length);
  const first = judgedFrom(end);
  const known = newest(tableBefore(table, first - horizon, horizon), share);
  if (known.target.length < forecaster.rowsNeeded(horizon)) return Number.NaN;
  const fitting = train(forecaster, known);
  let step = fitting.next();
  for (; !step.done; step = fitting.next()) {
    if (isLate()) return Number.NaN;
    yield step.value;
  }
  const { fromWorking } = workingScale(quantity);
  const spacing = Math.max(1, Math.floor((end - horizon - first) / ORIGINS));
  const origins: number[] = [];
  for (let at = first; at + horizon <= end; at += spacing) origins.push(at);
  const misses = step.value
    .forecastFrom(table, origins)
    .flatMap((said, place) =>
      Array.from(said, (value, ahead) =>
        Math.abs(fromWorking(value) - fromWorking(table.target[(origins[place] ?? 0) + ahead] ?? Number.NaN)),
      ),
    );
  const told = misses.filter((miss) => !Number.isNaN(miss));
  return told.reduce((sum, miss) => sum + miss, 0) / told.length;
}

function newest({ target, past, ahead }: SeriesTable, share: number): SeriesTable {
  const first = Math.floor(target.length * (1 - share));
  const cut = ({ name, values }: SeriesColumn) => ({ name, values: values.subarray(first) });
  return { target: target.subarray(first), past: past.map(cut), ahead: ahead.map(cut) };
}
