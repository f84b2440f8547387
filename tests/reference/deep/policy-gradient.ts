import { generalisedAdvantages } from '../../../src/numerics/reinforcement/advantages.ts';
import { clippedPolicyLoss, valueLoss } from '../../../src/numerics/reinforcement/clipped-objective.ts';
import { squashedAction } from '../../../src/numerics/reinforcement/squashed-gaussian.ts';
import type { Solution } from '../reference-topics.ts';

export const advantageEstimation: Solution = ({ inputs }) => {
  const rollout = {
    rewards: inputs.numbers('rewards'),
    values: inputs.numbers('values_with_bootstrap'),
    ends: inputs.numbers('done'),
  };
  return { ...generalisedAdvantages(rollout, inputs.number('gamma'), inputs.number('lam')) };
};

/** Of a policy over a few actions by their logits: its own part is the softmax, whose slopes are worked out here. */
export const clippedSurrogate: Solution = ({ inputs, stated }) => {
  const clip = stated('clip', /eps ([\d.]+)/, 0.2);
  const [logits, actions] = [inputs.matrix('logits'), inputs.numbers('actions')];
  const logarithms = logits.map((row) => {
    const most = Math.max(...row);
    const sum = Math.log(row.reduce((total, each) => total + Math.exp(each - most), 0)) + most;
    return row.map((each) => each - sum);
  });
  const chosen = logarithms.map((row, i) => row[actions[i] ?? 0] ?? Number.NaN);
  const policy = clippedPolicyLoss(
    chosen,
    inputs.numbers('old_log_prob'),
    inputs.numbers('advantages'),
    clip,
  );
  const value = valueLoss(inputs.numbers('values'), inputs.numbers('returns'));
  const entropies = logarithms.map((row) => -row.reduce((sum, each) => sum + Math.exp(each) * each, 0));
  const entropy = entropies.reduce((sum, each) => sum + each, 0) / entropies.length;
  return {
    ratio: policy.ratios,
    policy_loss: policy.loss,
    value_loss: value.loss,
    entropy,
    total: policy.loss + 0.5 * value.loss - 0.01 * entropy,
    clip_fraction: policy.clippedPart,
    grad_logits: logarithms.map((row, i) =>
      Array.from(row, (each, k) => {
        const probability = Math.exp(each);
        const ofChoice = (policy.slopes[i] ?? 0) * ((k === actions[i] ? 1 : 0) - probability);
        const ofEntropy = (0.01 / entropies.length) * probability * (each + (entropies[i] ?? 0));
        return ofChoice + ofEntropy;
      }),
    ),
    grad_values: value.slopes.map((slope) => 0.5 * slope),
  };
};

/** Slopes of the mean logarithm of a probability: by the mean 2a, by ln σ −1 + 2a·σε, each by the number of actions. */
export const squashedActions: Solution = ({ inputs }) => {
  const [means, deviations, noises] = [
    inputs.matrix('mean'),
    inputs.matrix('log_std'),
    inputs.matrix('noise'),
  ];
  const drawn = means.map((row, i) =>
    Array.from(row, (mean, k) => squashedAction(mean, deviations[i]?.[k] ?? 0, noises[i]?.[k] ?? 0)),
  );
  return {
    action: drawn.map((row) => row.map(({ action }) => action)),
    log_prob: drawn.map((row) => row.reduce((sum, { logProbability }) => sum + logProbability, 0)),
    grad_mean: drawn.map((row) => row.map(({ action }) => (2 * action) / drawn.length)),
    grad_log_std: drawn.map((row, i) =>
      row.map(
        ({ action }, k) =>
          (-1 + 2 * action * Math.exp(deviations[i]?.[k] ?? 0) * (noises[i]?.[k] ?? 0)) / drawn.length,
      ),
    ),
  };
};
