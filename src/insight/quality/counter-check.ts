import type { QualityFinding } from '../../domain/data-quality.ts';
import { SERIES, type SeriesName } from '../../domain/series.ts';
import { FoundRows } from './found-rows.ts';
import { column, type QualityRows } from './quality-rows.ts';

const COUNTERS = new Set<string>(
  SERIES.flatMap(({ name, kind }) => (kind === 'counter' && name !== 'uptimeS' ? name : [])),
);

/**
 * Steps down of a counter that no restart explains: the miner's uptime went on, or is not told. What was counted since
 * the step before is lost then. Uptime itself is the clock's business.
 */
export function checkCounter(
  rows: QualityRows,
  name: SeriesName,
  values: Float64Array,
  doubts: Uint8Array,
): readonly QualityFinding[] {
  if (!COUNTERS.has(name)) return [];
  const uptime = column(rows, 'uptimeS');
  const withoutRestart = new FoundRows(rows.columns.atMs, rows.stepMs, doubts);
  const unexplained = new FoundRows(rows.columns.atMs, rows.stepMs, doubts);
  let before = Number.NaN;
  let uptimeBefore = Number.NaN;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    const uptimeNow = uptime?.[row] ?? Number.NaN;
    if (value < before) {
      if (uptimeNow >= uptimeBefore) withoutRestart.add(row);
      else if (!(uptimeNow < uptimeBefore)) unexplained.add(row);
    }
    before = value;
    uptimeBefore = uptimeNow;
  }
  const base = { kind: 'counter', series: name, severity: 'info' } as const;
  const findings: QualityFinding[] = [];
  if (withoutRestart.values > 0)
    findings.push({
      ...base,
      reason: 'reset-without-restart',
      ...withoutRestart.told(),
      source: 'counters begin anew when the miner does; its uptime went on',
    });
  if (unexplained.values > 0)
    findings.push({
      ...base,
      reason: 'reset-unexplained',
      ...unexplained.told(),
      source: 'counters begin anew when the miner does; its uptime was not told',
    });
  return findings;
}
