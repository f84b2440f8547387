/**
 * The columns of stored telemetry: one Series a field. The order is part of the stored format (a row is an array in
 * this order), so new series are appended and none is ever removed or moved.
 */
export const SERIES = [
  { name: 'hashrateHs', unit: 'H/s', kind: 'gauge' },
  { name: 'hashrateAvgHs', unit: 'H/s', kind: 'gauge' },
  { name: 'expectedHashrateHs', unit: 'H/s', kind: 'gauge' },
  { name: 'powerW', unit: 'W', kind: 'gauge' },
  { name: 'tempChipMaxC', unit: '°C', kind: 'gauge' },
  { name: 'tempVrC', unit: '°C', kind: 'gauge' },
  { name: 'tempBoardMaxC', unit: '°C', kind: 'gauge' },
  { name: 'tempInletC', unit: '°C', kind: 'gauge' },
  { name: 'tempOutletC', unit: '°C', kind: 'gauge' },
  { name: 'fanRpm', unit: 'rpm', kind: 'gauge' },
  { name: 'fanPercent', unit: '%', kind: 'gauge' },
  { name: 'frequencyMhz', unit: 'MHz', kind: 'gauge' },
  { name: 'voltageCoreV', unit: 'V', kind: 'gauge' },
  { name: 'voltageInV', unit: 'V', kind: 'gauge' },
  { name: 'currentA', unit: 'A', kind: 'gauge' },
  { name: 'hwErrorPct', unit: '%', kind: 'gauge' },
  { name: 'poolDifficulty', unit: '', kind: 'gauge' },
  { name: 'poolLatencyMs', unit: 'ms', kind: 'gauge' },
  { name: 'wifiRssiDbm', unit: 'dBm', kind: 'gauge' },
  { name: 'mining', unit: '0/1', kind: 'gauge', codes: 2 },
  { name: 'sharesAccepted', unit: '', kind: 'counter' },
  { name: 'sharesRejected', unit: '', kind: 'counter' },
  { name: 'sharesStale', unit: '', kind: 'counter' },
  { name: 'hwErrors', unit: '', kind: 'counter' },
  { name: 'uptimeS', unit: 's', kind: 'counter' },
  { name: 'bestShare', unit: '', kind: 'counter' },
  // Not told by the miner: what its plug, or the owner's reading of one, says, and the air of the room that it is in.
  { name: 'wallPowerW', unit: 'W', kind: 'gauge' },
  { name: 'roomTempC', unit: '°C', kind: 'gauge' },
  // What one Reading alone says of the miner: see MINER_STATE_CODES.
  { name: 'state', unit: '', kind: 'state', codes: 4 },
  { name: 'tempChipAvgC', unit: '°C', kind: 'gauge' },
  // Warmest less coldest, of chips where they are told, else of boards.
  { name: 'tempChipSpreadC', unit: '°C', kind: 'gauge' },
  { name: 'board1Hs', unit: 'H/s', kind: 'gauge' },
  { name: 'board2Hs', unit: 'H/s', kind: 'gauge' },
  { name: 'board3Hs', unit: 'H/s', kind: 'gauge' },
  { name: 'board4Hs', unit: 'H/s', kind: 'gauge' },
  { name: 'voltageCoreSetV', unit: 'V', kind: 'gauge' },
  { name: 'powerLimitW', unit: 'W', kind: 'gauge' },
  { name: 'networkDifficulty', unit: '', kind: 'gauge' },
  // The slowest of several fans.
  { name: 'fanRpmMin', unit: 'rpm', kind: 'gauge' },
  // Of graphics cards; the mean of several.
  { name: 'memoryClockMhz', unit: 'MHz', kind: 'gauge' },
] as const satisfies readonly SeriesDefinition[];

export interface SeriesDefinition {
  readonly name: string;
  readonly unit: string;
  /**
   * A gauge is averaged over a bucket (and kept as 32-bit float); of a counter the last value is kept (64-bit); a state
   * is a small whole number (32-bit) of which the last is kept, and how long each was held.
   */
  readonly kind: 'gauge' | 'counter' | 'state';
  /** Values are codes below this, and how long each was held is counted; absent where they are no codes. */
  readonly codes?: number;
}

/** Codes of the series `state`. A miner that does not answer has no row, and so no state. */
export const MINER_STATE_CODES = { offline: 0, hashing: 1, degraded: 2, paused: 3 } as const;

export type SeriesName = (typeof SERIES)[number]['name'];

/** One stored moment of one miner: `values[i]` belongs to `SERIES[i]`; NaN is missing. */
export interface TelemetryRow {
  readonly minerId: string;
  readonly atMs: number;
  readonly values: Float64Array;
}

/** Columns over one range, ready to draw: `atMs[i]` is the moment of `values[name][i]`; NaN is missing. */
export interface SeriesColumns {
  readonly atMs: Float64Array;
  readonly values: Readonly<Partial<Record<SeriesName, Float64Array>>>;
  /** Of a sum over miners: how many of them each row's first series is the sum of. */
  readonly counts?: Float64Array | undefined;
}
