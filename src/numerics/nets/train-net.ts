import type { Random, RandomState } from '../random.ts';
import { shuffled } from '../shuffled.ts';
import type { Examples, TrainableNet } from './batched-net.ts';
import type { Floats } from './matrices.ts';
import { Adam, type AdamState, clipNorm } from './optimisers.ts';
import { type Epoch, type EpochErrors, TrainingCourse, type TrainingPace } from './training-course.ts';

export interface TrainingOptions extends TrainingPace {
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
  net: TrainableNet<F>,
  training: Examples,
  validation: Examples,
  options: TrainingOptions,
  random: Random,
  { resume, judge }: TrainingContext = {},
): Generator<TrainingState, TrainingState> {
  const run = new TrainingRun(net, options, random, resume);
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
  readonly #net: TrainableNet<F>;
  readonly #options: TrainingOptions;
  readonly #random: Random;
  readonly #adam = new Adam();
  readonly #course: TrainingCourse;
  #best: readonly Floats[] = [];

  /** @throws RangeError where the checkpoint is of another net */
  constructor(net: TrainableNet<F>, options: TrainingOptions, random: Random, resume?: NetCheckpoint) {
    this.#net = net;
    this.#options = options;
    this.#random = random;
    this.#course = new TrainingCourse(options, resume);
    if (resume) this.#restore(resume);
  }

  get isOver(): boolean {
    return this.#course.isOver;
  }

  learn(examples: Examples, rows: Uint32Array): number {
    const loss = this.#net.learn(examples, rows);
    clipNorm(this.#net.parameters, this.#options.clip);
    this.#adam.step(this.#net.parameters, this.#course.learningRate);
    return loss;
  }

  /** Ends an epoch. */
  close(loss: number, validationLoss: number, errors: EpochErrors | undefined): void {
    if (this.#course.close(loss, validationLoss, errors)) this.#best = this.#weights();
  }

  takeBest(): void {
    this.#set(this.#best);
  }

  state(done: number): TrainingState {
    const { epochs, bestEpoch } = this.#course;
    return { epochs, bestEpoch, done, checkpoint: undefined };
  }

  get checkpoint(): NetCheckpoint {
    const { epochs, bestEpoch, learningRate } = this.#course;
    return {
      weights: this.#weights(),
      best: this.#best,
      bestEpoch,
      epochs: [...epochs],
      learningRate,
      adam: this.#adam.state,
      random: this.#random.state,
    };
  }

  #restore({ weights, best, adam, random }: NetCheckpoint): void {
    const lengths = this.#net.parameters.map(({ value }) => value.length);
    if (weights.length !== lengths.length || weights.some((each, place) => each.length !== lengths[place]))
      throw new RangeError('the checkpoint is of another net');
    this.#set(weights);
    this.#best = best;
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
