import type { Cause, RankedCause } from '../../domain/health/cause.ts';
import type { Check, NextCheck } from '../../domain/health/check.ts';
import type { Symptom } from '../../domain/health/symptom.ts';

/** What an owner's time and the miner's are worth, in the owner's money. */
export interface CheckPrices {
  readonly perWorkHour: number;
  /** What the miner earns in an hour, less its power; below 0 where it loses. */
  readonly perMinerHour: number;
}

/**
 * Judged from repair instructions: reading a figure takes a minute, looking into a cooled machine ten to twenty, new
 * paste half an hour (the steps stand beside each check on the page, with their sources).
 */
export const CHECKS: Readonly<Record<Cause, Check>> = {
  dust: check('dust', 15, 15, ['cooling-worse']),
  'dry-paste': check('dry-paste', 30, 40, ['cooling-worse', 'chip-far-above-sink']),
  'worn-fan': check('worn-fan', 5, 0, ['fan-slower', 'fan-unsteady']),
  'weak-supply': check('weak-supply', 5, 5, ['supply-lower', 'errors-more', 'part-still']),
  'hot-regulator': check('hot-regulator', 10, 15, ['regulator-hotter']),
  'weak-chips': check('weak-chips', 2, 0, ['errors-more', 'hashrate-less']),
  'lost-part': check('lost-part', 10, 10, ['part-still', 'board-less', 'hashrate-less']),
  'hung-firmware': check('hung-firmware', 1, 2, ['no-shares']),
  'hot-room': check('hot-room', 1, 0, ['air-warmer']),
  network: check('network', 2, 0, ['no-answer', 'no-shares', 'shares-late']),
  pool: check('pool', 1, 0, ['shares-refused', 'other-pool', 'no-shares']),
  'somebody-else': check('somebody-else', 2, 0, ['settings-other', 'firmware-other', 'address-other']),
};

/** Causes less likely than this are not worth a check. */
const LEAST_CHANCE = 0.02;

/**
 * What to look at first: the check with the most chance for its cost, and so on. With one cause at work and checks that
 * do not help each other, no other order finds it at less expected cost (Kadane & Simon, Annals of Statistics 5, 1977;
 * for repairs: Heckerman, Breese & Rommelse, Communications of the ACM 38, 1995).
 */
export function nextChecks(causes: readonly RankedCause[], prices: CheckPrices): readonly NextCheck[] {
  const byWorth = causes
    .filter(({ chance }) => chance >= LEAST_CHANCE)
    .map(
      ({ cause, chance }): NextCheck => ({ ...CHECKS[cause], chance, cost: costOf(CHECKS[cause], prices) }),
    );
  return byWorth.sort((a, b) => b.chance * a.cost - a.chance * b.cost || b.chance - a.chance);
}

function costOf({ workMinutes, stopsMinutes }: Check, { perWorkHour, perMinerHour }: CheckPrices): number {
  return (workMinutes * Math.max(0, perWorkHour) + stopsMinutes * Math.max(0, perMinerHour)) / 60;
}

function check(
  cause: Cause,
  workMinutes: number,
  stopsMinutes: number,
  confirmedBy: readonly Symptom[],
): Check {
  return { cause, workMinutes, stopsMinutes, confirmedBy };
}
