import { type ClockWindow, wallPieces } from '../../domain/economics/clock-window.ts';
import type { Span } from '../../domain/economics/covered-span.ts';
import type { PlanKnowledge, PlanMode, PlanModeName } from '../../domain/plan.ts';
import type { PlanRules } from '../../domain/plan-rules.ts';

/** All that a plan is made of. Money in the owner's currency. */
export interface PlanInputs {
  readonly nowMs: number;
  readonly timeZone: string;
  readonly currency: string;
  readonly rules: PlanRules;
  /** From now on, ascending, without a gap: {@link planSlots}. */
  readonly slots: readonly InputSlot[];
  readonly miners: readonly PlanMiner[];
  /** What prices and earnings may do, each equally likely; absent: they come as the slots say. */
  readonly scenarios?: readonly PlanScenario[] | undefined;
  /** By id of the heat wish; needed where a thermostat is wished for. */
  readonly rooms?: ReadonlyMap<string, RoomKnown> | undefined;
  readonly wishes?: PlanWishes | undefined;
}

/**
 * What a learned policy would have miners do until a moment, by their ids. It goes before money, and after all else: circuits, quiet hours,
 * curtailment, the owner's word, pools, heat, own sun and run times.
 */
export interface PlanWishes {
  readonly untilMs: number;
  readonly modes: ReadonlyMap<string, PlanModeName>;
}

/** What is known or foreseen of a slot. Absent is unknown: miners then run as usual in it. */
export interface InputSlot extends Span {
  readonly pricePerKwh?: number | undefined;
  readonly price: PlanKnowledge;
  /** What feeding in would pay; where absent, own power is taken to be worth what the grid costs. */
  readonly feedInPerKwh?: number | undefined;
  /** Money that 1 TH/s earns in a day, after fees and rejects. */
  readonly earnedPerThDay?: number | undefined;
  readonly earning: PlanKnowledge;
  /** What would go to the grid without the miners, W. */
  readonly surplusW?: number | undefined;
  readonly outsideC?: number | undefined;
}

export interface PlanScenario {
  /** By slot; NaN where unknown. */
  readonly pricePerKwh: ArrayLike<number>;
  readonly earnedPerThDay: ArrayLike<number>;
}

export interface PlanMiner {
  readonly minerId: string;
  /** From off on in ascending power, each name once; off first. */
  readonly modes: readonly PlanMode[];
  /** Without a plan. */
  readonly usual: PlanModeName;
  readonly current: PlanModeName;
  /** Since when it has been on, or off; absent: for long enough. */
  readonly sinceMs?: number | undefined;
  readonly isPoolDown?: boolean | undefined;
  /** Nobody can tell it to rest: it is never asked for off. */
  readonly cannotRest?: boolean | undefined;
  /** What its work earns as a part of the slot's money per TH, where its coin or pool is another; 1 when absent. */
  readonly earningPart?: number | undefined;
}

export interface RoomKnown {
  readonly tempC?: number | undefined;
  /** What the room loses for each kelvin that it is warmer than outside, W/K. */
  readonly lossWPerK?: number | undefined;
}

const HOURS: readonly ClockWindow[] = Array.from({ length: 24 }, (_, hour) => ({
  fromMinute: hour * 60,
  toMinute: (hour + 1) * 60,
}));

/**
 * Cuts a time where prices change, where windows of the rules begin or end, and at each local hour; also right where clocks change.
 *
 * @param edges further moments to cut at, such as where prices change, epoch ms
 * @throws RangeError for a time zone that the browser does not know
 */
export function planSlots(
  span: Span,
  timeZone: string,
  rules: PlanRules,
  edges: readonly number[] = [],
): readonly Span[] {
  const windows = [
    ...HOURS,
    ...rules.quietHours.map(({ window }) => window),
    ...rules.heat.flatMap((wish) => wish.windows ?? []),
  ];
  const inside = rules.overrides.flatMap(({ fromMs, toMs }) => [fromMs, toMs]);
  const cuts = [
    ...edges,
    ...inside,
    ...(rules.curtailedUntilMs === undefined ? [] : [rules.curtailedUntilMs]),
  ];
  const sorted = [...new Set(cuts)].sort((a, b) => a - b);
  return wallPieces(span, timeZone, windows).flatMap((piece) => {
    const within = sorted.filter((at) => at > piece.fromMs && at < piece.toMs);
    const starts = [piece.fromMs, ...within];
    return starts.map((fromMs, at) => ({ fromMs, toMs: starts[at + 1] ?? piece.toMs }));
  });
}

/** Can money be told of a slot? */
export function isTold(slot: InputSlot): boolean {
  return slot.pricePerKwh !== undefined && slot.earnedPerThDay !== undefined;
}

export function hoursOf({ fromMs, toMs }: Span): number {
  return (toMs - fromMs) / 3_600_000;
}
