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
  { name: 'mining', unit: '0/1', kind: 'gauge' },
  { name: 'sharesAccepted', unit: '', kind: 'counter' },
  { name: 'sharesRejected', unit: '', kind: 'counter' },
  { name: 'sharesStale', unit: '', kind: 'counter' },
  { name: 'hwErrors', unit: '', kind: 'counter' },
  { name: 'uptimeS', unit: 's', kind: 'counter' },
  { name: 'bestShare', unit: '', kind: 'counter' },
  // Not told by the miner: what its plug, or the owner's reading of one, says, and the air of the room that it is in.
  { name: 'wallPowerW', unit: 'W', kind: 'gauge' },
  { name: 'roomTempC', unit: '°C', kind: 'gauge' },
] as const satisfies readonly SeriesDefinition[];

export interface SeriesDefinition {
  readonly name: string;
  readonly unit: string;
  /** A gauge is averaged over a bucket (and kept as 32-bit float); of a counter the last value is kept (64-bit). */
  readonly kind: 'gauge' | 'counter';
}

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
