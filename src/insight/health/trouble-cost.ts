import type { Money } from '../../domain/health/maintenance.ts';
import type { BookedFinding } from './finding-book.ts';
import { costPerDay, type MinerMoney } from './finding-cost.ts';
import type { FindingGroup } from './finding-groups.ts';
import { isSameLoss } from './one-trouble.ts';

interface PaidMiner {
  readonly id: string;
  readonly money: MinerMoney;
}

/**
 * What a trouble costs in a day: what each of its miners loses, and what it brought about beside that. The same loss by two
 * names counts once. Undefined where nothing of it can be told.
 * @param miners those that it concerns
 */
export function troubleCost(
  shown: FindingGroup,
  consequences: readonly BookedFinding[],
  miners: readonly PaidMiner[],
): Money | undefined {
  const losses = shown.map((each) => {
    const alsoAs = consequences.filter(
      (other) => isSameLoss(other) && other.finding.minerId === each.finding.minerId,
    );
    return dearest([each, ...alsoAs].map((one) => costOf(one, miners)));
  });
  const beside = consequences.filter((each) => !isSameLoss(each)).map((each) => costOf(each, miners));
  const known = [sumOf(losses), sumOf(beside)].filter((sum) => sum !== undefined);
  return sumOf(known);
}

function costOf({ finding }: BookedFinding, miners: readonly PaidMiner[]): Money | undefined {
  // Of an account each miner's work loses the same part.
  if (finding.account) return sumOf(miners.map(({ money }) => costPerDay(finding, money)));
  const miner = miners.find(({ id }) => id === finding.minerId);
  return miner && costPerDay(finding, miner.money);
}

function dearest(costs: readonly (Money | undefined)[]): Money | undefined {
  const [first] = costs
    .filter((cost) => cost !== undefined)
    .toSorted((one, other) => other.value - one.value);
  return first;
}

/** Of several all have to be known: a sum of some would pass for the whole. */
function sumOf(costs: readonly (Money | undefined)[]): Money | undefined {
  let sum: Money = { value: 0, low: 0, high: 0 };
  for (const cost of costs) {
    if (!cost) return undefined;
    sum = { value: sum.value + cost.value, low: sum.low + cost.low, high: sum.high + cost.high };
  }
  return costs.length > 0 ? sum : undefined;
}
