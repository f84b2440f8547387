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

/**
 * The rates of `/brief`. Its `hashrate_unit` says what they are counted in, but not of which of them: pyasic reads the
 * present rate in TH/s beside an ideal one in GH/s, asic-rs reads both in GH/s. A miner does about what it should, so
 * the ideal rate is read in the unit in which it is nearest to the present one.
 */
export function maraRates(brief: RawRecord): MaraRates {
  const told = toldUnitHs(brief, 'hashrate_unit');
  const ideal = brief.number('hashrate_ideal', { min: 0, max: 1e18 });
  const realtime = brief.number('hashrate_realtime', { min: 0, max: 1e18 });
  const average = brief.number('hashrate_average', { min: 0, max: 1e18 });
  const unitHs = told ?? unitOfPresent(realtime || average, ideal);
  const realtimeHs = times(realtime, unitHs);
  const averageHs = times(average, unitHs);
  return { realtimeHs, averageHs, idealHs: nearestHs(ideal, realtimeHs || averageHs, unitHs) };
}

/** A rate in the unit (GH/s or TH/s) that brings it nearest to another; without another in `unitHs`. */
export function nearestHs(
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
