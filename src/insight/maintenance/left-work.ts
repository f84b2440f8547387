import type { LeftWork, PlannedWork } from '../../domain/health/maintenance.ts';
import { PART_OF, type PlanInput, type PlannedMiner } from './maintenance-plan.ts';
import { REPAIR_COSTS } from './repair-costs.ts';
import { needsOf, workId } from './work-needs.ts';
import { netPerDay } from './work-prices.ts';

/**
 * Work that would probably mend what is found, and that stands in no plan, with why: money alone does not ask for it, or
 * cannot tell. An owner who runs a machine for its heat or for the luck of it may do it all the same.
 */
export function leftWork(input: PlanInput, plan: readonly PlannedWork[]): readonly LeftWork[] {
  const planned = new Set(plan.map(({ id }) => id));
  return input.miners.flatMap((miner) => {
    const works = new Set(needsOf(miner.id, input.findings).map(({ work }) => work));
    return [...works].flatMap((work): readonly LeftWork[] => {
      const id = workId(miner.id, work);
      // To look at something costs next to nothing; the finding says what to look at.
      if (work === 'check' || planned.has(id) || !REPAIR_COSTS[work][miner.size]) return [];
      const because = whyLeft(work, miner, input);
      return [{ id, minerId: miner.id, work, because, failure: failureOf(work, miner, input) }];
    });
  });
}

function whyLeft(
  work: LeftWork['work'],
  { size, money }: PlannedMiner,
  { perUsd }: PlanInput,
): LeftWork['because'] {
  const netOfDay = netPerDay(money);
  if (netOfDay === undefined) return 'earnings-unknown';
  if ((REPAIR_COSTS[work][size]?.partsUsd.high ?? 0) > 0 && perUsd === undefined) return 'parts-unpriced';
  return netOfDay > 0 ? 'costs-more' : 'runs-at-a-loss';
}

/** How likely the part that it renews is to fail, or to stop the machine, in the longest time that is told. */
function failureOf(
  work: LeftWork['work'],
  { id }: PlannedMiner,
  { outlooks }: PlanInput,
): LeftWork['failure'] {
  const outlook = outlooks.find(({ minerId }) => minerId === id);
  const longest = outlook?.components.find(({ component }) => component === PART_OF[work])?.chances.at(-1);
  return longest && { days: longest.days, chance: longest.chance };
}
