import type { PlanRules } from '../../domain/plan-rules.ts';
import type { PolicyStanding } from '../../domain/policy-standing.ts';
import type { ProgramSolver } from '../../numerics/programming/program.ts';
import type { GaussianPolicy } from '../../numerics/reinforcement/proximal-policy.ts';
import { placeOf } from '../planning/allowed-modes.ts';
import type { PlanMiner } from '../planning/plan-inputs.ts';
import type { PastHours } from './past-hours.ts';
import { plannerPlaces } from './planner-replay.ts';
import { policyStanding } from './policy-gain.ts';
import { moneyByHour, policyPlaces, type ReplayMiner, type ReplaySpan } from './policy-replay.ts';

/** A policy and the hour from which on it may be judged: it has seen nothing of what comes then. */
export interface ShadowPolicy {
  readonly from: number;
  readonly policy: Pick<GaussianPolicy, 'actor'>;
}

export interface ShadowTest {
  readonly hours: PastHours;
  readonly miners: readonly PlanMiner[];
  readonly rules: PlanRules;
  /** By rising hour; each speaks until the next one does (walk forward). */
  readonly policies: readonly ShadowPolicy[];
  readonly solver: ProgramSolver;
  readonly seed: number;
}

/**
 * Lives through the owner's past twice, as the policy and as the planner would have, miner by miner, and says who may speak: the policy
 * only where the interval of what it brings more lies above 0. Yields what part is done.
 */
export function* shadowTest(test: ShadowTest): Generator<number, PolicyStanding> {
  const { hours, miners, rules, policies, solver, seed } = test;
  const from = policies[0]?.from ?? hours.pricePerKwh.length;
  const span = { from, to: hours.pricePerKwh.length };
  const policyMoney = new Float64Array(span.to - span.from);
  const plannerMoney = new Float64Array(span.to - span.from);
  for (const [at, miner] of miners.entries()) {
    const usual = placeOf(miner, miner.usual);
    const replayed: ReplayMiner = { settings: miner.modes, usual };
    const begun = { ...miner, current: miner.usual, sinceMs: undefined };
    const planned = plannerPlaces(hours, span, begun, rules, solver);
    let step = planned.next();
    for (; !step.done; step = planned.next()) yield (at + step.value) / miners.length;
    add(plannerMoney, moneyByHour(step.value, hours, span, replayed, rules.switching));
    const spoken = spokenPlaces(policies, hours, span, replayed);
    add(policyMoney, moneyByHour(spoken, hours, span, replayed, rules.switching));
  }
  return policyStanding(policyMoney, plannerMoney, seed);
}

function spokenPlaces(
  policies: readonly ShadowPolicy[],
  hours: PastHours,
  { from, to }: ReplaySpan,
  miner: ReplayMiner,
): Uint8Array {
  const places = new Uint8Array(to - from);
  for (const [at, { policy, from: begins }] of policies.entries()) {
    const ends = Math.min(to, policies[at + 1]?.from ?? to);
    places.set(policyPlaces(policy, hours, { from: begins, to: ends }, miner), begins - from);
  }
  return places;
}

function add(sums: Float64Array, money: Float64Array): void {
  for (const [at, each] of money.entries()) sums[at] = (sums[at] ?? 0) + each;
}
