import type { Random } from '../random.ts';
import { generalisedAdvantages } from './advantages.ts';
import { forwards, type TanhNet, tanhNet } from './tanh-net.ts';

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

/** Logarithm of the density of an action around what a policy says. */
export function logProbability(
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
