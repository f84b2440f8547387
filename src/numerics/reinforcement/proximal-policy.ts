import type { Random } from '../random.ts';
import { shuffled } from '../shuffled.ts';
import { generalisedAdvantages } from './advantages.ts';
import { clippedPolicyLoss, valueLoss } from './clipped-objective.ts';
import { backwards, forwards, type TanhNet, tanhNet } from './tanh-net.ts';

/** Somewhere to act: a state, and what an action leads to. */
export interface Environment {
  readonly stateSize: number;
  readonly actionSize: number;
  /** Begins an episode, and tells the first state. */
  reset(random: Random): ArrayLike<number>;
  step(
    action: ArrayLike<number>,
    random: Random,
  ): { readonly state: ArrayLike<number>; readonly reward: number; readonly ended: boolean };
}

/** A policy that draws normal actions around what its net says, and a guess of what states are worth. */
export interface GaussianPolicy {
  readonly actor: TanhNet;
  readonly critic: TanhNet;
  readonly logDeviations: Float64Array;
}

export interface PolicyOptions {
  readonly hidden: readonly number[];
  readonly stepsPerUpdate: number;
  readonly epochs: number;
  readonly minibatch: number;
  readonly clip: number;
  readonly gamma: number;
  readonly lambda: number;
  readonly learningRate: number;
  readonly entropyBonus: number;
  /** The gradient is cut to this length. */
  readonly longestGradient: number;
}

export const POLICY_DEFAULTS: PolicyOptions = {
  hidden: [64, 64],
  stepsPerUpdate: 2_048,
  epochs: 10,
  minibatch: 64,
  clip: 0.2,
  gamma: 0.99,
  lambda: 0.95,
  learningRate: 3e-4,
  entropyBonus: 0,
  longestGradient: 0.5,
};

const LOG_ROOT_2PI = 0.5 * Math.log(2 * Math.PI);

/** A policy that knows nothing yet: actions around 0, one deviation wide. */
export function newPolicy(
  { stateSize, actionSize }: Pick<Environment, 'stateSize' | 'actionSize'>,
  { hidden }: Pick<PolicyOptions, 'hidden'>,
  random: Random,
): GaussianPolicy {
  return {
    actor: tanhNet([stateSize, ...hidden, actionSize], random, 0.01),
    critic: tanhNet([stateSize, ...hidden, 1], random),
    logDeviations: new Float64Array(actionSize),
  };
}

/** What the policy would do without chance. */
export function meanAction({ actor }: GaussianPolicy, state: ArrayLike<number>): Float64Array {
  return forwards(actor, Float64Array.from(state), 1).at(-1) as Float64Array;
}

/** What was lived through, and what each step was worth. */
export interface Experience {
  readonly steps: number;
  readonly states: Float64Array;
  readonly actions: Float64Array;
  readonly logProbabilities: Float64Array;
  readonly advantages: Float64Array;
  readonly returns: Float64Array;
  /** Sum of rewards over each episode that ended. */
  readonly episodes: readonly number[];
}

/** Lives through so many steps by a policy. */
export function experience(
  environment: Environment,
  policy: GaussianPolicy,
  { stepsPerUpdate: steps, gamma, lambda }: PolicyOptions,
  random: Random,
): Experience {
  const { stateSize, actionSize } = environment;
  const states = new Float64Array((steps + 1) * stateSize);
  const actions = new Float64Array(steps * actionSize);
  const logProbabilities = new Float64Array(steps);
  const rewards = new Float64Array(steps);
  const ends = new Uint8Array(steps);
  const episodes: number[] = [];
  let state = environment.reset(random);
  let sum = 0;
  for (let t = 0; t < steps; t++) {
    states.set(state, t * stateSize);
    const mean = meanAction(policy, state);
    const action = mean.map(
      (each, k) => each + Math.exp(policy.logDeviations[k] as number) * random.normal(),
    );
    actions.set(action, t * actionSize);
    logProbabilities[t] = logProbability(mean, action, policy.logDeviations);
    const next = environment.step(action, random);
    rewards[t] = next.reward;
    sum += next.reward;
    state = next.state;
    if (next.ended) {
      ends[t] = 1;
      episodes.push(sum);
      sum = 0;
      state = environment.reset(random);
    }
  }
  states.set(state, steps * stateSize);
  const values = forwards(policy.critic, states, steps + 1).at(-1) as Float64Array;
  const judged = generalisedAdvantages({ rewards, values, ends }, gamma, lambda);
  return { steps, states, actions, logProbabilities, ...judged, episodes };
}

