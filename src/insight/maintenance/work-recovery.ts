import type { PlannedWork } from '../../domain/health/maintenance.ts';
import { isHashrate } from '../../domain/health/parameter-name.ts';
import type { WatchFinding } from '../../domain/health/watch-finding.ts';
import { narrowed } from './money-range.ts';
import type { Range } from './repair-costs.ts';

/**
 * What work brings back if it mends all of a finding, with its 80 % interval: kelvin between chip and air where resistance grew
 * by s, since T_chip − T_air = R·P, so s/(1 + s) of it goes; the same part of the power that a rise took; of hashrate the part
 * of the usual that is missing. Undefined where that is not known, or the finding has no size.
 */
export function recoveryOf(
  { trouble, size, evidence }: Pick<WatchFinding, 'trouble' | 'size' | 'evidence'>,
  miner: {
    readonly chipOverAirK?: number | undefined;
    readonly money: { readonly powerW?: number | undefined };
  },
): PlannedWork['recovery'] {
  if (size?.unit !== 'part') return undefined;
  const change = narrowed(size, 1.96);
  const figure = evidence[0]?.figure;
  if (trouble === 'thermal-resistance') return grown(change, miner.chipOverAirK, 'K');
  if (trouble === 'power-rise') return grown(change, miner.money.powerW, 'W');
  if (!isHashrate(figure) && figure !== 'shares') return undefined;
  const lost = (part: number) => Math.max(0, Math.min(1, -part));
  return { value: lost(change.value), low: lost(change.high), high: lost(change.low), unit: 'part' };
}

function grown(by: Range, now: number | undefined, unit: 'K' | 'W'): PlannedWork['recovery'] {
  if (now === undefined || !(now > 0)) return undefined;
  const goes = (part: number) => (part > 0 ? (now * part) / (1 + part) : 0);
  return { value: goes(by.value), low: goes(by.low), high: goes(by.high), unit };
}
