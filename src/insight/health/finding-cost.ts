import type { Money } from '../../domain/health/maintenance.ts';
import { isHashrate } from '../../domain/health/parameter-name.ts';
import type { WatchFinding } from '../../domain/health/watch-finding.ts';

/** What a miner brings and takes, as it should be. */
export interface MinerMoney {
  /** Of its work in a day, pool fee taken off; absent where nobody told what work is worth. */
  readonly revenuePerDay?: number | undefined;
  readonly powerW?: number | undefined;
  /** Mean over the day, all included; absent where it is not known. */
  readonly pricePerKwh?: number | undefined;
}

/** Findings tell 95 % intervals, money 80 %: half-widths of the normal law as 1.96 is to 1.2816. */
const NARROWER = 1.2816 / 1.96;

/**
 * What a finding costs in a day for one miner: work that is lost or somebody else's, or power that is drawn for nothing.
 * Undefined where that cannot be told: heat and wear cost nothing until they break something, and whether a miner that
 * does not answer still mines nobody knows.
 */
export function costPerDay({ trouble, size, evidence }: WatchFinding, money: MinerMoney): Money | undefined {
  const { revenuePerDay, powerW, pricePerKwh } = money;
  if (trouble === 'flatline' || trouble === 'pool-address') return certain(revenuePerDay);
  if (size?.unit !== 'part') return undefined;
  const figure = evidence[0]?.figure;
  const isOfAllWork = isHashrate(figure) || figure === 'shares' || figure === 'earnings';
  if (isOfAllWork) return lost(size, revenuePerDay);
  if (trouble !== 'power-rise' || powerW === undefined || pricePerKwh === undefined) return undefined;
  // What it draws now is what was usual and so much more.
  const usualKwh = (0.024 * powerW) / (1 + size.value);
  return lost(size, usualKwh * pricePerKwh);
}

function certain(value: number | undefined): Money | undefined {
  return value === undefined ? undefined : { value, low: value, high: value };
}

/** A part of a sum, whichever way it changed; nobody gains by a trouble. */
function lost(
  { value, low, high }: { readonly value: number; readonly low: number; readonly high: number },
  perDay: number | undefined,
): Money | undefined {
  if (perDay === undefined || !(perDay > 0)) return undefined;
  const part = Math.abs(value);
  const nearest = Math.min(Math.abs(low), Math.abs(high));
  const farthest = Math.max(Math.abs(low), Math.abs(high));
  const least = Math.sign(low) === Math.sign(high) ? nearest : 0;
  return {
    value: part * perDay,
    low: Math.max(0, part - NARROWER * (part - least)) * perDay,
    high: (part + NARROWER * (farthest - part)) * perDay,
  };
}
