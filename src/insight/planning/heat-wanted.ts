import { isWithin } from '../../domain/economics/clock-window.ts';
import { heatPricePerKwh } from '../../domain/economics/heat-price.ts';
import type { HeatWish } from '../../domain/plan-rules.ts';
import type { InputSlot, PlanInputs, RoomKnown } from './plan-inputs.ts';

/** What heat of miners is good for in a slot. */
export interface HeatWanted {
  /** The first so many W are of use; 0: none. */
  readonly firstW: number;
  /** What a kWh of them saves. */
  readonly valuePerKwh: number;
  /** Its room is warm enough: its miners, which run for heat alone, are to be off. */
  readonly isTooWarm: boolean;
}

const NONE: HeatWanted = { firstW: 0, valuePerKwh: 0, isTooWarm: false };

/**
 * Heat that is welcome in a slot, and what it saves. A thermostat calls for heat below target − band/2 until target + band/2; between
 * them it goes on as it is. Where a room's losses and the air outside are known, later slots want what holds the target; else as now.
 *
 * @param isHeating some of its miners run now
 */
export function heatWanted(
  wish: HeatWish,
  slot: InputSlot,
  { rooms, timeZone }: Pick<PlanInputs, 'rooms' | 'timeZone'>,
  isHeating: boolean,
): HeatWanted {
  const isIn = wish.windows?.some((window) => isWithin(window, slot.fromMs, timeZone)) ?? true;
  const { thermostat } = wish;
  const isCalled = isIn && (!thermostat || callsForHeat(thermostat, rooms?.get(wish.id), isHeating));
  if (!isCalled) return { ...NONE, isTooWarm: thermostat !== undefined };
  const most = wish.mostW ?? Number.POSITIVE_INFINITY;
  const needed = thermostat ? neededW(thermostat.targetC, slot, rooms?.get(wish.id)) : undefined;
  const value = slot.pricePerKwh === undefined ? 0 : heatPricePerKwh(wish.heating, slot.pricePerKwh);
  return {
    firstW: Math.min(most, needed ?? most),
    valuePerKwh: Number.isFinite(value) ? Math.max(0, value) : 0,
    isTooWarm: false,
  };
}

/** Without a temperature nobody knows: then it does not heat blindly. */
function callsForHeat(
  { targetC, bandC }: { readonly targetC: number; readonly bandC: number },
  room: RoomKnown | undefined,
  isHeating: boolean,
): boolean {
  const tempC = room?.tempC;
  if (tempC === undefined) return false;
  if (tempC < targetC - bandC / 2) return true;
  return isHeating && tempC < targetC + bandC / 2;
}

function neededW(targetC: number, slot: InputSlot, room: RoomKnown | undefined): number | undefined {
  if (room?.lossWPerK === undefined || slot.outsideC === undefined) return undefined;
  return Math.max(0, room.lossWPerK * (targetC - slot.outsideC));
}
