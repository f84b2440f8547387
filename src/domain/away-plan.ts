import type { Span } from './economics/covered-span.ts';
import type { FleetPlan, FoundModes, PlanMode, PlanModeName, PlanSlot, PlanWhy } from './plan.ts';
import type { Circuit, PlanRules } from './plan-rules.ts';

/**
 * The hours ahead as a page hands them to the helper. Each step holds for its own time and is void after it; all of them are as soon as a
 * page comes again, the plan is live no more, or the miner's owner takes the consent back.
 */
export interface AwayPlan {
  readonly madeAtMs: number;
  readonly miners: readonly AwayPlanMiner[];
  /** With what all others on them may draw at most as their other load. */
  readonly circuits: readonly Circuit[];
}

export interface AwayPlanMiner {
  readonly minerId: string;
  readonly modes: readonly PlanMode[];
  /** In their order, without a gap. */
  readonly steps: readonly AwayStep[];
}

export interface AwayStep extends Span {
  readonly mode: PlanModeName;
  readonly why: PlanWhy;
}

/** A plan that is not to be carried out: what was handed over before is void. */
export const NO_PLAN: AwayPlan = { madeAtMs: 0, miners: [], circuits: [] };

/** So long after a plan's end a miner may still be brought back to its usual mode, ms. */
const BACK_WITHIN_MS = 3_600_000;

/**
 * What of a plan the helper may carry out: the hours of these miners alone. What is left at rest when nothing more is known goes back to
 * its usual mode, unless quiet hours might be broken by that.
 * @param found the modes of all miners, also of those that are not planned: they draw on the same circuits
 */
export function awayPlanOf(
  plan: FleetPlan,
  { circuits, quietHours }: Pick<PlanRules, 'circuits' | 'quietHours'>,
  found: ReadonlyMap<string, FoundModes>,
  minerIds: ReadonlySet<string>,
): AwayPlan {
  const planned = plan.miners.filter(({ minerId }) => minerIds.has(minerId) && found.has(minerId));
  const ids = new Set(planned.map(({ minerId }) => minerId));
  return {
    madeAtMs: plan.madeAtMs,
    miners: planned.map(({ minerId, slots }) => ({
      minerId,
      modes: found.get(minerId)?.modes ?? [],
      steps: [...stepsOf(slots), ...(quietHours.length === 0 ? wayBack(slots) : [])],
    })),
    circuits: circuits.map((circuit) => ({
      ...circuit,
      minerIds: circuit.minerIds.filter((id) => ids.has(id)),
      otherLoadW: circuit.minerIds
        .filter((id) => !ids.has(id))
        .reduce((sum, id) => sum + mostW(found.get(id)), circuit.otherLoadW ?? 0),
    })),
  };
}

/** Slots in which a miner does the same, as one. */
function stepsOf(slots: readonly PlanSlot[]): readonly AwayStep[] {
  const steps: AwayStep[] = [];
  for (const { fromMs, toMs, mode, why } of slots) {
    const last = steps.at(-1);
    if (last?.mode === mode) steps[steps.length - 1] = { ...last, toMs };
    else steps.push({ fromMs, toMs, mode, why });
  }
  return steps;
}

function wayBack(slots: readonly PlanSlot[]): readonly AwayStep[] {
  const last = slots.at(-1);
  if (!last || last.mode === 'normal' || last.why === 'curtailed') return [];
  const { toMs: fromMs } = last;
  return [{ fromMs, toMs: fromMs + BACK_WITHIN_MS, mode: 'normal', why: 'nothing-known' }];
}

/** The most that a miner may draw, in whatever mode. */
export function mostW(found: Pick<FoundModes, 'modes'> | undefined): number {
  return Math.max(0, ...(found?.modes ?? []).map(({ powerW }) => powerW));
}
