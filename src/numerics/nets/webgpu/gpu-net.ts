import type { Examples } from '../batched-net.ts';
import type { Floats } from '../matrices.ts';
import type { BodyShape } from '../net-body.ts';
import type { RecurrentDesign } from '../recurrent-net.ts';
import type { Dispatch, Gpu } from './gpu.ts';
import { gpuHead } from './gpu-head.ts';
import { type GpuLayer, gpuLstm } from './gpu-lstm.ts';
import { FlatLayout, GpuMemory } from './gpu-memory.ts';
import { ADAM, ADAM_CONSTANTS, GRADIENT_SQUARES, NORM_PARTS } from './kernels/adam.ts';
import { BATCH_BYTES, batchBytes, type GpuBatch } from './kernels/batch.ts';
import { GATHER } from './kernels/gather.ts';
import { LOSS, MISSING } from './kernels/loss.ts';

/** Of an LSTM layer, in the net's order: weights of inputs and of states, and the biases of both. */
const LSTM_PARAMETERS = 4;

/** What a net on the device is made for. */
export interface GpuNetPlan {
  readonly design: RecurrentDesign & { readonly highway: boolean };
  readonly shape: BodyShape;
  /** Of quantiles that are said behind the means; none where only means are. */
  readonly levels: readonly number[];
  /** Greatest norm of all gradients together. */
  readonly clip: number;
  readonly training: Examples;
  readonly validation: Examples;
}

/** What Adam keeps, and the best weights so far, beside the weights: all laid out alike. */
export type GpuKept = 'weights' | 'best' | 'first' | 'second';

/** A recurrent net with all that trains it, on the device: nothing comes back but what is asked for. */
export class GpuNet {
  readonly #memory: GpuMemory;
  readonly #gpu: Gpu;
  readonly #layout: FlatLayout;
  readonly #kept: Readonly<Record<GpuKept, GPUBufferBinding>>;
  readonly #batch: GPUBufferBinding;
  readonly #order: GPUBufferBinding;
  readonly #losses: GPUBufferBinding;
  #learning: readonly Dispatch[] = [];
  #asking: readonly Dispatch[] = [];

  /** @throws GpuError where the device cannot hold it */
  static async build(gpu: Gpu, plan: GpuNetPlan): Promise<GpuNet> {
    const memory = new GpuMemory(gpu);
    try {
      const net = new GpuNet(gpu, memory, plan);
      await net.#record(plan);
      return net;
    } catch (error) {
      memory.destroy();
      throw error;
    }
  }

