import type { QualityFinding, QualityReport, SeriesQuality } from '../../domain/data-quality.ts';
import { SERIES, type SeriesName } from '../../domain/series.ts';
import type { Stretch } from '../../domain/stretch.ts';
import { checkClock } from './clock-check.ts';
import { checkCounter } from './counter-check.ts';
import { checkDuplicates } from './duplicate-check.ts';
import { checkFlatLine } from './flat-line-check.ts';
import { checkOutages, checkPresence } from './missing-check.ts';
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
  const outages = checkOutages(rows);
  const ofRows = worstFirst([
    ...checkClock(rows, rowDoubts),
    ...checkDuplicates(rows, rowDoubts),
    ...outages.findings,
  ]);
  const ofAll: OfAllSeries = { rowDoubts, outages: outages.stretches, hashing: hashingRows(rows) };
  const told: SeriesQuality[] = [];
  const notTold: SeriesName[] = [];
  for (const { name } of SERIES) {
    const values = column(rows, name);
    const quality = values && seriesQuality(rows, name, values, ofAll);
    if (quality && quality.expected > 0) told.push(quality);
    else notTold.push(name);
  }
  const sum = (part: 'expected' | 'present' | 'doubted') => told.reduce((all, each) => all + each[part], 0);
  const whole = { expected: sum('expected'), present: sum('present'), doubted: sum('doubted') };
  return {
    fromMs: rows.fromMs,
    toMs: rows.toMs,
    stepMs: rows.stepMs,
    rows: atMs.length,
    // A mean of scores would weigh an hour of one series like a year of another.
    score: told.length > 0 ? (whole.present - whole.doubted) / whole.expected : undefined,
    ...whole,
    // Of equal scores the order of the series stays.
    series: told.sort((a, b) => a.score - b.score),
    notTold,
    ofRows,
  };
}

/** What each series is held against besides its own values. */
interface OfAllSeries {
  readonly rowDoubts: Uint8Array;
  readonly outages: readonly Stretch[];
  readonly hashing: Uint8Array;
}

const RANK = { act: 0, watch: 1, info: 2 } as const;

function worstFirst(findings: readonly QualityFinding[]): readonly QualityFinding[] {
  return [...findings].sort((a, b) => RANK[a.severity] - RANK[b.severity]);
}

function seriesQuality(
  rows: QualityRows,
  name: SeriesName,
  values: Float64Array,
  { rowDoubts, outages, hashing }: OfAllSeries,
): SeriesQuality {
  const doubts = rowDoubts.slice();
  const { expected, present, findings } = checkPresence(rows, name, values, outages);
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
    findings: worstFirst(found),
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
