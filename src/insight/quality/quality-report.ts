import type { QualityFinding, QualityReport, SeriesQuality } from '../../domain/data-quality.ts';
import { SERIES, type SeriesName } from '../../domain/series.ts';
import { checkClock } from './clock-check.ts';
import { checkCounter } from './counter-check.ts';
import { checkDuplicates } from './duplicate-check.ts';
import { checkFlatLine } from './flat-line-check.ts';
import { checkPresence } from './missing-check.ts';
import { column, hashingRows, type QualityRows } from './quality-rows.ts';
import { checkPower, checkRange } from './range-check.ts';
import { checkUnit } from './unit-check.ts';

/**
 * All checks over rows of one miner, and a score for each series: of the values that should be there, the part that is
 * there and that no check doubts. O(rows · series).
 */
export function qualityReport(rows: QualityRows): QualityReport {
  const { atMs } = rows.columns;
  const rowDoubts = new Uint8Array(atMs.length);
  const ofRows = [...checkClock(rows, rowDoubts), ...checkDuplicates(rows, rowDoubts)];
  const hashing = hashingRows(rows);
  const told: SeriesQuality[] = [];
  const notTold: SeriesName[] = [];
  for (const { name } of SERIES) {
    const values = column(rows, name);
    const quality = values && seriesQuality(rows, name, values, { rowDoubts, hashing });
    if (quality && quality.expected > 0) told.push(quality);
    else notTold.push(name);
  }
  const score = told.reduce((sum, each) => sum + each.score, 0) / told.length;
  return {
    fromMs: rows.fromMs,
    toMs: rows.toMs,
    stepMs: rows.stepMs,
    rows: atMs.length,
    score: told.length > 0 ? score : undefined,
    // Of equal scores the order of the series stays.
    series: told.sort((a, b) => a.score - b.score),
    notTold,
    ofRows,
  };
}

const RANK = { act: 0, watch: 1, info: 2 } as const;

function seriesQuality(
  rows: QualityRows,
  name: SeriesName,
  values: Float64Array,
  { rowDoubts, hashing }: { readonly rowDoubts: Uint8Array; readonly hashing: Uint8Array },
): SeriesQuality {
  const doubts = rowDoubts.slice();
  const { expected, present, findings } = checkPresence(rows, name, values);
  const found: QualityFinding[] = [
    ...checkRange(rows, name, values, doubts),
    ...checkPower(rows, name, values, doubts),
    ...checkFlatLine(rows, name, values, doubts, hashing),
    ...checkUnit(rows, name, values, doubts, hashing),
    ...checkCounter(rows, name, values, doubts),
    ...findings,
  ];
  const doubted = countDoubted(rows, values, doubts);
  return {
    name,
    score: expected === 0 ? 0 : (present - doubted) / expected,
    expected,
    present,
    doubted,
    findings: found.sort((a, b) => RANK[a.severity] - RANK[b.severity]),
  };
}

/** Doubted rows of the window that have a value. */
function countDoubted(rows: QualityRows, values: Float64Array, doubts: Uint8Array): number {
  const { atMs } = rows.columns;
  const endMs = Math.min(rows.toMs, rows.nowMs);
  let count = 0;
  for (let row = 0; row < values.length; row++) {
    if (doubts[row] !== 1 || Number.isNaN(values[row] ?? Number.NaN)) continue;
    const at = atMs[row] ?? Number.NaN;
    if (at >= rows.fromMs && at < endMs) count += 1;
  }
  return count;
}
