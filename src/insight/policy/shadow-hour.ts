import type { FleetPlan, PlanModeName } from '../../domain/plan.ts';
import type {
  NotedMiner,
  NotedMode,
  PolicyNote,
  PolicyShadow,
  ReplacedWish,
} from '../../domain/policy-standing.ts';
import type { GaussianPolicy } from '../../numerics/reinforcement/proximal-policy.ts';
import { placeOf } from '../planning/allowed-modes.ts';
import type { PlanInputs, PlanMiner } from '../planning/plan-inputs.ts';
import { decidedPlace } from './hour-policy.ts';
import { HOUR_MS, type PastHours } from './past-hours.ts';

/** What the policy would have in the hour that runs, by miner. */
export type Wishes = ReadonlyMap<string, PlanModeName>;

/** Planned miners that the policy knows what to do with: of Bitcoin, with a usual mode and one to choose beside rest. */
export function askedMiners(
  { miners, rules }: PlanInputs,
  bitcoin: ReadonlySet<string>,
): readonly PlanMiner[] {
  return miners.filter(
    ({ minerId, modes }) =>
      rules.minerIds.includes(minerId) &&
      bitcoin.has(minerId) &&
      modes.length > 1 &&
      modes[0]?.name === 'off' &&
      modes.some(({ name }) => name === 'normal'),
  );
}

/**
 * Miners as the policy has had them until now in its own world; those that it has not seen in the hour before as they are.
 */
export function ownMiners(
  miners: readonly PlanMiner[],
  { notes }: Pick<PolicyShadow, 'notes'>,
  hourMs: number,
): readonly PlanMiner[] {
  const before = notes.find(({ fromMs }) => fromMs === hourMs - HOUR_MS)?.miners ?? [];
  return miners.map((miner) => {
    const had = before.find(({ minerId }) => minerId === miner.minerId);
    return had && miner.modes.some(({ name }) => name === had.policy.mode)
      ? { ...miner, current: had.policy.mode, sinceMs: had.policySinceMs }
      : miner;
  });
}

/** What the policy says of the hour that runs; nothing where its price, or what work earns, is not known. */
export function wishesOf(
  policy: Pick<GaussianPolicy, 'actor'>,
  hours: PastHours,
  hourMs: number,
  miners: readonly PlanMiner[],
): Wishes {
  const hour = Math.round((hourMs - hours.startMs) / HOUR_MS);
  const isTold = Number.isFinite(hours.pricePerKwh[hour]) && Number.isFinite(hours.earnedPerThDay[hour]);
  if (!isTold) return new Map();
  return new Map(
    miners.map((miner) => {
      const seen = {
        settings: miner.modes,
        usual: placeOf(miner, miner.usual),
        current: placeOf(miner, miner.current),
        hoursSinceChange: miner.sinceMs === undefined ? 12 : Math.max(0, hourMs - miner.sinceMs) / HOUR_MS,
      };
      const place = decidedPlace(
        policy,
        hours,
        hour,
        seen,
        miner.modes.map(() => true),
      );
      return [miner.minerId, miner.modes[place]?.name ?? miner.current] as const;
    }),
  );
}

/** Wishes that gave way to a rule, by the plan that was made with them. */
export function replacedWishes({ miners }: FleetPlan, wishes: Wishes): readonly ReplacedWish[] {
  return miners.flatMap(({ minerId, slots: [first] }) => {
    const wished = wishes.get(minerId);
    if (wished === undefined || !first || first.mode === wished) return [];
    return [{ minerId, wished, instead: first.mode, why: first.why }];
  });
}

/** What is written down of an hour. */
export interface SeenHour {
  readonly hourMs: number;
  readonly hours: PastHours;
  /** As the policy has had them. */
  readonly own: readonly PlanMiner[];
  readonly wishes: Wishes;
  /** The plan with the policy's wishes, and the planner's own. */
  readonly chosen: FleetPlan;
  readonly planned: FleetPlan;
  /** The hour before, where it was noted. */
  readonly before?: PolicyNote | undefined;
}

export function noteOf({ hourMs, hours, own, wishes, chosen, planned, before }: SeenHour): PolicyNote {
  const hour = Math.round((hourMs - hours.startMs) / HOUR_MS);
  const miners = own.flatMap((miner): NotedMiner[] => {
    const { minerId, modes, current, usual, sinceMs } = miner;
    const wish = wishes.get(minerId);
    const policy = modeNow(chosen, minerId);
    const planner = modeNow(planned, minerId);
    if (!wish || !policy || !planner) return [];
    const had = before?.miners.find((each) => each.minerId === minerId);
    return [
      {
        minerId,
        wish,
        policy,
        planner,
        policyBefore: current,
        plannerBefore: had?.planner.mode ?? current,
        policySinceMs: policy.mode === current ? (sinceMs ?? hourMs - 12 * HOUR_MS) : hourMs,
        usualPowerW: modes[placeOf(miner, usual)]?.powerW ?? 0,
      },
    ];
  });
  return {
    fromMs: hourMs,
    pricePerKwh: hours.pricePerKwh[hour] ?? Number.NaN,
    earnedPerThDay: hours.earnedPerThDay[hour] ?? Number.NaN,
    miners,
  };
}

function modeNow({ miners }: FleetPlan, minerId: string): NotedMode | undefined {
  const first = miners.find((each) => each.minerId === minerId)?.slots[0];
  return first && { mode: first.mode, hashrateHs: first.hashrateHs, powerW: first.powerW };
}
