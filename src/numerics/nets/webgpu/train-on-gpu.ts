import type { Random } from '../../random.ts';
import { shuffled } from '../../shuffled.ts';
import type { BackendProgress } from '../backend.ts';
import type { Parameter } from '../layer.ts';
import type { TrainingOptions } from '../train-net.ts';
import { TrainingCourse } from '../training-course.ts';
import type { Gpu } from './gpu.ts';
import { GpuNet, type GpuNetPlan } from './gpu-net.ts';
import { ADAM_CONSTANTS } from './kernels/adam.ts';

/** What is trained on the device, and how. */
export interface GpuTraining extends Omit<GpuNetPlan, 'clip'> {
  readonly options: TrainingOptions;
  /** Draws the order of examples and, where something drops out, the seed of each batch's masks. */
  readonly random: Random;
}

/**
 * {@link trainNet} on WebGPU: Adam on batches in an order drawn anew each epoch, all on the device, from which only the losses of each
 * epoch come back. Begins with the weights of the parameters, and leaves in them those of the epoch that did best. From the same
 * weights and seed it takes the same steps as there, within the precision of 32 bits; only what drops out differs. It keeps no
 * checkpoints: who is broken off begins anew.
 *
 * @param parameters in the order of {@link designedNet}
 * @yields after each batch and between epochs; who leaves off by return() finds the best weights so far
 * @throws RangeError where the loss is no number any more; GpuError where the device cannot do it (any more), parameters as they were
 */
export async function* trainOnGpu(
  gpu: Gpu,
  parameters: readonly Parameter[],
  training: GpuTraining,
): AsyncGenerator<BackendProgress, BackendProgress> {
  const { options, random } = training;
  const net = await GpuNet.build(gpu, { ...training, clip: options.clip });
  try {
    const run = new GpuRun(net, parameters, training);
    // The device always has the next batch waiting, and never more: so it may be left off, and told how far it is.
    let submitted = Promise.resolve();
    try {
      while (!run.isOver) {
        const order = shuffled(training.training.count, random);
        net.begin(order);
        for (let from = 0; from < order.length; from += training.shape.batch) {
          const rows = Math.min(training.shape.batch, order.length - from);
          run.learn(from, rows);
          const waiting = submitted;
          submitted = gpu.idle();
          // A loss is told where it is waited for next, which may be long after it happened.
          submitted.catch(() => undefined);
          await waiting;
          yield run.state((from + rows) / order.length);
        }
        await run.close();
        if (!run.isOver) yield run.state(0);
      }
    } finally {
      await submitted;
      await run.takeBest();
    }
    return run.state(1);
  } finally {
    net.destroy();
  }
}

/** One training under way. */
class GpuRun {
  readonly #net: GpuNet;
  readonly #parameters: readonly Parameter[];
  readonly #training: GpuTraining;
  readonly #course: TrainingCourse;
  #steps = 0;

  constructor(net: GpuNet, parameters: readonly Parameter[], training: GpuTraining) {
    this.#net = net;
    this.#parameters = parameters;
    this.#training = training;
    this.#course = new TrainingCourse(training.options);
    net.set(
      'weights',
      parameters.map(({ value }) => value),
    );
  }

  get isOver(): boolean {
    return this.#course.isOver;
  }

  learn(first: number, rows: number): void {
    const { design, random } = this.#training;
    const drops = design.dropout > 0 || design.recurrentDropout > 0;
    const seed = drops ? Math.floor(random.uniform() * 2 ** 32) : 0;
    this.#steps += 1;
    const step = this.#course.learningRate / (1 - ADAM_CONSTANTS.BETA1 ** this.#steps);
    const correction = Math.sqrt(1 - ADAM_CONSTANTS.BETA2 ** this.#steps);
    this.#net.learn({ seed, first, rows, step, correction });
  }

  /** Ends an epoch, when the device has done all of it. */
  async close(): Promise<void> {
    const { training, validation, shape } = this.#training;
    for (let from = 0; from < validation.count; from += shape.batch)
      this.#net.ask(from, Math.min(shape.batch, validation.count - from));
    const sums = await this.#net.losses();
    const isBest = this.#course.close(sums.training / training.count, sums.validation / validation.count);
    if (isBest) this.#net.keepBest();
  }

  async takeBest(): Promise<void> {
    if (this.#course.bestEpoch < 0) return;
    const best = await this.#net.get('best');
    for (const [place, { value }] of this.#parameters.entries()) value.set(best[place] ?? []);
  }

  state(done: number): BackendProgress {
    const { epochs, bestEpoch } = this.#course;
    return { epochs, bestEpoch, done };
  }
}
