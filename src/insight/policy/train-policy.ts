import type { SwitchingRules } from '../../domain/plan-rules.ts';
import { Random } from '../../numerics/random.ts';
import { PolicyLearner } from '../../numerics/reinforcement/policy-learner.ts';
import {
  experience,
  type GaussianPolicy,
  newPolicy,
  POLICY_DEFAULTS,
  type PolicyOptions,
} from '../../numerics/reinforcement/proximal-policy.ts';
import type { MinerModel } from '../../twin/miner-model.ts';
import { CURRICULUM, type CurriculumStage } from './episode.ts';
import { HourEnvironment, type RewardParts } from './hour-environment.ts';
import type { PastHours } from './past-hours.ts';

export interface PolicyTraining {
  readonly seed: number;
  /** Hours that weeks are drawn from. */
  readonly recorded: readonly PastHours[];
  readonly models: readonly MinerModel[];
  readonly reward: RewardParts;
  readonly switching: SwitchingRules;
  /** How often the policy is updated in each stage, of {@link POLICY_OPTIONS}.stepsPerUpdate hours each. */
  readonly updates: Readonly<Record<CurriculumStage, number>>;
  /** Hours lived through for an update; absent: those of {@link POLICY_OPTIONS}. */
  readonly hoursPerUpdate?: number | undefined;
  /** A policy to go on from; absent: one that knows nothing. */
  readonly begun?: GaussianPolicy | undefined;
}

export interface TrainingProgress {
  readonly stage: CurriculumStage;
  readonly update: number;
  readonly updates: number;
  /** Mean reward of an hour over the weeks that ended in this update; NaN where none did. */
  readonly reward: number;
}

/** Clip 0.2, γ 0.99, λ 0.95 are those of POLICY_DEFAULTS. The step falls through the stages. */
export const POLICY_OPTIONS: PolicyOptions = {
  ...POLICY_DEFAULTS,
  hidden: [32, 32],
  stepsPerUpdate: 4_096,
  minibatch: 128,
  learningRate: 1e-3,
  entropyBonus: 0.005,
};
const LAST_RATE_PART = 0.15;
const EPISODE_HOURS = 168;

/**
 * Trains a policy through the curriculum; the same seed trains the same policy on the same processor. Each step tells how it stands, and
 * leaves the policy as it is then: who wants no more stops asking.
 */
export function* policyTraining(
  training: PolicyTraining,
): Generator<TrainingProgress & { readonly policy: GaussianPolicy }, GaussianPolicy> {
  const { seed, updates, begun } = training;
  const random = Random.labelled(seed, 'policy');
  const stages = CURRICULUM.filter((stage) => updates[stage] > 0);
  const all = stages.reduce((sum, stage) => sum + updates[stage], 0);
  let done = 0;
  let policy = begun ? copyOf(begun) : undefined;
  for (const stage of stages) {
    const environment = new HourEnvironment({ ...training, stage });
    policy ??= newPolicy(environment, POLICY_OPTIONS, random);
    const part = 1 - (1 - LAST_RATE_PART) * (done / Math.max(1, all));
    const options = {
      ...POLICY_OPTIONS,
      stepsPerUpdate: training.hoursPerUpdate ?? POLICY_OPTIONS.stepsPerUpdate,
      learningRate: POLICY_OPTIONS.learningRate * part,
    };
    const learner = new PolicyLearner(policy, options);
    for (let update = 1; update <= updates[stage]; update++) {
      const lived = experience(environment, policy, options, random);
      learner.learn(lived, random);
      done++;
      const sum = lived.episodes.reduce((total, each) => total + each, 0);
      const reward = sum / (lived.episodes.length * EPISODE_HOURS);
      yield { stage, update: done, updates: all, reward, policy };
    }
  }
  if (!policy) throw new RangeError('a training without an update');
  return policy;
}

function copyOf({ actor, critic, logDeviations }: GaussianPolicy): GaussianPolicy {
  return {
    actor: { ...actor, weights: actor.weights.slice() },
    critic: { ...critic, weights: critic.weights.slice() },
    logDeviations: logDeviations.slice(),
  };
}
