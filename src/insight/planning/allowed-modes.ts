import { isWithin } from '../../domain/economics/clock-window.ts';
import type { PlanWhy } from '../../domain/plan.ts';
import type { PlanRules, QuietHours } from '../../domain/plan-rules.ts';
import type { HeatWanted } from './heat-wanted.ts';
import { type InputSlot, isTold, type PlanInputs, type PlanMiner } from './plan-inputs.ts';
import { strikePrices } from './strike-price.ts';

/** Which modes rules leave a miner in a slot, and why not all. Off is always left, unless its owner wants another. */
export interface AllowedModes {
  /** By place in the miner's modes; at least one. */
  readonly allowed: readonly boolean[];
  /** What its owner wants, of those allowed; circuits go before it. */
  readonly wanted?: number | undefined;
  /** What the learned policy would have, of those allowed; circuits and run times go before it. */
  readonly wished?: number | undefined;
  /** Why some are not allowed, or one is wanted; absent: all are free. */
  readonly why?: PlanWhy | undefined;
}

/** @param heat of the wishes that the miner heats for */
export function allowedModes(
  inputs: PlanInputs,
  miner: PlanMiner,
  slot: InputSlot,
  heat: readonly HeatWanted[],
): AllowedModes {
  const free = modesByRules(inputs, miner, slot, heat);
  return miner.cannotRest && miner.modes.length > 1 ? withoutRest(free) : free;
}

/** Of one that cannot be told to rest: where nothing but rest was left, the least that it can be told. */
function withoutRest({ allowed, wanted, wished, why }: AllowedModes): AllowedModes {
  const running = allowed.map((is, place) => is && place > 0);
  return {
    allowed: running.includes(true) ? running : allowed.map((_, place) => place === 1),
    ...(wanted !== undefined && { wanted: Math.max(1, wanted) }),
    ...(wished !== undefined && wished > 0 && { wished }),
    why,
  };
}

function modesByRules(
  inputs: PlanInputs,
  miner: PlanMiner,
  slot: InputSlot,
  heat: readonly HeatWanted[],
): AllowedModes {
  const { rules } = inputs;
  const only = (place: number, why: PlanWhy): AllowedModes => ({
    allowed: miner.modes.map((_, at) => at === place),
    why,
  });
  if (slot.fromMs < (rules.curtailedUntilMs ?? Number.NEGATIVE_INFINITY)) return only(0, 'curtailed');
  const quiet = quietModes(inputs, miner, slot);
  const loudest = quiet.lastIndexOf(true);
  const isQuiet = quiet.includes(false);
  const override = rules.overrides.findLast(
    ({ minerId, fromMs, toMs }) => minerId === miner.minerId && slot.fromMs >= fromMs && slot.fromMs < toMs,
  );
  if (override) {
    const asked = placeOf(miner, override.mode);
    const wanted = quiet.lastIndexOf(true, asked);
    return { allowed: quiet, wanted, why: wanted < asked ? 'quiet-hours' : 'override' };
  }
  if (miner.isPoolDown && slot === inputs.slots[0] && rules.whilePoolDown !== 'stay') {
    const most = rules.whilePoolDown === 'off' ? 0 : placeOf(miner, 'eco');
    return only(Math.min(most, placeOf(miner, miner.current), loudest), 'pool-down');
  }
  if (heat.length > 0 && heat.every(({ isTooWarm }) => isTooWarm)) return only(0, 'too-warm');
  if (!isTold(slot)) return only(Math.min(placeOf(miner, miner.usual), loudest), 'nothing-known');
  if (rules.aim.kind === 'strike-price') {
    const isCheap = (slot.pricePerKwh ?? 0) <= strikeOf(rules, miner, inputs.slots, slot);
    return {
      allowed: quiet,
      wanted: isCheap ? quiet.lastIndexOf(true, placeOf(miner, miner.usual)) : 0,
      why: isCheap ? 'pays' : 'too-dear',
    };
  }
  const wished = wishedPlace(inputs, miner, slot, heat);
  return {
    allowed: quiet,
    ...(isQuiet && { why: 'quiet-hours' as const }),
    ...(wished !== undefined && quiet[wished] && { wished }),
  };
}

/** The policy knows money alone: where heat is welcome, or the sun pays, it is not asked, nor for an owner who wants more than the mean. */
function wishedPlace(
  { wishes, rules }: PlanInputs,
  miner: PlanMiner,
  slot: InputSlot,
  heat: readonly HeatWanted[],
): number | undefined {
  const wish = wishes && slot.fromMs < wishes.untilMs ? wishes.modes.get(miner.minerId) : undefined;
  const hasSun = (slot.surplusW ?? 0) > 0 && slot.feedInPerKwh !== undefined;
  if (wish === undefined || hasSun || heat.length > 0 || rules.aim.kind !== 'expected') return undefined;
  const place = miner.modes.findIndex(({ name }) => name === wish);
  return place < 0 ? undefined : place;
}

/** Place of a mode; of one that a miner does not have the next lower one's. */
export function placeOf({ modes }: PlanMiner, name: PlanMiner['usual']): number {
  const order = ['off', 'eco', 'normal', 'boost'];
  return modes.findLastIndex((mode) => order.indexOf(mode.name) <= order.indexOf(name));
}

function quietModes({ rules, timeZone }: PlanInputs, miner: PlanMiner, slot: InputSlot): readonly boolean[] {
  const now = rules.quietHours.filter(
    ({ window, minerIds }) =>
      (minerIds?.includes(miner.minerId) ?? true) && isWithin(window, slot.fromMs, timeZone),
  );
  return miner.modes.map((_, place) => place === 0 || now.every((rule) => isQuietEnough(rule, miner, place)));
}

function isQuietEnough({ most }: QuietHours, miner: PlanMiner, place: number): boolean {
  if (most.kind === 'mode') return place <= placeOf(miner, most.mode);
  const noiseDb = miner.modes[place]?.noiseDb;
  return noiseDb !== undefined && noiseDb <= most.db;
}

function strikeOf(rules: PlanRules, miner: PlanMiner, slots: readonly InputSlot[], slot: InputSlot): number {
  if (rules.aim.kind !== 'strike-price') return Number.POSITIVE_INFINITY;
  if (rules.aim.pricePerKwh !== undefined) return rules.aim.pricePerKwh;
  const earned = slot.earnedPerThDay ?? slots[0]?.earnedPerThDay ?? Number.NaN;
  const usual = miner.modes[placeOf(miner, miner.usual)]?.name;
  const strike = strikePrices(miner, earned).find(({ mode }) => mode === usual);
  return strike?.againstOffPerKwh ?? Number.NEGATIVE_INFINITY;
}
