import type { HealthFinding } from '../../domain/health/health-report.ts';
import type { MinerOutlook } from '../../domain/health/lifetime.ts';
import type { Component, PlannedWork } from '../../domain/health/maintenance.ts';
import { cleaningIntervalDays } from '../../numerics/maintenance/cleaning-interval.ts';
import type { MinerMoney } from '../health/finding-cost.ts';
import type { MachineSize } from '../lifetime/published-rates.ts';
import { NOTHING, narrowed, plus, scaled } from './money-range.ts';
import { longRunCost, replacementDue, riskPerDay } from './part-replacement.ts';
import { POST_DAYS, type Range } from './repair-costs.ts';
import { type Need, needsOf, workId } from './work-needs.ts';
import { netPerDay, type OwnerPrices, type PricedWork, pricedWork } from './work-prices.ts';
import { recoveryOf } from './work-recovery.ts';

/** A miner for which work is planned. */
export interface PlannedMiner {
  readonly id: string;
  readonly size: MachineSize;
  readonly money: MinerMoney;
  /** How much hotter than the air its chips are, K: mean of its last steady day; absent where it does not tell. */
  readonly chipOverAirK?: number | undefined;
}

export interface PlanInput extends OwnerPrices {
  readonly nowMs: number;
  readonly miners: readonly PlannedMiner[];
  /** As a health report has them. */
  readonly findings: readonly HealthFinding[];
  readonly outlooks: readonly MinerOutlook[];
}

type Work = PlannedWork['work'];

const DAY_MS = 86_400_000;
/** Prices are known no further, and plans of people hardly. */
const WINDOW_DAYS = 7;
/** What is due later is told later. */
const HORIZON_DAYS = 90;
/** What does not pay for itself in a year is not worth it: nobody knows the hashprice beyond. Our judgement. */
const PAYS_WITHIN_DAYS = 365;
/** A machine that trips by its heat stands still until its owner has looked after it, days. Our judgement. */
const TRIP_DAYS: Range = { value: 1, low: 0.1, high: 3 };

/** What a piece of work renews, of what wears. */
export const PART_OF: Readonly<Partial<Record<Work, Component>>> = {
  clean: 'cooling',
  repaste: 'cooling',
  'replace-fan': 'fan',
  'replace-supply': 'supply',
};
/** Parts that are best replaced at an age. */
const AGEING = ['replace-fan', 'replace-supply'] as const;

/**
 * What is worth doing to each miner, and when: most money lost per day, times its odds, first. Work is listed where waiting
 * costs more than doing, and where both can be told: without prices of power, work and parts nothing is said.
 */
export function maintenancePlan(input: PlanInput): readonly PlannedWork[] {
  return input.miners
    .flatMap((miner) => {
      const found = foundWork(miner, input);
      const ids = new Set(found.map(({ id }) => id));
      return [...found, ...agedWork(miner, input).filter(({ id }) => !ids.has(id))];
    })
    .sort(
      (one, other) =>
        other.costOfWaitingPerDay.value - one.costOfWaitingPerDay.value ||
        one.costOfDoing.value - other.costOfDoing.value ||
        one.id.localeCompare(other.id, 'en'),
    );
}

function foundWork(miner: PlannedMiner, input: PlanInput): readonly PlannedWork[] {
  const needs = needsOf(miner.id, input.findings);
  return [...new Set(needs.map(({ work }) => work))].flatMap((work) => {
    const reasons = needs.filter((need) => need.work === work);
    return workOf(work, reasons, miner, input) ?? [];
  });
}

function workOf(
  work: Work,
  needs: readonly Need[],
  miner: PlannedMiner,
  input: PlanInput,
): PlannedWork | undefined {
  const priced = pricedThisWeek(work, miner, input);
  const waiting = priced && waitingCost(work, needs, miner, input);
  // Several findings may show one trouble, so the surest and oldest of them speaks.
  const [surest] = needs.toSorted((one, other) => other.chance - one.chance);
  if (!priced || !waiting || !surest || !(waiting.value > 0)) return undefined;
  const due = dueOf(work, needs, { priced, waiting, miner, nowMs: input.nowMs });
  if (!due || due.dueAtMs > input.nowMs + HORIZON_DAYS * DAY_MS) return undefined;
  const told = { ...due, ...priced, costOfWaitingPerDay: waiting };
  return {
    id: workId(miner.id, work),
    minerId: miner.id,
    work,
    ...told,
    recovery: recoveryOf(surest.finding, miner),
  };
}

