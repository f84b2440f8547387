import type { Fan, Reading } from '../domain/reading.ts';
import type { DeviceAdapter, HistoricReading } from './adapter.ts';
import { RawRecord } from './raw-record.ts';
import { replyJson } from './reply-json.ts';

type History = NonNullable<DeviceAdapter['history']>;

/** Sensors that are not there say −1 or 0. */
const ABOVE_ZERO = Number.MIN_VALUE;

interface Column {
  /** What makes sense, in the device's unit; anything else is not there. */
  readonly range: readonly [min: number, max: number];
  readonly take: (value: number) => Partial<Reading>;
}

const temperature = (take: Column['take']): Column => ({ range: [ABOVE_ZERO, 250], take });

/** What each column means, by the names of all versions (2.8 says `temp`, later ones `asicTemp`). */
const COLUMNS: ReadonlyMap<string, Column> = new Map<string, Column>([
  ['hashrate', { range: [0, 1e9], take: (ghs) => ({ hashrateHs: ghs * 1e9 }) }],
  ['power', { range: [ABOVE_ZERO, 20_000], take: (powerW) => ({ powerW }) }],
  ['asictemp', temperature((tempChipMaxC) => ({ tempChipMaxC }))],
  ['temp', temperature((tempChipMaxC) => ({ tempChipMaxC }))],
  ['vrtemp', temperature((tempVrC) => ({ tempVrC }))],
  ['asicvoltage', { range: [0, 20_000], take: (mv) => ({ voltageCoreV: mv / 1_000 }) }],
  ['corevoltageactual', { range: [0, 20_000], take: (mv) => ({ voltageCoreV: mv / 1_000 }) }],
  ['voltage', { range: [0, 500_000], take: (mv) => ({ voltageInV: mv / 1_000 }) }],
  ['current', { range: [0, 5e6], take: (ma) => ({ currentA: ma / 1_000 }) }],
  ['errorpercentage', { range: [0, 100], take: (hwErrorPct) => ({ hwErrorPct }) }],
  ['wifirssi', { range: [-130, 0], take: (wifiRssiDbm) => ({ wifiRssiDbm }) }],
  ['responsetime', { range: [0, 600_000], take: (poolLatencyMs) => ({ poolLatencyMs }) }],
]);

const FAN_COLUMNS: ReadonlyMap<string, { readonly max: number; readonly take: (value: number) => Fan }> =
  new Map([
    ['fanrpm', { max: 50_000, take: (rpm: number): Fan => ({ rpm }) }],
    ['fanspeed', { max: 100, take: (percent: number): Fan => ({ percent }) }],
  ]);

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
  const bootedForMs = fields.number('currentTimestamp', { min: 0, max: receivedAtMs });
  const labels = fields.raw('labels');
  const rows = fields.raw('statistics');
  if (bootedForMs === undefined || !Array.isArray(labels) || !Array.isArray(rows)) return [];
  const names = labels.map((label) => (typeof label === 'string' ? label.toLowerCase() : ''));
  const timeAt = names.lastIndexOf('timestamp');
  const moments = rows
    .flatMap((row) => {
      if (!Array.isArray(row)) return [];
      const sinceBootMs: unknown = row[timeAt];
      // A row from after the present moment, or from before the start, belongs to no clock we know.
      if (typeof sinceBootMs !== 'number' || sinceBootMs < 0 || sinceBootMs > bootedForMs) return [];
      return [{ ...momentOf(names, row), atMs: Math.round(receivedAtMs - (bootedForMs - sinceBootMs)) }];
    })
    .sort((a, b) => a.atMs - b.atMs);
  return withoutGlitches(moments);
}

/** Clocks range over less than a factor of three; a rate five times the usual is a glitch (ESP-Miner #1445). */
const MOST_OF_USUAL = 5;
/** Fewer rows than these may all be of the first minutes, while the rate still rises. */
const FEWEST_ROWS = 12;

function withoutGlitches(moments: readonly HistoricReading[]): readonly HistoricReading[] {
  const rates = moments.flatMap(({ hashrateHs }) => (hashrateHs ? [hashrateHs] : [])).sort((a, b) => a - b);
  const usualHs = rates[Math.floor((rates.length - 1) / 2)];
  if (usualHs === undefined || rates.length < FEWEST_ROWS) return moments;
  return moments.map((moment) => {
    const { hashrateHs, ...rest } = moment;
    return hashrateHs !== undefined && hashrateHs > MOST_OF_USUAL * usualHs ? rest : moment;
  });
}

function momentOf(names: readonly string[], row: readonly unknown[]): Partial<Reading> {
  const moment: Partial<Reading> = {};
  const turning: Fan = {};
  names.forEach((name, place) => {
    const value: unknown = row[place];
    if (typeof value !== 'number') return;
    const column = COLUMNS.get(name);
    if (column && value >= column.range[0] && value <= column.range[1])
      Object.assign(moment, column.take(value));
    const fan = FAN_COLUMNS.get(name);
    if (fan && value >= 0 && value <= fan.max) Object.assign(turning, fan.take(value));
  });
  const hasFan = turning.rpm !== undefined || turning.percent !== undefined;
  return hasFan ? { ...moment, fans: [turning] } : moment;
}
