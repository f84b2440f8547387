import type { QualityFinding } from '../../domain/data-quality.ts';
import type { SeriesName } from '../../domain/series.ts';
import { quantileOfSorted } from '../../numerics/quantile.ts';
import { sorted } from '../../numerics/ranks.ts';
import { FoundRows } from './found-rows.ts';
import type { QualityRows } from './quality-rows.ts';

/** A level that another unit would explain: ours = (theirs − zero) · factor. */
interface UnitMistake {
  readonly factor: number;
  readonly zero: number;
}

const times = (...factors: readonly number[]): readonly UnitMistake[] =>
  factors.map((factor) => ({ factor, zero: 0 }));

const RATE = times(1e3, 1e-3, 1e6, 1e-6, 1e9, 1e-9, 1e12, 1e-12, 1024, 1 / 1024, 60, 1 / 60);
const THOUSAND = times(1e3, 1e-3);
/** °F = 1.8 · °C + 32; kelvins are seen by their range already, and named here. */
const DEGREES: readonly UnitMistake[] = [
  { factor: 5 / 9, zero: 32 },
  { factor: 1, zero: 273.15 },
];

/** Mistakes of unit that firmwares and import files are known to make. Series that swing by themselves are not here. */
const MISTAKES: Readonly<Partial<Record<SeriesName, readonly UnitMistake[]>>> = {
  hashrateHs: RATE,
  hashrateAvgHs: RATE,
  expectedHashrateHs: RATE,
  board1Hs: RATE,
  board2Hs: RATE,
  board3Hs: RATE,
  board4Hs: RATE,
  powerW: THOUSAND,
  wallPowerW: THOUSAND,
  powerLimitW: THOUSAND,
  voltageCoreV: THOUSAND,
  voltageCoreSetV: THOUSAND,
  voltageInV: THOUSAND,
  currentA: THOUSAND,
  frequencyMhz: times(1e3, 1e-3, 1e-6),
  fanRpm: times(60, 1 / 60),
  fanRpmMin: times(60, 1 / 60),
  fanPercent: times(100),
  tempChipMaxC: DEGREES,
  tempChipAvgC: DEGREES,
  tempVrC: DEGREES,
  tempBoardMaxC: DEGREES,
  tempInletC: DEGREES,
  tempOutletC: DEGREES,
  roomTempC: DEGREES,
};

/** What was told by mistake. */
interface Mistaken {
  readonly rows: FoundRows;
  readonly values: number[];
}

/** How far off the usual level a value may be, as a ratio, and still be told by another unit. */
const NEAR = 1.35;
/** Of degrees: a quarter of what lies between the two units, so that a warm room is no cold one in °F. */
const NEAR_SHARE = 0.25;
/** And no more than that, K. */
const NEAR_MOST_K = 15;
/** So many values in a row: one may be anything. */
const SHORTEST_RUN = 5;
/** The usual level is taken from about so many values, spread over the window: sorting all of them would cost most. */
const SAMPLED = 1_000;
/** More stretches are no change of unit, and no repair is offered for them. */
const MOST_REPAIRED = 50;

/**
 * Stretches whose level is off the usual one (the median of the window, while it hashes) by exactly what lies between
 * two units. The longer level is taken for the right one.
 */
export function checkUnit(
  rows: QualityRows,
  name: SeriesName,
  values: Float64Array,
  doubts: Uint8Array,
  hashing: Uint8Array,
): readonly QualityFinding[] {
  const mistakes = MISTAKES[name];
  if (!mistakes) return [];
  const usual = medianOf(values, hashing);
  if (!(usual > 0)) return [];
  const found = new Map<UnitMistake, Mistaken>();
  let run: number[] = [];
  let runs: UnitMistake | undefined;
  const close = () => {
    const fitting = runs && run.length >= SHORTEST_RUN ? bestOf(mistakes, values, run, usual) : undefined;
    if (fitting) {
      const known = found.get(fitting) ?? {
        rows: new FoundRows(rows.columns.atMs, rows.stepMs, doubts),
        values: [],
      };
      found.set(fitting, known);
      for (const row of run) {
        known.rows.add(row);
        known.values.push(values[row] ?? Number.NaN);
      }
    }
    run = [];
  };
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    // At 0 and near the usual level nearly all values end here.
    const mistake =
      isUsual(value, usual) || hashing[row] === 0 ? undefined : mistakeOf(mistakes, value, usual);
    if (mistake?.factor !== runs?.factor && !isKin(mistake, runs)) close();
    runs = mistake;
    if (mistake) run.push(row);
  }
  close();
  return [...found].map(([mistake, mistaken]) => findingOf(name, usual, mistake, mistaken));
}

function isUsual(value: number, usual: number): boolean {
  return value < usual * NEAR && value * NEAR > usual;
}

function mistakeOf(mistakes: readonly UnitMistake[], value: number, usual: number): UnitMistake | undefined {
  return mistakes.find((mistake) => distance(mistake, value, usual) < 1);
}

/** 1000 and 1024 are told apart over the whole run, not by one value. */
function isKin(a: UnitMistake | undefined, b: UnitMistake | undefined): boolean {
  return a !== undefined && b !== undefined && Math.abs(Math.log(a.factor / b.factor)) < Math.log(NEAR);
}

/** How far the value, put right, is from the usual level; 1 is as far as it may be. */
function distance({ factor, zero }: UnitMistake, value: number, usual: number): number {
  const right = (value - zero) * factor;
  if (zero !== 0) {
    const betweenK = (usual / factor + zero - usual) * factor;
    return Math.abs(right - usual) / Math.min(NEAR_SHARE * betweenK, NEAR_MOST_K);
  }
  return right > 0 ? Math.abs(Math.log(right / usual)) / Math.log(NEAR) : Number.POSITIVE_INFINITY;
}

function bestOf(
  mistakes: readonly UnitMistake[],
  values: Float64Array,
  run: readonly number[],
  usual: number,
): UnitMistake | undefined {
  const level = quantileOfSorted(sorted(run.map((row) => values[row] ?? Number.NaN)), 0.5);
  const near = (mistake: UnitMistake) => distance(mistake, level, usual);
  return mistakes.filter((mistake) => near(mistake) < 1).sort((a, b) => near(a) - near(b))[0];
}

function findingOf(
  name: SeriesName,
  usual: number,
  { factor, zero }: UnitMistake,
  found: Mistaken,
): QualityFinding {
  const { stretches } = found.rows;
  const isRepairable = stretches.length <= MOST_REPAIRED;
  return {
    kind: 'unit',
    reason: factor === 5 / 9 ? 'fahrenheit' : 'factor',
    series: name,
    severity: isRepairable ? 'act' : 'watch',
    ...found.rows.told(),
    // Their own level: what the usual one would be in that unit may be a value that nobody ever told.
    seen: quantileOfSorted(sorted(found.values), 0.5),
    low: usual / NEAR,
    high: usual * NEAR,
    factor,
    source: 'the level of the rest of the window',
    repair: isRepairable
      ? { kind: 'rescale', series: name, stretches, factor, offset: -zero * factor }
      : undefined,
  };
}

/** Median of values spread over the window, of rows in which the miner hashes; NaN of none. */
function medianOf(values: Float64Array, hashing: Uint8Array): number {
  const stride = Math.max(1, Math.floor(values.length / SAMPLED));
  const sample: number[] = [];
  for (let row = 0; row < values.length; row += stride) {
    const value = values[row] ?? Number.NaN;
    if (hashing[row] === 1 && value > 0) sample.push(value);
  }
  return quantileOfSorted(sorted(sample), 0.5);
}