/** What each further day costs: what the finding takes away and the risk of a failure, times the odds that this mends it. */
function waitingCost(
  work: Work,
  needs: readonly Need[],
  miner: PlannedMiner,
  { outlooks }: PlanInput,
): Range | undefined {
  const losses = needs.flatMap(({ finding, chance }) =>
    finding.costPerDay ? [scaled(finding.costPerDay, chance / Math.max(1, finding.minerIds.length))] : [],
  );
  // Findings of one trouble lose the same money: it is counted once.
  const [loss = NOTHING] = losses.toSorted((one, other) => other.value - one.value);
  const chance = Math.max(...needs.map((need) => need.chance));
  const outlook = outlooks.find(({ minerId }) => minerId === miner.id);
  const part = outlook?.components.find(({ component }) => component === PART_OF[work]);
  const extra = extraOfFailure(work, miner);
  const risk = part && extra && riskPerDay(part.chances, (range) => narrowed(range, 1.6449), extra);
  return plus(loss, scaled(risk ?? NOTHING, chance));
}

interface Weighed {
  readonly priced: PricedWork;
  readonly waiting: Range;
  readonly miner: PlannedMiner;
  readonly nowMs: number;
}

/** When it is best done; undefined where it is not worth it. */
function dueOf(
  work: Work,
  needs: readonly Need[],
  { priced, waiting, miner, nowMs }: Weighed,
): Pick<PlannedWork, 'because' | 'dueAtMs'> | undefined {
  const sinceMs = Math.min(...needs.map(({ finding }) => finding.sinceMs));
  const foundAtMs = Math.min(...needs.map(({ finding }) => finding.foundAtMs));
  const cost = Math.max(0, priced.costOfDoing.value);
  if (work === 'clean' || work === 'repaste') {
    // Dust and paste resist more from day to day, in a straight line, as wear-course.ts has it.
    const ageDays = Math.max(1, (nowMs - sinceMs) / DAY_MS);
    const days = cleaningIntervalDays({ lossGrowthPerDay: waiting.value / ageDays, cleaningCost: cost });
    return { because: 'learned', dueAtMs: sinceMs + days * DAY_MS };
  }
  const part = PART_OF[work];
  const isWorthIt = part
    ? waiting.value >= longRunCost(part, miner.size, cost, extraOfFailure(work, miner)?.value ?? 0)
    : waiting.value * PAYS_WITHIN_DAYS >= cost;
  return isWorthIt ? { because: 'finding', dueAtMs: foundAtMs } : undefined;
}

function agedWork(miner: PlannedMiner, input: PlanInput): readonly PlannedWork[] {
  const outlook = input.outlooks.find(({ minerId }) => minerId === miner.id);
  return AGEING.flatMap((work): readonly PlannedWork[] => {
    const part = outlook?.components.find(({ component }) => component === PART_OF[work]);
    const priced = pricedThisWeek(work, miner, input);
    const extra = extraOfFailure(work, miner);
    if (!part || !priced || !extra) return [];
    const cost = Math.max(0, priced.costOfDoing.value);
    const due = replacementDue(part, extra, longRunCost(part.component, miner.size, cost, extra.value));
    if (!due || due.inDays > HORIZON_DAYS || !(due.riskPerDay.value > 0)) return [];
    const dueAtMs = input.nowMs + due.inDays * DAY_MS;
    const planned = { ...priced, because: 'age', dueAtMs, costOfWaitingPerDay: due.riskPerDay } as const;
    return [{ id: workId(miner.id, work), minerId: miner.id, work, ...planned }];
  });
}

/** What a failure costs more than the same work as planned: the miner stands still until the part has come, or somebody looks. */
function extraOfFailure(work: Work, { money }: PlannedMiner): Range | undefined {
  const net = netPerDay(money);
  if (net === undefined || !(net > 0)) return undefined;
  return scaled(PART_OF[work] === 'cooling' ? TRIP_DAYS : POST_DAYS, net);
}

function pricedThisWeek(work: Work, miner: PlannedMiner, input: PlanInput): PricedWork | undefined {
  const within = { fromMs: input.nowMs, toMs: input.nowMs + WINDOW_DAYS * DAY_MS };
  return pricedWork(work, miner, input, within);
}
