import { describe, expect, it } from 'vitest';
import { plainMatrices } from '../nets/matrices.ts';
import { inQuickMemory } from '../nets/quick-memory.ts';
import { Random } from '../random.ts';
import { PolicyLearner } from './policy-learner.ts';
import { type Environment, experience, meanAction, newPolicy, POLICY_DEFAULTS } from './proximal-policy.ts';
import { quickTanh, TanhBatch } from './tanh-batch.ts';
import { forwards, tanhNet } from './tanh-net.ts';

/**
 * A mass on a line that is pushed: x' = x + 0.2·u + noise, cost x² + 0.1·u². The best push is −k·x with k of the Riccati
 * equation, and no policy costs less.
 */
class Pushed implements Environment {
  readonly stateSize = 1;
  readonly actionSize = 1;
  #x = 0;
  #left = 0;

  reset(random: Random): ArrayLike<number> {
    this.#x = 2 * random.normal();
    this.#left = 40;
    return [this.#x];
  }

  step([push = 0]: number[] | Float64Array, random: Random) {
    const reward = -(this.#x ** 2 + 0.1 * push ** 2);
    this.#x += 0.2 * push + 0.05 * random.normal();
    this.#left--;
    return { state: [this.#x], reward, ended: this.#left === 0 };
  }
}

/** The gain of the best linear push for rewards that count γ as much a step later. */
function bestGain(gamma: number): number {
  let p = 1;
  for (let n = 0; n < 500; n++) p = 1 + gamma * p - (gamma * 0.2 * p) ** 2 / (0.1 + gamma * 0.04 * p);
  return (gamma * 0.2 * p) / (0.1 + gamma * 0.04 * p);
}

function meanCost(push: (x: number) => number): number {
  const [environment, random] = [new Pushed(), new Random(99)];
  let cost = 0;
  for (let episode = 0; episode < 200; episode++) {
    let [x = 0] = Array.from(environment.reset(random));
    for (let ended = false; !ended; ) {
      const next = environment.step([push(x)], random);
      cost -= next.reward / 200;
      [x = 0] = next.state;
      ended = next.ended;
    }
  }
  return cost;
}

describe('proximal policy optimisation', () => {
  it('learns to push nearly as well as the best linear law', () => {
    const options = { ...POLICY_DEFAULTS, hidden: [32, 32], stepsPerUpdate: 1_024, learningRate: 2e-3 };
    const [environment, random] = [new Pushed(), new Random(7)];
    const learner = new PolicyLearner(newPolicy(environment, options, random), options);
    for (let update = 0; update < 40; update++)
      learner.learn(experience(environment, learner.policy, options, random), random);
    const gain = bestGain(0.99);
    const best = meanCost((x) => -gain * x);
    const learned = meanCost((x) => meanAction(learner.policy, [x])[0] ?? 0);
    expect(meanCost(() => 0)).toBeGreaterThan(5 * best);
    expect(learned).toBeLessThan(1.15 * best);
  }, 60_000);

  it('leads to the same policy by the same random numbers', () => {
    const options = { ...POLICY_DEFAULTS, hidden: [8], stepsPerUpdate: 64, epochs: 2, minibatch: 16 };
    const trained = (seed: number) => {
      const [environment, random] = [new Pushed(), new Random(seed)];
      const learner = new PolicyLearner(newPolicy(environment, options, random), options);
      learner.learn(experience(environment, learner.policy, options, random), random);
      return learner.policy.actor.weights;
    };
    expect(trained(1)).toEqual(trained(1));
    expect(trained(1)).not.toEqual(trained(2));
  });
});

describe('a small net', () => {
  const inputs = Float64Array.of(0.3, -1.2, 0.8, 0.1);
  const net = tanhNet([2, 5, 3, 1], new Random(1));

  it('has the slopes that small steps show', () => {
    const lossOf = (weights: Float64Array) =>
      (forwards({ ...net, weights }, inputs, 2).at(-1) as Float64Array).reduce(
        (sum, each) => sum + each * each,
        0,
      );
    const batch = new TanhBatch(
      net.sizes,
      4,
      plainMatrices((length) => new Float64Array(length)),
    );
    batch.weights.set(net.weights);
    batch.inputs.set(inputs);
    batch.forwards(2);
    batch.answers.forEach((each, row) => {
      batch.slopes[row] = 2 * each;
    });
    batch.backwards(2);
    batch.gradient.forEach((slope, k) => {
      const moved = (by: number) => net.weights.map((each, place) => (place === k ? each + by : each));
      expect(slope).toBeCloseTo((lossOf(moved(1e-5)) - lossOf(moved(-1e-5))) / 2e-5, 6);
    });
  });

  it('says of a batch in quick memory what it says of each row', () => {
    const batch = inQuickMemory((matrices) => new TanhBatch(net.sizes, 2, matrices));
    batch.weights.set(net.weights);
    batch.inputs.set(inputs);
    batch.forwards(2);
    const said = forwards(net, inputs, 2).at(-1) as Float64Array;
    batch.answers.forEach((answer, row) => {
      expect(answer).toBeCloseTo(said[row] ?? Number.NaN, 6);
    });
  });

  it('knows a tanh, far out, too', () => {
    for (let x = -400; x <= 400; x += 0.01) expect(Math.abs(quickTanh(x) - Math.tanh(x))).toBeLessThan(1e-15);
  });
});
