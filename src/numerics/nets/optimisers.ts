import type { Parameter } from './layer.ts';

/** Takes one step against the gradients of some parameters. */
export interface Optimiser {
  /** @param learningRate may change from step to step */
  step(parameters: readonly Parameter[], learningRate: number): void;
}

/** What Adam remembers of the steps it took: plain data. */
export interface AdamState {
  readonly steps: number;
  /** First and second moments, by the name of the parameter. */
  readonly moments: ReadonlyMap<string, readonly [Float64Array, Float64Array]>;
}

/**
 * Adam (Kingma & Ba, ICLR 2015, algorithm 1), as in PyTorch. With a decay of weights beside the step it is AdamW (Loshchilov &
 * Hutter, ICLR 2019).
 */
export class Adam implements Optimiser {
  readonly #betas: readonly [number, number];
  readonly #epsilon: number;
  readonly #weightDecay: number;
  /** First and second moments, by parameter. */
  readonly #moments = new Map<string, readonly [Float64Array, Float64Array]>();
  #steps = 0;

  constructor({ beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, weightDecay = 0 } = {}) {
    this.#betas = [beta1, beta2];
    this.#epsilon = epsilon;
    this.#weightDecay = weightDecay;
  }

  /** A copy of what it remembers. */
  get state(): AdamState {
    return { steps: this.#steps, moments: copied(this.#moments) };
  }

  /** Goes on where another one stood. */
  restore({ steps, moments }: AdamState): void {
    this.#steps = steps;
    this.#moments.clear();
    for (const [name, own] of copied(moments)) this.#moments.set(name, own);
  }

  step(parameters: readonly Parameter[], learningRate: number): void {
    this.#steps += 1;
    const [beta1, beta2] = this.#betas;
    const step = learningRate / (1 - beta1 ** this.#steps);
    const correction = Math.sqrt(1 - beta2 ** this.#steps);
    for (const { name, value, gradient } of parameters) {
      const [first, second] = this.#momentsOf(name, value.length);
      for (let i = 0; i < value.length; i++) {
        const slope = gradient[i] as number;
        const mean = beta1 * (first[i] as number) + (1 - beta1) * slope;
        const square = beta2 * (second[i] as number) + (1 - beta2) * slope * slope;
        first[i] = mean;
        second[i] = square;
        const kept = (value[i] as number) * (1 - learningRate * this.#weightDecay);
        value[i] = kept - (step * mean) / (Math.sqrt(square) / correction + this.#epsilon);
      }
    }
  }

  #momentsOf(name: string, length: number): readonly [Float64Array, Float64Array] {
    const there = this.#moments.get(name);
    if (there) return there;
    const moments = [new Float64Array(length), new Float64Array(length)] as const;
    this.#moments.set(name, moments);
    return moments;
  }
}

function copied(moments: AdamState['moments']): Map<string, readonly [Float64Array, Float64Array]> {
  return new Map(
    Array.from(moments, ([name, [first, second]]) => [name, [first.slice(), second.slice()]] as const),
  );
}

/** Gradient descent with momentum, as in PyTorch: v ← μ v + g, w ← w − η v. */
export class Momentum implements Optimiser {
  readonly #momentum: number;
  readonly #velocities = new Map<string, Float64Array>();

  constructor(momentum = 0.9) {
    this.#momentum = momentum;
  }

  step(parameters: readonly Parameter[], learningRate: number): void {
    for (const { name, value, gradient } of parameters) {
      const velocity = this.#velocities.get(name) ?? new Float64Array(value.length);
      this.#velocities.set(name, velocity);
      for (let i = 0; i < value.length; i++) {
        const speed = this.#momentum * (velocity[i] as number) + (gradient[i] as number);
        velocity[i] = speed;
        value[i] = (value[i] as number) - learningRate * speed;
      }
    }
  }
}

/** Shortens all gradients together to a norm (Pascanu and others, ICML 2013), as in PyTorch. @returns the norm they had */
export function clipNorm(parameters: readonly Parameter[], most: number): number {
  let square = 0;
  for (const { gradient } of parameters)
    for (let i = 0; i < gradient.length; i++) square += (gradient[i] as number) ** 2;
  const norm = Math.sqrt(square);
  const factor = most / (norm + 1e-6);
  if (factor >= 1) return norm;
  for (const { gradient } of parameters)
    for (let i = 0; i < gradient.length; i++) gradient[i] = (gradient[i] as number) * factor;
  return norm;
}
