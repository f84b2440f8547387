import type { Board, Reading } from './reading.ts';
import { MINER_STATE_CODES, SERIES, type SeriesName, type TelemetryRow } from './series.ts';

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
  state: (reading) => stateCode(reading),
  tempChipAvgC: (reading) => reading.tempChipAvgC,
  tempChipSpreadC: (reading) => chipSpreadC(reading.boards),
  board1Hs: (reading) => reading.boards[0]?.hashrateHs,
  board2Hs: (reading) => reading.boards[1]?.hashrateHs,
  board3Hs: (reading) => reading.boards[2]?.hashrateHs,
  board4Hs: (reading) => reading.boards[3]?.hashrateHs,
  voltageCoreSetV: (reading) => reading.voltageCoreSetV,
  powerLimitW: (reading) => reading.powerLimitW,
  networkDifficulty: (reading) => reading.networkDifficulty,
  fanRpmMin: (reading) => leastRpm(reading),
  memoryClockMhz: (reading) => mean(reading.boards.map((board) => board.memoryClockMhz)),
};

/** In the order of SERIES. */
const READERS = SERIES.map(({ name }) =>
  name === 'wallPowerW' || name === 'roomTempC'
    ? (_: Reading, around: Surroundings) => around[name]
    : take[name],
);

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
  // Filled place by place: `Float64Array.from` over SERIES takes most of the time in which a month of the demo is made.
  const values = new Float64Array(READERS.length);
  for (let place = 0; place < READERS.length; place += 1)
    values[place] = READERS[place]?.(whole, around) ?? Number.NaN;
  return { minerId, atMs: reading.atMs, values };
}

/**
 * What this Reading alone says of its miner, by MINER_STATE_CODES: what needs the past (a mean that is too low, fans
 * that turned before) or age (stale, lost) is not in it. Absent where it neither tells a rate nor claims anything.
 */
function stateCode({ paused, mining, hashrateHs, overheated, faults }: Reading): number | undefined {
  if (paused === true) return MINER_STATE_CODES.paused;
  if (mining === false || hashrateHs === 0) return MINER_STATE_CODES.offline;
  if (mining === undefined && hashrateHs === undefined) return undefined;
  return overheated === true || faults.length > 0 ? MINER_STATE_CODES.degraded : MINER_STATE_CODES.hashing;
}

/** Warmest less coldest chip, °C; where chips are not told one by one, of boards. Absent with fewer than two. */
function chipSpreadC(boards: readonly Board[]): number | undefined {
  const chips = boards.flatMap(({ perChip = [] }) => perChip.map(({ tempC }) => tempC)).filter(isTold);
  const told = chips.length > 1 ? chips : boards.map(({ tempChipC }) => tempChipC).filter(isTold);
  return told.length > 1 ? Math.max(...told) - Math.min(...told) : undefined;
}

function leastRpm({ fans }: Reading): number | undefined {
  const told = fans.map(({ rpm }) => rpm).filter(isTold);
  return told.length > 1 ? Math.min(...told) : undefined;
}

function isTold(value: number | undefined): value is number {
  return value !== undefined;
}

function mean(values: readonly (number | undefined)[]): number | undefined {
  const present = values.filter(isTold);
  return present.length > 0 ? present.reduce((sum, value) => sum + value, 0) / present.length : undefined;
}

function largest(values: readonly (number | undefined)[]): number | undefined {
  const present = values.filter(isTold);
  return present.length > 0 ? Math.max(...present) : undefined;
}
