import type { RawRecord } from './raw-record.ts';

/** H/s. */
export interface MaraRates {
  readonly realtimeHs?: number | undefined;
  readonly averageHs?: number | undefined;
  readonly idealHs?: number | undefined;
}

const UNITS_HS: Readonly<Record<string, number>> = {
  'H/S': 1,
  'KH/S': 1e3,
  'MH/S': 1e6,
  'GH/S': 1e9,
  'TH/S': 1e12,
  'PH/S': 1e15,
};
const COUNTED_IN = [1e9, 1e12] as const;

/** Of each the best that a version tells first: some KS5 builds tell the rate of ten minutes alone, and no ideal one. */
const REALTIME = ['hashrate_realtime', 'hashrate_realtime_10m'] as const;
const AVERAGE = ['hashrate_average', 'hashrate_realtime_1h', 'hashrate_realtime_1d'] as const;
const IDEAL = ['hashrate_ideal', 'hashrate_stock', 'hashrate_sales'] as const;

/**
 * The rates of `/brief`. Its `hashrate_unit` says what they are counted in, but not of which of them: pyasic reads the
 * present rate in TH/s beside an ideal one in GH/s, asic-rs reads both in GH/s. A miner does about what it should, so
 * the ideal rate is read in the unit in which it is nearest to the present one. A rate with a unit of its own
 * (`hashrate_stock_unit`: asic-rs-support-extension, `kaonsu/src/telemetry.rs`) is in that.
 */
export function maraRates(brief: RawRecord): MaraRates {
  const told = toldUnitHs(brief, 'hashrate_unit');
  const [realtime, average, ideal] = [REALTIME, AVERAGE, IDEAL].map((names) => firstRate(brief, names));
  const unitHs = told ?? unitOfPresent(realtime?.value || average?.value, ideal?.value);
  const realtimeHs = times(realtime?.value, realtime?.ownUnitHs ?? unitHs);
  const averageHs = times(average?.value, average?.ownUnitHs ?? unitHs);
  const idealHs =
    ideal?.ownUnitHs === undefined
      ? nearestHs(ideal?.value, realtimeHs || averageHs, unitHs)
      : times(ideal.value, ideal.ownUnitHs);
  return { realtimeHs, averageHs, idealHs };
}

const BOARD = ['hashrate_realtime_10m', 'hashrate_average', 'hashrate_avg'] as const;

/**
 * What a board of `/hashboards` or `/details` does, H/s. Without a unit it is counted in GH/s, or in whatever brings it
 * nearest to `shareHs`, its share of what the whole miner does.
 */
export function boardRateHs(board: RawRecord, shareHs: number | undefined): number | undefined {
  const rate = firstRate(board, BOARD);
  const unitHs = rate?.ownUnitHs ?? toldUnitHs(board, 'hashrate_unit');
  return unitHs === undefined ? nearestHs(rate?.value, shareHs, 1e9) : times(rate?.value, unitHs);
}

interface ToldRate {
  readonly value: number;
  readonly ownUnitHs: number | undefined;
}

function firstRate(record: RawRecord, names: readonly string[]): ToldRate | undefined {
  for (const name of names) {
    const value = record.number(name, { min: 0, max: 1e18 });
    if (value !== undefined) return { value, ownUnitHs: toldUnitHs(record, `${name}_unit`) };
  }
  return undefined;
}

/** A rate in the unit (GH/s or TH/s) that brings it nearest to another; without another in `unitHs`. */
function nearestHs(
  rate: number | undefined,
  otherHs: number | undefined,
  unitHs: number,
): number | undefined {
  if (rate === undefined || rate === 0 || !otherHs) return times(rate, unitHs);
  const candidates = [unitHs, ...COUNTED_IN].map((unit) => rate * unit);
  const distance = (candidateHs: number) => Math.abs(Math.log(candidateHs / otherHs));
  return candidates.reduce((best, each) => (distance(each) < distance(best) ? each : best));
}

/** No machine of this maker does less than 1 TH/s or as much as 1 PH/s: a number that large is GH/s. */
function unitOfPresent(rate: number | undefined, ideal: number | undefined): number {
  return (rate || ideal || 0) >= 1_000 ? 1e9 : 1e12;
}

function toldUnitHs(record: RawRecord, name: string): number | undefined {
  const text = record.text(name)?.toUpperCase();
  return text === undefined ? undefined : UNITS_HS[text.endsWith('/S') ? text : `${text}/S`];
}

function times(value: number | undefined, scale: number): number | undefined {
  return value === undefined ? undefined : value * scale;
}
