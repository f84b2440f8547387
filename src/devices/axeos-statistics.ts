import type { Reading } from '../domain/reading.ts';
import type { DeviceAdapter, HistoricReading } from './adapter.ts';
import { RawRecord } from './raw-record.ts';
import { replyJson } from './reply-json.ts';

type History = NonNullable<DeviceAdapter['history']>;

/** What each column means, by the names of all versions (2.8 says `temp`, later ones `asicTemp`). */
const COLUMNS: Readonly<Record<string, (value: number) => Partial<Reading>>> = {
  hashrate: (ghs) => ({ hashrateHs: ghs * 1e9 }),
  power: (powerW) => ({ powerW }),
  asictemp: (tempChipMaxC) => ({ tempChipMaxC }),
  temp: (tempChipMaxC) => ({ tempChipMaxC }),
  vrtemp: (tempVrC) => ({ tempVrC }),
  asicvoltage: (mv) => ({ voltageCoreV: mv / 1_000 }),
  corevoltageactual: (mv) => ({ voltageCoreV: mv / 1_000 }),
  voltage: (mv) => ({ voltageInV: mv / 1_000 }),
  current: (ma) => ({ currentA: ma / 1_000 }),
  errorpercentage: (hwErrorPct) => ({ hwErrorPct }),
  wifirssi: (wifiRssiDbm) => ({ wifiRssiDbm }),
  responsetime: (poolLatencyMs) => ({ poolLatencyMs }),
};

/** Sensors that are not there say −1 or 0. */
const ABSENT_WHEN_NOT_POSITIVE = new Set(['asictemp', 'temp', 'vrtemp', 'fanrpm']);

/**
 * What AxeOS remembers (since 2.8, off unless `statsFrequency` is set, at most 720 rows). Its times count from boot:
 * the reply's own `currentTimestamp` ties them to our clock. Older versions answer 404 and have nothing.
 */
export const axeosHistory: History = async (transport, { sinceMs, nowMs, signal }) => {
  const reply = await transport.http({ path: '/api/system/statistics', ...(signal ? { signal } : {}) });
  if (reply.status === 404 || reply.status === 405) return [];
  return parseAxeosStatistics(replyJson(reply, '/api/system/statistics'), nowMs()).filter(
    ({ atMs }) => atMs > sinceMs,
  );
};

/** The table `{currentTimestamp, labels, statistics}` → moments, oldest first. */
export function parseAxeosStatistics(table: unknown, receivedAtMs: number): readonly HistoricReading[] {
  const fields = new RawRecord(table, []);
  const bootedForMs = fields.number('currentTimestamp', { min: 0 });
  const labels = fields.raw('labels');
  const rows = fields.raw('statistics');
  if (bootedForMs === undefined || !Array.isArray(labels) || !Array.isArray(rows)) return [];
  const names = labels.map((label) => (typeof label === 'string' ? label.toLowerCase() : ''));
  const timeAt = names.lastIndexOf('timestamp');
  return rows
    .flatMap((row) => {
      if (!Array.isArray(row)) return [];
      const sinceBootMs: unknown = row[timeAt];
      // A row from after the present moment belongs to no clock we know.
      if (typeof sinceBootMs !== 'number' || sinceBootMs > bootedForMs) return [];
      return [{ ...momentOf(names, row), atMs: receivedAtMs - (bootedForMs - sinceBootMs) }];
    })
    .sort((a, b) => a.atMs - b.atMs);
}

function momentOf(names: readonly string[], row: readonly unknown[]): Partial<Reading> {
  let moment: Partial<Reading> = {};
  const numberAt = (name: string) => {
    const value = row[names.indexOf(name)];
    const usable =
      typeof value === 'number' &&
      Number.isFinite(value) &&
      !(ABSENT_WHEN_NOT_POSITIVE.has(name) && value <= 0);
    return usable ? value : undefined;
  };
  for (const name of names) {
    const value = numberAt(name);
    const take = COLUMNS[name];
    if (value !== undefined && take) moment = { ...moment, ...take(value) };
  }
  const rpm = numberAt('fanrpm');
  const percent = numberAt('fanspeed');
  return rpm === undefined && percent === undefined ? moment : { ...moment, fans: [{ rpm, percent }] };
}
