import type { Random, RandomState } from '../random.ts';
import type { BatchedNet, Examples } from './batched-net.ts';
import type { Floats } from './matrices.ts';
import { Adam, type AdamState, clipNorm } from './optimisers.ts';

export interface TrainingOptions {
  readonly epochs: number;
  readonly learningRate: number;
  /** Epochs without a better validation loss after which training ends. */
  readonly patience: number;
  /** After so many such epochs the learning rate is halved. */
  readonly plateau: number;
  readonly leastLearningRate: number;
  /** Greatest norm of all gradients together. */
  readonly clip: number;
}

export const TRAINING_DEFAULTS: TrainingOptions = {
  epochs: 100,
  learningRate: 1e-3,
  patience: 10,
  plateau: 5,
  leastLearningRate: 1e-5,
  clip: 1,
};

/** How one epoch went. Losses are the net's own: means of squares, where it knows no other. */
export interface Epoch {
  readonly loss: number;
  readonly validationLoss: number;
  /** On the validation examples, where somebody judged them. */
  readonly errors: EpochErrors | undefined;
  readonly learningRate: number;
}

/** Errors as people read them, in the units of what is said. */
export interface EpochErrors {
  readonly mae: number;
  /** Percent. */
  readonly mape: number;
}

/** What training may be told besides. */
export interface TrainingContext {
  /** Goes on from here: what comes out is what would have come without a break. */
  readonly resume?: NetCheckpoint | undefined;
  /** @param said of the validation examples, row by row */
  readonly judge?: (said: Float64Array) => EpochErrors;
}

/** Where training stands. */
export interface TrainingState {
  readonly epochs: readonly Epoch[];
  /** From 0; -1 before the first epoch. */
  readonly bestEpoch: number;
  /** How much of the epoch under way is done, 0..1. */
  readonly done: number;
  /** A copy of where training stands; there between epochs only. */
  readonly checkpoint: (() => NetCheckpoint) | undefined;
}

/** All that training needs to go on as if it had never stopped: plain data that structured clone takes. */
export interface NetCheckpoint {
  /** By parameter, in the net's order. */
  readonly weights: readonly Floats[];
  readonly best: readonly Floats[];
  readonly bestEpoch: number;
  readonly epochs: readonly Epoch[];
  readonly learningRate: number;
  readonly adam: AdamState;
  readonly random: RandomState;
}

/**
 * Trains a net by Adam on batches in an order drawn anew each epoch, and leaves it with the weights of the epoch that did best on
 * the validation examples. What the net was before its first epoch does not compete.
 *
 * @yields after each batch and between epochs: whoever trains may show it, wait, keep a checkpoint, or leave off by return(), which
 * puts the best weights so far back
 * @throws RangeError where the loss is no number any more, or the checkpoint is of another net
 */
export function* trainNet<F extends Floats>(
  net: BatchedNet<F>,
  training: Examples,
  validation: Examples,
  options: TrainingOptions,
  random: Random,
  { resume, judge }: TrainingContext = {},
): Generator<TrainingState, TrainingState> {
  const run = new TrainingRun(net, options, random);
  if (resume) run.restore(resume);
  try {
    while (!run.isOver) {
      const order = shuffled(training.count, random);
      let sum = 0;
      for (let from = 0; from < order.length; from += net.batch) {
        const rows = order.subarray(from, from + net.batch);
        sum += run.learn(training, rows) * rows.length;
        yield run.state((from + rows.length) / order.length);
      }
      const said = net.sayAll(validation);
      run.close(sum / training.count, net.lossOf(validation, said), judge?.(said));
      if (!run.isOver) yield { ...run.state(0), checkpoint: () => run.checkpoint };
    }
  } finally {
    run.takeBest();
  }
  return run.state(1);
}

/** One training under way. */
class TrainingRun<F extends Floats> {
  readonly #net: BatchedNet<F>;
  readonly #options: TrainingOptions;
  readonly #random: Random;
  readonly #adam = new Adam();
  #epochs: Epoch[] = [];
  #best: readonly Floats[] = [];
  #bestEpoch = -1;
  #learningRate: number;

  constructor(net: BatchedNet<F>, options: TrainingOptions, random: Random) {
    this.#net = net;
    this.#options = options;
    this.#random = random;
    this.#learningRate = options.learningRate;
  }

  /** Are all epochs done, or has none been better for long enough? */
  get isOver(): boolean {
    const { epochs, patience } = this.#options;
    return this.#epochs.length >= epochs || this.#epochs.length - 1 - this.#bestEpoch >= patience;
  }

  learn(examples: Examples, rows: Uint32Array): number {
    const loss = this.#net.learn(examples, rows);
    clipNorm(this.#net.parameters, this.#options.clip);
    this.#adam.step(this.#net.parameters, this.#learningRate);
    return loss;
  }

  /** Ends an epoch. */
  close(loss: number, validationLoss: number, errors: EpochErrors | undefined): void {
    const epoch = this.#epochs.length;
    if (!Number.isFinite(validationLoss))
      throw new RangeError(`the loss of epoch ${epoch} is ${validationLoss}`);
    const least = this.#epochs[this.#bestEpoch]?.validationLoss ?? Number.POSITIVE_INFINITY;
    this.#epochs.push({ loss, validationLoss, errors, learningRate: this.#learningRate });
    if (validationLoss < least) {
      this.#bestEpoch = epoch;
      this.#best = this.#weights();
    }
    const { plateau, leastLearningRate } = this.#options;
    const since = epoch - this.#bestEpoch;
    if (since > 0 && since % plateau === 0)
      this.#learningRate = Math.max(this.#learningRate / 2, leastLearningRate);
  }

  takeBest(): void {
    this.#set(this.#best);
  }

  state(done: number): TrainingState {
    return { epochs: this.#epochs, bestEpoch: this.#bestEpoch, done, checkpoint: undefined };
  }

  get checkpoint(): NetCheckpoint {
    return {
      weights: this.#weights(),
      best: this.#best,
      bestEpoch: this.#bestEpoch,
      epochs: [...this.#epochs],
      learningRate: this.#learningRate,
      adam: this.#adam.state,
      random: this.#random.state,
    };
  }

  restore({ weights, best, bestEpoch, epochs, learningRate, adam, random }: NetCheckpoint): void {
    const lengths = this.#net.parameters.map(({ value }) => value.length);
    if (weights.length !== lengths.length || weights.some((each, place) => each.length !== lengths[place]))
      throw new RangeError('the checkpoint is of another net');
    this.#set(weights);
    this.#best = best;
    this.#bestEpoch = bestEpoch;
    this.#epochs = [...epochs];
    this.#learningRate = learningRate;
    this.#adam.restore(adam);
    this.#random.restore(random);
  }

  #weights(): readonly Floats[] {
    return this.#net.parameters.map(({ value }) => value.slice());
  }

  #set(weights: readonly Floats[]): void {
    for (const [place, { value }] of this.#net.parameters.entries()) {
      const kept = weights[place];
      if (kept) value.set(kept);
    }
  }
}

/** All rows in an order drawn at random (Fisher and Yates). */
function shuffled(count: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, row) => row);
  for (let left = count - 1; left > 0; left--) {
    const other = Math.floor(random.uniform() * (left + 1));
    const row = order[left] as number;
    order[left] = order[other] as number;
    order[other] = row;
  }
  return order;
}
