import type { Reading } from './reading.ts';
import { SERIES, type SeriesName, type TelemetryRow } from './series.ts';

/** What is known of a miner from others than itself, at the moment of its Reading. */
export interface Surroundings {
  /** At the wall: measured by a plug, or worked out from one. */
  readonly wallPowerW?: number | undefined;
  /** The air of the room. */
  readonly roomTempC?: number | undefined;
}

/** How each series is taken out of a Reading. Absent stays absent. */
const take: Readonly<
  Record<Exclude<SeriesName, keyof Surroundings>, (reading: Reading) => number | undefined>
> = {
  hashrateHs: (reading) => reading.hashrateHs,
  hashrateAvgHs: (reading) => reading.hashrateAvgHs,
  expectedHashrateHs: (reading) => reading.expectedHashrateHs,
  powerW: (reading) => reading.powerW,
  tempChipMaxC: (reading) => reading.tempChipMaxC,
  tempVrC: (reading) => reading.tempVrC,
  tempBoardMaxC: (reading) => reading.tempBoardMaxC,
  tempInletC: (reading) => reading.tempInletC,
  tempOutletC: (reading) => reading.tempOutletC,
  fanRpm: (reading) => largest(reading.fans.map((fan) => fan.rpm)),
  fanPercent: (reading) => largest(reading.fans.map((fan) => fan.percent)),
  frequencyMhz: (reading) => reading.frequencyMhz,
  voltageCoreV: (reading) => reading.voltageCoreV,
  voltageInV: (reading) => reading.voltageInV,
  currentA: (reading) => reading.currentA,
  hwErrorPct: (reading) => reading.hwErrorPct,
  poolDifficulty: (reading) => reading.poolDifficulty,
  poolLatencyMs: (reading) => reading.poolLatencyMs,
  wifiRssiDbm: (reading) => reading.wifiRssiDbm,
  mining: (reading) => (reading.mining === undefined ? undefined : Number(reading.mining)),
  sharesAccepted: (reading) => reading.shares.accepted,
  sharesRejected: (reading) => reading.shares.rejected,
  sharesStale: (reading) => reading.shares.stale,
  hwErrors: (reading) => reading.hwErrors,
  uptimeS: (reading) => reading.uptimeS,
  bestShare: (reading) => reading.bestShare,
};

/** The row that is stored of a Reading and what is around the miner; what they lack is NaN. */
export function telemetryRow(
  minerId: string,
  reading: Partial<Reading> & { readonly atMs: number },
  around: Surroundings = {},
): TelemetryRow {
  const whole: Reading = {
    fans: [],
    shares: {},
    boards: [],
    pools: [],
    faults: [],
    oddities: [],
    ...reading,
  };
  const values = Float64Array.from(
    SERIES,
    ({ name }) =>
      (name === 'wallPowerW' || name === 'roomTempC' ? around[name] : take[name](whole)) ?? Number.NaN,
  );
  return { minerId, atMs: reading.atMs, values };
}

function largest(values: readonly (number | undefined)[]): number | undefined {
  const present = values.filter((value) => value !== undefined);
  return present.length > 0 ? Math.max(...present) : undefined;
}
