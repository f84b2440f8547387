import { expect, test } from 'vitest';
import { SERIES, type SeriesName, type TelemetryRow } from '../../domain/series.ts';
import { telemetryRow } from '../../domain/telemetry-row.ts';
import { demoFleet } from '../../twin/fleets.ts';
import type { MinerTwin } from '../../twin/miner-twin.ts';
import { twinReading } from '../../twin/twin-reading.ts';
import { qualityReport } from './quality-report.ts';

const MINUTE_MS = 60_000;
const NOW_MS = Date.UTC(2026, 10, 21, 9);
const START_MS = NOW_MS - 2 * 1440 * MINUTE_MS;
const FLAT_MINUTES = 14;

/** What a twin tells each minute, as it is stored: gauges in single precision, counters in double. */
function minutesOf(twin: MinerTwin): readonly TelemetryRow[] {
  const rows: TelemetryRow[] = [];
  for (let atMs = START_MS; atMs < NOW_MS; atMs += MINUTE_MS) {
    twin.advanceTo(atMs);
    const reading = twinReading(twin);
    if (reading) rows.push(telemetryRow('twin', reading));
  }
  return rows;
}

function foundOf(twin: MinerTwin) {
  const rows = minutesOf(twin);
  const values: Partial<Record<SeriesName, Float64Array>> = {};
  for (const [place, { name, kind }] of SERIES.entries()) {
    const column = Float64Array.from(rows, (row) => {
      const value = row.values[place] ?? Number.NaN;
      return kind === 'counter' ? value : Math.fround(value);
    });
    if (column.some((value) => !Number.isNaN(value))) values[name] = column;
  }
  const report = qualityReport({
    columns: { atMs: Float64Array.from(rows, ({ atMs }) => atMs), values },
    fromMs: START_MS,
    toMs: NOW_MS,
    nowMs: NOW_MS,
    stepMs: MINUTE_MS,
    toldBefore: new Set(),
    facts: {},
    zone: 'Europe/Berlin',
  });
  return [...report.ofRows, ...report.series.flatMap(({ findings }) => findings)];
}

test('of six kinds of miners over two days nothing is doubted but the rate that died with its measuring', () => {
  const flatlineAtMs = NOW_MS - FLAT_MINUTES * MINUTE_MS;
  const found = demoFleet({ seed: 20, startMs: START_MS, flatlineAtMs }).map(foundOf);
  expect(found.filter((findings) => findings.length === 0)).toHaveLength(5);
  // Its one board tells the same rate.
  expect(found.flat()).toMatchObject([
    { series: 'hashrateHs', reason: 'frozen' },
    { series: 'board1Hs', reason: 'frozen' },
  ]);
  expect(found.flat()[0]?.values).toBeGreaterThanOrEqual(FLAT_MINUTES - 1);
  expect(found.flat()[0]?.stretches.at(-1)?.toMs).toBe(NOW_MS);
});
