import { describe, expect, it } from 'vitest';
import { USUAL_PLAN_RULES } from '../../domain/plan-rules.ts';
import { GAMMA_601 } from '../../twin/miner-models.ts';
import { USUAL_REWARD } from './hour-environment.ts';
import { type PolicyTraining, policyTraining } from './train-policy.ts';

const NONE = {
  'constant-prices': 0,
  'daily-pattern': 0,
  'real-days': 0,
  'switching-losses': 0,
  'several-miners': 0,
};
const TRAINING: PolicyTraining = {
  seed: 1,
  recorded: [],
  hoursPerUpdate: 512,
  models: [GAMMA_601],
  reward: USUAL_REWARD,
  switching: USUAL_PLAN_RULES.switching,
  updates: { ...NONE, 'constant-prices': 1, 'daily-pattern': 1 },
};

function weights(training: PolicyTraining) {
  const told = [...policyTraining(training)];
  return { told, weights: Array.from(told.at(-1)?.policy.actor.weights ?? []) };
}

describe('training a policy', () => {
  it('goes through the stages in turn, and tells how it stands', () => {
    const { told } = weights(TRAINING);
    expect(told.map(({ stage, update, updates }) => [stage, update, updates])).toEqual([
      ['constant-prices', 1, 2],
      ['daily-pattern', 2, 2],
    ]);
    expect(told.every(({ reward }) => Number.isFinite(reward))).toBe(true);
  });

  it('leads to the same policy by the same seed, and leaves one that it goes on from as it was', () => {
    const once = { ...TRAINING, updates: { ...NONE, 'constant-prices': 1 } };
    const first = weights(once);
    expect(weights(once).weights).toEqual(first.weights);
    expect(weights({ ...once, seed: 2 }).weights).not.toEqual(first.weights);
    const begun = first.told[0]?.policy;
    const before = Array.from(begun?.actor.weights ?? []);
    expect(weights({ ...once, begun }).weights).not.toEqual(before);
    expect(Array.from(begun?.actor.weights ?? [])).toEqual(before);
  }, 60_000);

  it('without an update is none', () => {
    expect(() => policyTraining({ ...TRAINING, updates: NONE }).next()).toThrow(RangeError);
  });
});
