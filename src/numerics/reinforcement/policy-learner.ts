import { inQuickMemory } from '../nets/quick-memory.ts';
import type { Random } from '../random.ts';
import { shuffled } from '../shuffled.ts';
import { clippedPolicyLoss, valueLoss } from './clipped-objective.ts';
import {
  type Experience,
  type GaussianPolicy,
  logProbability,
  type PolicyOptions,
} from './proximal-policy.ts';
import { TanhBatch } from './tanh-batch.ts';

/** Adam's memory (Kingma & Ba 2015) of one array of weights. */
interface Moments {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/**
 * Changes a policy by what it lived through: proximal policy optimisation (Schulman et al. 2017, algorithm 1). Slopes are taken in
 * single precision, weights kept in double.
 */
export class PolicyLearner {
  readonly policy: GaussianPolicy;
  readonly #options: PolicyOptions;
  readonly #moments: readonly Moments[];
  readonly #actor: TanhBatch<Float32Array>;
  readonly #critic: TanhBatch<Float32Array>;
  #taken = 0;

  constructor(policy: GaussianPolicy, options: PolicyOptions) {
    this.policy = policy;
    this.#options = options;
    this.#moments = this.#parts.map(({ length }) => ({
      first: new Float64Array(length),
      second: new Float64Array(length),
    }));
    const { minibatch } = options;
    [this.#actor, this.#critic] = inQuickMemory((matrices) => [
      new TanhBatch(policy.actor.sizes, minibatch, matrices),
      new TanhBatch(policy.critic.sizes, minibatch, matrices),
    ]);
  }

  get #parts(): readonly Float64Array[] {
    return [this.policy.actor.weights, this.policy.critic.weights, this.policy.logDeviations];
  }

  /** Some epochs over the experience, in minibatches of a new order each. */
  learn(lived: Experience, random: Random): void {
    const { epochs, minibatch } = this.#options;
    for (let epoch = 0; epoch < epochs; epoch++) {
      const order = shuffled(lived.steps, random);
      for (let from = 0; from < lived.steps; from += minibatch)
        this.#step(lived, order.subarray(from, Math.min(lived.steps, from + minibatch)));
    }
  }

  #step(lived: Experience, rows: Uint32Array): void {
    const { actor, critic, logDeviations } = this.policy;
    for (const [batch, net] of [
      [this.#actor, actor],
      [this.#critic, critic],
    ] as const) {
      batch.weights.set(net.weights);
      pick(lived.states, rows, net.sizes[0] as number, batch.inputs);
      batch.forwards(rows.length);
    }
    const deviationSlopes = this.#actorSlopes(lived, rows, logDeviations);
    const worth = valueLoss(this.#critic.answers.subarray(0, rows.length), picked(lived.returns, rows, 1));
    this.#critic.slopes.set(worth.slopes);
    this.#actor.backwards(rows.length);
    this.#critic.backwards(rows.length);
    this.#descend([this.#actor.gradient, this.#critic.gradient, deviationSlopes]);
  }

  /** Writes the slopes by what the actor says. @returns those by the logarithms of deviations */
  #actorSlopes(lived: Experience, rows: Uint32Array, logDeviations: Float64Array): Float64Array {
    const { clip, entropyBonus } = this.#options;
    const [count, actionSize] = [rows.length, logDeviations.length];
    const actions = picked(lived.actions, rows, actionSize);
    const { answers: means, slopes: meanSlopes } = this.#actor;
    const now = new Float64Array(count);
    for (let i = 0; i < count; i++) {
      const [from, to] = [i * actionSize, (i + 1) * actionSize];
      now[i] = logProbability(means.subarray(from, to), actions.subarray(from, to), logDeviations);
    }
    const advantages = standardised(picked(lived.advantages, rows, 1));
    const { slopes } = clippedPolicyLoss(now, picked(lived.logProbabilities, rows, 1), advantages, clip);
    // The entropy of a normal rises by one with each of these.
    const deviationSlopes = new Float64Array(actionSize).fill(-entropyBonus);
    for (let k = 0; k < actionSize; k++) {
      const deviation = Math.exp(logDeviations[k] as number);
      for (let i = 0; i < count; i++) {
        const place = i * actionSize + k;
        const z = ((actions[place] as number) - (means[place] as number)) / deviation;
        meanSlopes[place] = ((slopes[i] as number) * z) / deviation;
        deviationSlopes[k] = (deviationSlopes[k] as number) + (slopes[i] as number) * (z * z - 1);
      }
    }
    return deviationSlopes;
  }

  #descend(gradients: readonly (Float32Array | Float64Array)[]): void {
    const { learningRate, longestGradient } = this.#options;
    let square = 0;
    for (const gradient of gradients)
      for (let k = 0; k < gradient.length; k++) square += (gradient[k] as number) ** 2;
    const length = Math.sqrt(square);
    const cut = length > longestGradient ? longestGradient / length : 1;
    this.#taken++;
    const [ofFirst, ofSecond] = [1 - 0.9 ** this.#taken, 1 - 0.999 ** this.#taken];
    this.#parts.forEach((weights, part) => {
      const gradient = gradients[part] as Float32Array | Float64Array;
      const { first, second } = this.#moments[part] as Moments;
      for (let k = 0; k < weights.length; k++) {
        const slope = cut * (gradient[k] as number);
        const [mean, spread] = [
          0.9 * (first[k] as number) + 0.1 * slope,
          0.999 * (second[k] as number) + 0.001 * slope * slope,
        ];
        first[k] = mean;
        second[k] = spread;
        weights[k] =
          (weights[k] as number) - (learningRate * (mean / ofFirst)) / (Math.sqrt(spread / ofSecond) + 1e-8);
      }
    });
  }
}

function pick(
  values: Float64Array,
  rows: Uint32Array,
  width: number,
  into: Float32Array | Float64Array,
): void {
  for (let i = 0; i < rows.length; i++) {
    const from = (rows[i] as number) * width;
    for (let k = 0; k < width; k++) into[i * width + k] = values[from + k] as number;
  }
}

function picked(values: Float64Array, rows: Uint32Array, width: number): Float64Array {
  const found = new Float64Array(rows.length * width);
  pick(values, rows, width, found);
  return found;
}

function standardised(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length);
  return values.map((each) => (each - mean) / (deviation + 1e-8));
}
