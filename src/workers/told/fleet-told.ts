import type { Miner } from '../../domain/miner.ts';
import type { ToldValues } from '../../features/told-column.ts';
import { coinOf, type Household, poolOf } from './household.ts';
import { heardAt } from './told-points.ts';

/** How the fleet's rate is spread, as the miners answered last, by the name of the fact or series. */
export function fleetTold(house: Household): Readonly<Record<string, ToldValues>> {
  const rates = house.miners.flatMap((miner) => {
    const snapshot = house.snapshots.get(miner.id);
    const hashrateHs = snapshot?.reading.hashrateHs;
    return snapshot && hashrateHs !== undefined && hashrateHs > 0 ? [{ miner, snapshot, hashrateHs }] : [];
  });
  const heardAtMs =
    rates.length > 0 ? Math.max(...rates.map(({ snapshot }) => snapshot.answeredAtMs)) : undefined;
  const pools = rates.map(({ snapshot, hashrateHs }) => {
    const used = snapshot.reading.pools.find(({ active }) => active) ?? snapshot.reading.pools[0];
    return [poolOf(snapshot)?.id ?? used?.url, hashrateHs] as const;
  });
  const coins = rates.map(
    ({ miner, snapshot, hashrateHs }) => [coinOf(miner, snapshot), hashrateHs] as const,
  );
  const boards = rates.flatMap(({ miner, snapshot, hashrateHs }) => {
    const told = snapshot.reading.boards.flatMap((board) =>
      board.hashrateHs === undefined ? [] : [[`${miner.id} ${board.id}`, board.hashrateHs] as const],
    );
    return told.length > 0 ? told : [[miner.id, hashrateHs] as const];
  });
  // Work for different algorithms cannot be added up.
  const isOne = new Set(rates.map(({ miner }) => miner.identity.algorithm)).size === 1;
  const shareOf = (all: readonly (readonly [string | undefined, number])[]) =>
    heardAt(isOne ? largestShare(all) : undefined, heardAtMs);
  const circuits = rates.map(({ miner, hashrateHs }) => [circuitOf(miner), hashrateHs] as const);
  return {
    largestCircuitShare: shareOf(circuits),
    largestPoolShare: shareOf(pools),
    largestBoardShare: shareOf(boards),
    primaryCoinShare: shareOf(coins),
  };
}

/** `Kitchen` and `kitchen` are one. */
function circuitOf({ purchase }: Miner): string | undefined {
  return purchase?.circuit?.normalize('NFC').toLocaleLowerCase();
}

/** Part of the sum that falls to the name with most of it, 0..1; undefined where a name is not known. */
function largestShare(all: readonly (readonly [string | undefined, number])[]): number | undefined {
  const sums = new Map<string, number>();
  for (const [name, rate] of all) {
    if (name === undefined) return undefined;
    sums.set(name, (sums.get(name) ?? 0) + rate);
  }
  const whole = [...sums.values()].reduce((sum, rate) => sum + rate, 0);
  return whole > 0 ? Math.max(...sums.values()) / whole : undefined;
}
