import type { Random } from '../random.ts';
import type { BatchedNet, Examples } from './batched-net.ts';
import type { Floats } from './matrices.ts';
import { Adam, clipNorm } from './optimisers.ts';

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

/** How one epoch went. Losses are means of squares. */
export interface Epoch {
  readonly loss: number;
  readonly validationLoss: number;
  readonly learningRate: number;
}

/** Where training stands. */
export interface TrainingState {
  readonly epochs: readonly Epoch[];
  /** From 0; -1 before the first epoch. */
  readonly bestEpoch: number;
  /** How much of the epoch under way is done, 0..1. */
  readonly done: number;
}

/**
 * Trains a net by Adam on batches in an order drawn anew each epoch, and leaves it with the weights of the epoch that did best on
 * the validation examples (which stands before no weight at all: the initial weights are never returned).
 *
 * @yields after each batch: whoever trains may show it, wait, or leave off, with the best weights so far put back on return()
 * @throws RangeError where the loss is no number any more
 */
export function* trainNet<F extends Floats>(
  net: BatchedNet<F>,
  training: Examples,
  validation: Examples,
  options: TrainingOptions,
  random: Random,
): Generator<TrainingState, TrainingState> {
  const optimiser = new Adam();
  const epochs: Epoch[] = [];
  let best: readonly Float64Array[] = [];
  let bestEpoch = -1;
  let learningRate = options.learningRate;
  try {
    for (let epoch = 0; epoch < options.epochs; epoch++) {
      const order = shuffled(training.count, random);
      let sum = 0;
      for (let from = 0; from < order.length; from += net.batch) {
        const rows = order.subarray(from, from + net.batch);
        sum += net.learn(training, rows) * rows.length;
        clipNorm(net.parameters, options.clip);
        optimiser.step(net.parameters, learningRate);
        yield { epochs, bestEpoch, done: (from + rows.length) / order.length };
      }
      const validationLoss = meanLoss(net, validation);
      if (!Number.isFinite(validationLoss))
        throw new RangeError(`the loss of epoch ${epoch} is ${validationLoss}`);
      epochs.push({ loss: sum / training.count, validationLoss, learningRate });
      if (bestEpoch < 0 || validationLoss < (epochs[bestEpoch]?.validationLoss ?? 0)) {
        bestEpoch = epoch;
        best = net.parameters.map(({ value }) => Float64Array.from(value));
      }
      const since = epoch - bestEpoch;
      if (since >= options.patience) break;
      if (since > 0 && since % options.plateau === 0)
        learningRate = Math.max(learningRate / 2, options.leastLearningRate);
    }
  } finally {
    for (const [place, { value }] of net.parameters.entries()) {
      const kept = best[place];
      if (kept) value.set(kept);
    }
  }
  return { epochs, bestEpoch, done: 1 };
}

function meanLoss<F extends Floats>(net: BatchedNet<F>, examples: Examples): number {
  const { targets } = examples;
  const said = net.sayAll(examples);
  return said.reduce((sum, value, at) => sum + (value - (targets[at] as number)) ** 2, 0) / said.length;
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
