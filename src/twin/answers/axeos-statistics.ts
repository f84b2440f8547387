import type { HistoryRow } from '../device-history.ts';
import type { MinerTwin } from '../miner-twin.ts';
import { axeosFloat } from './axeos-float.ts';

/** The columns of /api/system/statistics, in the firmware's order and units (http_server.c, STATS_LABEL_*). */
const COLUMNS: Readonly<Record<string, (row: HistoryRow) => number>> = {
  hashrate: (row) => row.hashrateHs / 1e9,
  hashrate_1m: (row) => row.mean1mHs / 1e9,
  hashrate_10m: (row) => row.mean10mHs / 1e9,
  hashrate_1h: (row) => row.mean1hHs / 1e9,
  errorPercentage: (row) => row.errorPercent,
  asicTemp: (row) => row.chipC,
  vrTemp: (row) => row.regulatorC,
  asicVoltage: (row) => Math.round(row.coreV * 1000),
  voltage: (row) => row.inputV * 1000,
  power: (row) => row.inputW,
  current: (row) => row.coreA * 1000,
  fanSpeed: (row) => row.fanPercent,
  fanRpm: (row) => row.fanRpm,
  fan2Rpm: () => 0,
  wifiRssi: (row) => row.rssiDbm,
  freeHeap: () => 8_392_112,
  responseTime: (row) => row.responseTimeMs,
};

/**
 * GET /api/system/statistics?columns=…: what the miner remembers. Times are milliseconds since start, `timestamp` is
 * always the last column, and unknown columns are passed over; without a known one all are sent.
 */
export function axeosStatistics(twin: MinerTwin, query: URLSearchParams): Record<string, unknown> {
  const asked = (query.get('columns') ?? '').split(',');
  const known = Object.keys(COLUMNS).filter((label) => asked.includes(label));
  const labels = known.length > 0 ? known : Object.keys(COLUMNS);
  const sinceBootMs = (atMs: number): number => Math.round(atMs - twin.state.bootedAtMs);
  return {
    currentTimestamp: sinceBootMs(twin.state.atMs),
    labels: [...labels, 'timestamp'],
    statistics: twin.history
      .list()
      .map((row) => [
        ...labels.map((label) => axeosFloat(COLUMNS[label]?.(row) ?? Number.NaN)),
        sinceBootMs(row.atMs),
      ]),
  };
}
