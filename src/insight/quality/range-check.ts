import type { QualityFinding } from '../../domain/data-quality.ts';
import { SERIES, type SeriesName } from '../../domain/series.ts';
import { FoundRows } from './found-rows.ts';
import { column, type QualityRows } from './quality-rows.ts';
import { seriesLimits } from './series-limits.ts';

const IS_CODE = new Map<string, boolean>(
  SERIES.map((series) => [series.name, 'codes' in series || series.kind === 'counter']),
);

/** Values that nothing of this kind can have. Owners may have them left out at reading. */
export function checkRange(
  rows: QualityRows,
  name: SeriesName,
  values: Float64Array,
  doubts: Uint8Array,
): readonly QualityFinding[] {
  const limits = seriesLimits(name, rows.facts);
  if (!limits) return [];
  const { low, high, source } = limits;
  const { atMs } = rows.columns;
  const found = new FoundRows(atMs, rows.stepMs, doubts);
  let worst = Number.NaN;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    // Not within, and not missing either.
    if (!(value < low || value > high)) continue;
    found.add(row);
    if (!(excess(value, low, high) <= excess(worst, low, high))) worst = value;
  }
  const [first] = found.stretches;
  const last = found.stretches.at(-1);
  if (!first || !last) return [];
  const stretches = [{ fromMs: first.fromMs, toMs: last.toMs }];
  // What is counted or a code is not left out: sums and times are made of it.
  const repair = IS_CODE.get(name)
    ? undefined
    : ({ kind: 'drop', series: name, stretches, low, high } as const);
  const finding: QualityFinding = {
    kind: 'range',
    reason: 'out-of-range',
    series: name,
    severity: repair ? 'act' : 'watch',
    ...found.told(),
    seen: worst,
    low,
    high,
    source,
    repair,
  };
  return [finding];
}

function excess(value: number, low: number, high: number): number {
  return Math.max(low - value, value - high);
}

/** No power at all for so many rows while work is done is a sensor that fell silent, not a moment of it. */
const SILENT_ROWS = 3;

/** A machine that hashes draws power: a 0 is a sensor that tells nothing. */
export function checkPower(
  rows: QualityRows,
  name: SeriesName,
  values: Float64Array,
  doubts: Uint8Array,
): readonly QualityFinding[] {
  const rate = column(rows, 'hashrateHs');
  if ((name !== 'powerW' && name !== 'wallPowerW') || !rate) return [];
  const found = new FoundRows(rows.columns.atMs, rows.stepMs, doubts);
  let run = 0;
  for (let row = 0; row <= values.length; row++) {
    if (values[row] === 0 && (rate[row] ?? Number.NaN) > 0) {
      run += 1;
      continue;
    }
    if (run >= SILENT_ROWS) for (let silent = row - run; silent < row; silent++) found.add(silent);
    run = 0;
  }
  const [first] = found.stretches;
  if (!first) return [];
  const finding: QualityFinding = {
    kind: 'range',
    reason: 'no-power-while-hashing',
    series: name,
    severity: 'watch',
    ...found.told(),
    seen: 0,
    source: 'a machine that hashes draws power',
    repair: {
      kind: 'drop',
      series: name,
      stretches: found.stretches.slice(0, 1_000),
      low: Number.MIN_VALUE,
      high: Number.MAX_VALUE,
    },
  };
  return [finding];
}
