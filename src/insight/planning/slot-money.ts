import type { HeatWish } from '../../domain/plan-rules.ts';
import { placeOf } from './allowed-modes.ts';
import type { HeatWanted } from './heat-wanted.ts';
import { hoursOf, type InputSlot, isTold, type PlanMiner } from './plan-inputs.ts';

/** What one miner's slot brings, changes not counted. NaN where nothing can be told. */
export interface SlotMoney {
  readonly ownPowerW: number;
  readonly earned: number;
  readonly powerCost: number;
  readonly heatWorth: number;
}

export interface SlotConditions {
  readonly slot: InputSlot;
  readonly heat: readonly { readonly wish: HeatWish; readonly wanted: HeatWanted }[];
}

/**
 * Money of each miner in a slot, all of them together: own surplus and useful heat are shared by power.
 *
 * @param modes place of each miner's mode
 */
export function slotMoney(
  { slot, heat }: SlotConditions,
  miners: readonly PlanMiner[],
  modes: ArrayLike<number>,
): readonly SlotMoney[] {
  const powerW = miners.map((miner, place) => miner.modes[modes[place] ?? 0]?.powerW ?? 0);
  const allW = powerW.reduce((sum, each) => sum + each, 0);
  const isOwnKnown = slot.feedInPerKwh !== undefined;
  const ownPart = isOwnKnown && allW > 0 ? Math.min(1, Math.max(0, slot.surplusW ?? 0) / allW) : 0;
  const hours = hoursOf(slot);
  return miners.map((miner, place) => {
    const power = powerW[place] ?? 0;
    const ownPowerW = power * ownPart;
    if (!isTold(slot)) return { ownPowerW, earned: Number.NaN, powerCost: Number.NaN, heatWorth: Number.NaN };
    const hashrateHs = miner.modes[modes[place] ?? 0]?.hashrateHs ?? 0;
    const earned = (hours * (slot.earnedPerThDay ?? 0) * (miner.earningPart ?? 1) * hashrateHs) / 24e12;
    const gridCost = ((power - ownPowerW) * (slot.pricePerKwh ?? 0) * hours) / 1_000;
    const forgone = (ownPowerW * (slot.feedInPerKwh ?? 0) * hours) / 1_000;
    let heatWorth = 0;
    for (const { wish, wanted } of heat) {
      if (!wish.minerIds.includes(miner.minerId)) continue;
      const roomW = powerW.reduce(
        (sum, each, at) => sum + (wish.minerIds.includes(miners[at]?.minerId ?? '') ? each : 0),
        0,
      );
      if (roomW > 0)
        heatWorth += (power * Math.min(1, wanted.firstW / roomW) * wanted.valuePerKwh * hours) / 1_000;
    }
    return { ownPowerW, earned, powerCost: gridCost + forgone, heatWorth };
  });
}

export function netOf({ earned, heatWorth, powerCost }: SlotMoney): number {
  return earned + heatWorth - powerCost;
}

/** Places of the modes that miners run in without a plan. */
export function usualModes(miners: readonly PlanMiner[]): readonly number[] {
  return miners.map((miner) => placeOf(miner, miner.usual));
}
