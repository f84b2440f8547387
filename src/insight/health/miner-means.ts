import { TIER_MS } from '../../domain/buckets.ts';
import { hourOf } from '../anomaly/hour.ts';
import type { Quarter } from '../anomaly/quarter.ts';
import type { MachineLoad } from '../lifetime/component-law.ts';

/** How a miner did of late, and what it had to bear in all its watch. A plain value. */
export interface MinerMeans {
  /** The first quarter in which it answered. */
  readonly fromMs: number;
  /** Quarters in which it answered, and how often it began anew in them. */
  readonly quarters: number;
  readonly restarts: number;
  /** Sums over quarters that told them. */
  readonly sums: Readonly<Partial<Record<LoadName, { readonly sum: number; readonly count: number }>>>;
  /** The steady part of each hour of the last day that had one, oldest first. */
  readonly hours: readonly Quarter[];
  /** The steady quarters of the last such hour, which may go on. */
  readonly underWay: readonly Quarter[];
}

type LoadName = 'airC' | 'chipC' | 'regulatorC' | 'fanDuty';

/** One more quarter of a miner; one without an answer says nothing. */
export function addToMeans(means: MinerMeans | undefined, quarter: Quarter): MinerMeans | undefined {
  if (quarter.answers === 0) return means;
  const { fromMs, chipC, regulatorC, fanPercent, roomC, inletC } = quarter;
  const told: Readonly<Record<LoadName, number | undefined>> = {
    airC: inletC ?? roomC,
    chipC,
    regulatorC,
    fanDuty: fanPercent === undefined ? undefined : fanPercent / 100,
  };
  const sums = { ...means?.sums };
  for (const [name, value] of Object.entries(told) as readonly [LoadName, number | undefined][])
    if (value !== undefined) {
      const { sum = 0, count = 0 } = sums[name] ?? {};
      sums[name] = { sum: sum + value, count: count + 1 };
    }
  return {
    fromMs: means?.fromMs ?? fromMs,
    quarters: (means?.quarters ?? 0) + 1,
    restarts: (means?.restarts ?? 0) + quarter.restarts,
    sums,
    ...lastHours(means, quarter),
  };
}

/** The steady part of its last day as one; absent where there was none. */
export function lastDay({ hours, underWay }: MinerMeans): Quarter | undefined {
  const last = hourOf(underWay);
  return hourOf(last ? [...hours, last] : hours);
}

export function loadOf({ sums, quarters, restarts }: MinerMeans): MachineLoad {
  const mean = (name: LoadName) => {
    const of = sums[name];
    return of && of.sum / of.count;
  };
  return {
    airC: mean('airC'),
    chipC: mean('chipC'),
    regulatorC: mean('regulatorC'),
    fanDuty: mean('fanDuty'),
    startsPerDay: (restarts * TIER_MS.day) / (quarters * TIER_MS.quarter),
  };
}

function lastHours(means: MinerMeans | undefined, quarter: Quarter): Pick<MinerMeans, 'hours' | 'underWay'> {
  const { hours = [], underWay = [] } = means ?? {};
  if (!quarter.steady) return { hours, underWay };
  const hourBegan = (each: Quarter) => Math.floor(each.fromMs / TIER_MS.hour);
  const [first] = underWay;
  if (first && hourBegan(first) === hourBegan(quarter)) return { hours, underWay: [...underWay, quarter] };
  const ended = hourOf(underWay);
  const recent = hours.filter(({ toMs }) => toMs > quarter.toMs - TIER_MS.day);
  return { hours: ended ? [...recent, ended] : recent, underWay: [quarter] };
}