  private constructor(gpu: Gpu, memory: GpuMemory, plan: GpuNetPlan) {
    this.#gpu = gpu;
    this.#memory = memory;
    this.#layout = new FlatLayout(parameterLengths(plan));
    const zeros = () => memory.zeros(this.#layout.length);
    this.#kept = { weights: zeros(), best: zeros(), first: zeros(), second: zeros() };
    this.#batch = memory.uniform(new ArrayBuffer(BATCH_BYTES));
    this.#order = memory.zeros(plan.training.count);
    this.#losses = memory.zeros(2);
  }

  /** @param pieces by parameter, in the net's order */
  set(kept: GpuKept, pieces: readonly Floats[]): void {
    this.#memory.write(this.#kept[kept], this.#layout.joined(pieces));
  }

  async get(kept: GpuKept): Promise<readonly Float32Array[]> {
    return this.#layout.cut(await this.#memory.read(this.#kept[kept]));
  }

  keepBest(): void {
    this.#memory.copy(this.#kept.weights, this.#kept.best);
  }

  /** Begins an epoch: in which order examples come, and no losses yet. */
  begin(order: Uint32Array): void {
    this.#memory.write(this.#order, order);
    this.#memory.write(this.#losses, new Float32Array(2));
  }

  /** Takes one step with some examples of the order. Returns before it is taken. */
  learn(batch: Omit<GpuBatch, 'isTraining'>): void {
    this.#memory.write(this.#batch, batchBytes({ ...batch, isTraining: true }));
    this.#gpu.run(this.#learning);
  }

  /** Adds up the losses of some examples of the validation. */
  ask(first: number, rows: number): void {
    const batch = { seed: 0, isTraining: false, first, rows, step: 0, correction: 1 };
    this.#memory.write(this.#batch, batchBytes(batch));
    this.#gpu.run(this.#asking);
  }

  /** Sums over all examples since the epoch began. */
  async losses(): Promise<{ readonly training: number; readonly validation: number }> {
    const [training = Number.NaN, validation = Number.NaN] = await this.#memory.read(this.#losses);
    return { training, validation };
  }

  destroy(): void {
    this.#memory.destroy();
  }

  /** Everything that a batch runs, once. */
  async #record(plan: GpuNetPlan): Promise<void> {
    const { steps, batch, inputs, outputs } = plan.shape;
    const memory = this.#memory;
    const gradients = memory.zeros(this.#layout.length);
    const places = {
      input: memory.zeros(steps * batch * inputs),
      said: memory.zeros(batch * outputs),
      saidGradient: memory.zeros(batch * outputs),
      levels: memory.holding(plan.levels),
    };
    const layers = await this.#layers(plan, places.input, gradients);
    const head = await this.#head(plan, layers.at(-1), { ...places, gradients });
    const forward = [...layers.flatMap((layer) => layer.forward), ...head.forward];
    const backward = [...head.backward, ...layers.toReversed().flatMap((layer) => layer.backward)];
    const learnt = await this.#examples(plan, plan.training, this.#order, places);
    const everyRow = Uint32Array.from({ length: plan.validation.count }, (_, row) => row);
    const asked = await this.#examples(plan, plan.validation, memory.holding(everyRow), places);
    const step = await this.#optimiser(plan.clip, gradients);
    this.#learning = [learnt.gather, ...forward, learnt.loss, ...backward, ...step];
    this.#asking = [asked.gather, ...forward, asked.loss];
  }

  async #layers(
    { design, shape }: GpuNetPlan,
    input: GPUBufferBinding,
    gradients: GPUBufferBinding,
  ): Promise<readonly GpuLayer[]> {
    const stepNumbers = this.#memory.counting(shape.steps);
    const layers: GpuLayer[] = [];
    for (const [place, units] of design.units.entries()) {
      const below = layers.at(-1);
      const of = (flat: GPUBufferBinding, parameter: number, count = 1) =>
        this.#layout.piece(flat, LSTM_PARAMETERS * place + parameter, count);
      const layer = await gpuLstm(
        this.#gpu,
        this.#memory,
        { ...shape, ...design, inputs: design.units[place - 1] ?? shape.inputs, units, place },
        {
          batch: this.#batch,
          stepNumbers,
          input: below?.output ?? input,
          inputGradient: below?.outputGradient,
          inputWeight: of(this.#kept.weights, 0),
          stateWeight: of(this.#kept.weights, 1),
          inputBias: of(this.#kept.weights, 2),
          stateBias: of(this.#kept.weights, 3),
          inputWeightGradient: of(gradients, 0),
          stateWeightGradient: of(gradients, 1),
          biasGradients: of(gradients, 2, 2),
        },
      );
      layers.push(layer);
    }
    return layers;
  }

  #head(
    { design, shape }: GpuNetPlan,
    layer: GpuLayer | undefined,
    places: Readonly<Record<'input' | 'said' | 'saidGradient' | 'gradients', GPUBufferBinding>>,
  ) {
    const units = design.units.at(-1);
    if (!layer || !units) throw new RangeError('a net of no layers');
    const of = (flat: GPUBufferBinding, parameter: number) => {
      const place = LSTM_PARAMETERS * design.units.length + parameter;
      return { weight: this.#layout.piece(flat, place), bias: this.#layout.piece(flat, place + 1) };
    };
    const { gradients } = places;
    const { weights } = this.#kept;
    const dense = { dense: of(weights, 0), denseGradient: of(gradients, 0) };
    const highway = design.highway ? { own: of(weights, 2), gradient: of(gradients, 2) } : undefined;
    return gpuHead(this.#gpu, this.#memory, shape, { layer, units }, { ...places, ...dense, highway });
  }

  /** How examples come to the net, and what is wrong with what it says of them. */
  async #examples(
    { shape, levels }: GpuNetPlan,
    { inputs, targets }: Examples,
    order: GPUBufferBinding,
    places: Readonly<Record<'input' | 'said' | 'saidGradient' | 'levels', GPUBufferBinding>>,
  ): Promise<{ readonly gather: Dispatch; readonly loss: Dispatch }> {
    const { steps, batch, inputs: width, outputs } = shape;
    const heads = 1 + levels.length;
    const gather = await this.#gpu.kernel(GATHER, { STEPS: steps, ROWS: batch, WIDTH: width });
    const loss = await this.#gpu.kernel(LOSS, { ROWS: batch, WANTED: outputs / heads, HEADS: heads });
    const given = this.#memory.holding(inputs);
    const wanted = Float32Array.from(targets, (value) => (Number.isNaN(value) ? MISSING : value));
    const { input, said, saidGradient } = places;
    const size = steps * batch * width;
    return {
      gather: this.#gpu.dispatch(gather, [this.#batch, order, given, input], Math.ceil(size / 64)),
      loss: this.#gpu.dispatch(
        loss,
        [this.#batch, order, this.#memory.holding(wanted), places.levels, said, saidGradient, this.#losses],
        1,
      ),
    };
  }

  async #optimiser(clip: number, gradients: GPUBufferBinding): Promise<readonly Dispatch[]> {
    const { weights, first, second } = this.#kept;
    const parts = this.#memory.zeros(NORM_PARTS);
    const squares = await this.#gpu.kernel(GRADIENT_SQUARES);
    const adam = await this.#gpu.kernel(ADAM, { ...ADAM_CONSTANTS, CLIP: clip });
    const groups = Math.ceil(this.#layout.length / 64);
    return [
      this.#gpu.dispatch(squares, [gradients, parts], NORM_PARTS),
      this.#gpu.dispatch(adam, [this.#batch, parts, gradients, first, second, weights], groups),
    ];
  }
}

/** Of each parameter, in the order of {@link designedNet}. */
function parameterLengths({ design, shape }: GpuNetPlan): readonly number[] {
  const { units, highway } = design;
  const { inputs, outputs, steps } = shape;
  const layers = units.flatMap((width, place) => {
    const below = units[place - 1] ?? inputs;
    return [4 * width * below, 4 * width * width, 4 * width, 4 * width];
  });
  const dense = [outputs * (units.at(-1) ?? 0), outputs];
  return [...layers, ...dense, ...(highway ? [outputs * steps, outputs] : [])];
}
