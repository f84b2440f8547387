import type { FleetPlan, FoundModes, PlanSlot } from '../../domain/plan.ts';
import type { PlanStore } from '../../store/plan-store.ts';

export interface WouldPorts {
  readonly nowMs: () => number;
  readonly newId: () => string;
  readonly plans: Pick<PlanStore, 'steps' | 'keepStep'>;
}

/** What a plan would do that were live: keeps a line for each change of a miner's mode, and resolves with whether there was any. */
export async function keepWouldSteps(
  plan: FleetPlan,
  found: ReadonlyMap<string, FoundModes> | undefined,
  { plans, nowMs, newId }: WouldPorts,
): Promise<boolean> {
  const steps = await plans.steps();
  let isNews = false;
  for (const { minerId } of plan.miners) {
    const slot = slotNow(plan, minerId, nowMs());
    const current = found?.get(minerId)?.current;
    const last = steps.find((step) => step.minerId === minerId && step.became === 'would');
    const from = last?.to ?? current;
    if (!slot || !from || from === slot.mode) continue;
    const { mode: to, why } = slot;
    await plans.keepStep({ id: newId(), atMs: nowMs(), minerId, from, to, why, became: 'would' });
    isNews = true;
  }
  return isNews;
}

/** What the plan has for a miner in this moment. */
export function slotNow({ miners }: FleetPlan, minerId: string, nowMs: number): PlanSlot | undefined {
  const its = miners.find((each) => each.minerId === minerId);
  return its?.slots.find(({ fromMs, toMs }) => nowMs >= fromMs && nowMs < toMs);
}
