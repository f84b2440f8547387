import type { QualityFinding } from '../../domain/data-quality.ts';
import { FoundRows } from './found-rows.ts';
import { column, type QualityRows } from './quality-rows.ts';

/** So many rows in a row that say the same: two may be an answer that a device had ready. */
const REPEATED_ROWS = 3;

/**
 * Moments that are told twice with different values, and rows that repeat all of the row before although time went on:
 * somebody answered for the device from memory, or a file was read in twice.
 */
export function checkDuplicates(rows: QualityRows, doubts: Uint8Array): readonly QualityFinding[] {
  const { atMs, values } = rows.columns;
  const columns = Object.values(values).filter((each) => each !== undefined);
  const uptime = column(rows, 'uptimeS');
  const rate = column(rows, 'hashrateHs');
  const twice = new FoundRows(atMs, rows.stepMs, doubts);
  const repeated = new FoundRows(atMs, rows.stepMs, doubts);
  let run = 0;
  for (let row = 1; row <= atMs.length; row++) {
    const isSame = row < atMs.length && repeatsRow(columns, row);
    if (row < atMs.length && atMs[row] === atMs[row - 1]) {
      if (isSame) repeated.add(row);
      else twice.add(row);
      run = 0;
      continue;
    }
    // Of a miner that stands still and tells no time nothing moves.
    const shouldMove = (uptime?.[row] ?? Number.NaN) >= 0 || (rate?.[row] ?? Number.NaN) > 0;
    if (isSame && shouldMove) {
      run += 1;
      continue;
    }
    if (run >= REPEATED_ROWS) for (let same = row - run; same < row; same++) repeated.add(same);
    run = 0;
  }
  const findings: QualityFinding[] = [];
  if (twice.values > 0)
    findings.push({
      kind: 'duplicate',
      reason: 'told-twice',
      severity: 'watch',
      ...twice.told(),
      source: 'a moment has one value',
    });
  if (repeated.values > 0)
    findings.push({
      kind: 'duplicate',
      reason: 'repeated-rows',
      severity: 'watch',
      ...repeated.told(),
      source: 'uptime and measured values move between two polls',
    });
  return findings;
}

/** Is all that the row tells what the one before told? The first difference ends it: of sound rows, nearly at once. */
function repeatsRow(columns: readonly Float64Array[], row: number): boolean {
  let told = 0;
  for (const values of columns) {
    if (!Object.is(values[row], values[row - 1])) return false;
    if (!Number.isNaN(values[row] ?? Number.NaN)) told += 1;
  }
  return told > 1;
}