function logProbability(
  mean: ArrayLike<number>,
  action: ArrayLike<number>,
  logDeviations: Float64Array,
): number {
  let sum = 0;
  for (let k = 0; k < logDeviations.length; k++) {
    const logDeviation = logDeviations[k] as number;
    const z = ((action[k] as number) - (mean[k] as number)) / Math.exp(logDeviation);
    sum -= 0.5 * z * z + logDeviation + LOG_ROOT_2PI;
  }
  return sum;
}

/** Adam's memory (Kingma & Ba 2015) of one array of weights. */
interface Moments {
  readonly first: Float64Array;
  readonly second: Float64Array;
}

/** Changes a policy by what it lived through: proximal policy optimisation (Schulman et al. 2017, algorithm 1). */
export class PolicyLearner {
  readonly policy: GaussianPolicy;
  readonly #options: PolicyOptions;
  readonly #moments: readonly Moments[];
  #taken = 0;

  constructor(policy: GaussianPolicy, options: PolicyOptions) {
    this.policy = policy;
    this.#options = options;
    this.#moments = this.#parts.map(({ length }) => ({
      first: new Float64Array(length),
      second: new Float64Array(length),
    }));
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
    const { clip, entropyBonus } = this.#options;
    const [count, actionSize] = [rows.length, logDeviations.length];
    const states = picked(lived.states, rows, actor.sizes[0] as number);
    const actions = picked(lived.actions, rows, actionSize);
    const actorTrace = forwards(actor, states, count);
    const means = actorTrace.at(-1) as Float64Array;
    const now = Float64Array.from(rows, (_, i) =>
      logProbability(
        means.subarray(i * actionSize, (i + 1) * actionSize),
        actions.subarray(i * actionSize, (i + 1) * actionSize),
        logDeviations,
      ),
    );
    const advantages = standardised(picked(lived.advantages, rows, 1));
    const { slopes } = clippedPolicyLoss(now, picked(lived.logProbabilities, rows, 1), advantages, clip);
    const meanSlopes = new Float64Array(means.length);
    // The entropy of a normal rises by one with each of these.
    const deviationSlopes = new Float64Array(actionSize).fill(-entropyBonus);
    for (let i = 0; i < count; i++) {
      for (let k = 0; k < actionSize; k++) {
        const place = i * actionSize + k;
        const deviation = Math.exp(logDeviations[k] as number);
        const z = ((actions[place] as number) - (means[place] as number)) / deviation;
        meanSlopes[place] = ((slopes[i] as number) * z) / deviation;
        deviationSlopes[k] = (deviationSlopes[k] as number) + (slopes[i] as number) * (z * z - 1);
      }
    }
    const criticTrace = forwards(critic, states, count);
    const worth = valueLoss(criticTrace.at(-1) as Float64Array, picked(lived.returns, rows, 1));
    this.#descend([
      backwards(actor, actorTrace, meanSlopes, count),
      backwards(critic, criticTrace, worth.slopes, count),
      deviationSlopes,
    ]);
  }

  #descend(gradients: readonly Float64Array[]): void {
    const { learningRate, longestGradient } = this.#options;
    const length = Math.sqrt(
      gradients.reduce((sum, each) => sum + each.reduce((inner, slope) => inner + slope * slope, 0), 0),
    );
    const cut = length > longestGradient ? longestGradient / length : 1;
    this.#taken++;
    const [ofFirst, ofSecond] = [1 - 0.9 ** this.#taken, 1 - 0.999 ** this.#taken];
    this.#parts.forEach((weights, part) => {
      const gradient = gradients[part] as Float64Array;
      const { first, second } = this.#moments[part] as Moments;
      for (let k = 0; k < weights.length; k++) {
        const slope = cut * (gradient[k] as number);
        first[k] = 0.9 * (first[k] as number) + 0.1 * slope;
        second[k] = 0.999 * (second[k] as number) + 0.001 * slope * slope;
        const step = (first[k] as number) / ofFirst / (Math.sqrt((second[k] as number) / ofSecond) + 1e-8);
        weights[k] = (weights[k] as number) - learningRate * step;
      }
    });
  }
}

function picked(values: Float64Array, rows: Uint32Array, width: number): Float64Array {
  const found = new Float64Array(rows.length * width);
  rows.forEach((row, i) => {
    for (let k = 0; k < width; k++) found[i * width + k] = values[row * width + k] as number;
  });
  return found;
}

function standardised(values: Float64Array): Float64Array {
  const mean = values.reduce((sum, each) => sum + each, 0) / values.length;
  const deviation = Math.sqrt(values.reduce((sum, each) => sum + (each - mean) ** 2, 0) / values.length);
  return values.map((each) => (each - mean) / (deviation + 1e-8));
}
