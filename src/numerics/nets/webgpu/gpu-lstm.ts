import type { LayerShape } from '../layer.ts';
import type { Dispatch, Gpu } from './gpu.ts';
import { alignedLength, type GpuMemory } from './gpu-memory.ts';
import { matrixProduct } from './gpu-product.ts';
import { COLUMN_SUMS } from './kernels/column-sums.ts';
import { DROPOUT, DROPOUT_BACK } from './kernels/dropout.ts';
import { LSTM_BACKWARD } from './kernels/lstm-backward.ts';
import { LSTM_FORWARD, LSTM_TILE } from './kernels/lstm-forward.ts';
import { maskConstants } from './kernels/mask.ts';

/** Where an LSTM layer on the device finds what it works on. */
export interface GpuLstmPlaces {
  readonly batch: GPUBufferBinding;
  /** A uniform for each step, which is its number. */
  readonly stepNumbers: readonly GPUBufferBinding[];
  readonly input: GPUBufferBinding;
  /** Absent for the first layer, whose input nobody changes. */
  readonly inputGradient: GPUBufferBinding | undefined;
  readonly inputWeight: GPUBufferBinding;
  readonly stateWeight: GPUBufferBinding;
  readonly inputBias: GPUBufferBinding;
  readonly stateBias: GPUBufferBinding;
  readonly inputWeightGradient: GPUBufferBinding;
  readonly stateWeightGradient: GPUBufferBinding;
  /** Of both biases, as one piece. */
  readonly biasGradients: GPUBufferBinding;
}

export interface GpuLstmShape extends LayerShape {
  readonly units: number;
  readonly dropout: number;
  readonly recurrentDropout: number;
  /** From 0: no two layers draw the same masks. */
  readonly place: number;
}

export interface GpuLayer {
  /** Steps × batch × units, after dropout. */
  readonly output: GPUBufferBinding;
  /** By the output; what is behind the layer writes it. */
  readonly outputGradient: GPUBufferBinding;
  readonly forward: readonly Dispatch[];
  readonly backward: readonly Dispatch[];
}

/** {@link LstmLayer} and the dropout behind it as kernels: one product for all steps, one kernel a step, and so on the way back. */
export async function gpuLstm(
  gpu: Gpu,
  memory: GpuMemory,
  shape: GpuLstmShape,
  places: GpuLstmPlaces,
): Promise<GpuLayer> {
  const { steps, batch, units, dropout, recurrentDropout, place } = shape;
  const size = steps * batch * units;
  const work = {
    gates: memory.zeros(4 * size),
    cells: memory.zeros(size),
    hidden: memory.zeros(size),
    outputGradient: memory.zeros(size),
  };
  const recurrent = maskConstants(recurrentDropout, 2 * place);
  const carried = recurrentDropout > 0 ? memory.zeros(size) : work.hidden;
  const forward = await stepsForward(gpu, shape, places, work);
  const backward = await stepsBackward(gpu, memory, shape, places, work);
  if (carried !== work.hidden) {
    const kernel = await gpu.kernel(DROPOUT, { ...recurrent, PERIOD: batch * units });
    forward.push(gpu.dispatch(kernel, [places.batch, work.hidden, carried], Math.ceil(size / 64)));
  }
  backward.push(...(await weightGradients(gpu, shape, places, { gates: work.gates, carried })));
  if (dropout === 0) return { output: work.hidden, outputGradient: work.outputGradient, forward, backward };
  const output = memory.zeros(size);
  const own = maskConstants(dropout, 2 * place + 1);
  const drop = await gpu.kernel(DROPOUT, { ...own, PERIOD: size });
  const dropBack = await gpu.kernel(DROPOUT_BACK, own);
  forward.push(gpu.dispatch(drop, [places.batch, work.hidden, output], Math.ceil(size / 64)));
  backward.unshift(gpu.dispatch(dropBack, [places.batch, work.outputGradient], Math.ceil(size / 64)));
  return { output, outputGradient: work.outputGradient, forward, backward };
}

interface LstmWork {
  readonly gates: GPUBufferBinding;
  readonly cells: GPUBufferBinding;
  readonly hidden: GPUBufferBinding;
  readonly outputGradient: GPUBufferBinding;
}

async function stepsForward(
  gpu: Gpu,
  { steps, batch, inputs, units, recurrentDropout, place }: GpuLstmShape,
  places: GpuLstmPlaces,
  { gates, cells, hidden }: LstmWork,
): Promise<Dispatch[]> {
  const { input, inputWeight, stateWeight, inputBias, stateBias } = places;
  const constants = { ...maskConstants(recurrentDropout, 2 * place), ROWS: batch, UNITS: units };
  const kernel = await gpu.kernel(LSTM_FORWARD, constants);
  const byInput = await matrixProduct(
    gpu,
    { m: steps * batch, n: 4 * units, k: inputs },
    { ...input, row: inputs, column: 1 },
    { ...inputWeight, row: 1, column: inputs },
    gates,
  );
  const eachStep = places.stepNumbers.map((step) =>
    gpu.dispatch(
      kernel,
      [places.batch, step, stateWeight, inputBias, stateBias, gates, cells, hidden],
      Math.ceil(units / LSTM_TILE),
      Math.ceil(batch / LSTM_TILE),
    ),
  );
  return [byInput, ...eachStep];
}

async function stepsBackward(
  gpu: Gpu,
  memory: GpuMemory,
  { steps, batch, units, recurrentDropout, place }: GpuLstmShape,
  { batch: told, stepNumbers, stateWeight }: GpuLstmPlaces,
  { gates, cells, outputGradient }: LstmWork,
): Promise<Dispatch[]> {
  const constants = {
    ...maskConstants(recurrentDropout, 2 * place),
    STEPS: steps,
    ROWS: batch,
    UNITS: units,
  };
  const kernel = await gpu.kernel(LSTM_BACKWARD, constants);
  const cellGradient = memory.zeros(batch * units);
  return stepNumbers
    .toReversed()
    .map((step) =>
      gpu.dispatch(
        kernel,
        [told, step, stateWeight, cells, outputGradient, gates, cellGradient],
        Math.ceil(units / LSTM_TILE),
        Math.ceil(batch / LSTM_TILE),
      ),
    );
}

/** When `gates` holds the gradients of all steps: those of weights, biases and the input, each as one product over all steps. */
async function weightGradients(
  gpu: Gpu,
  { steps, batch, inputs, units }: GpuLstmShape,
  places: GpuLstmPlaces,
  { gates, carried }: { readonly gates: GPUBufferBinding; readonly carried: GPUBufferBinding },
): Promise<readonly Dispatch[]> {
  const all = steps * batch;
  const width = 4 * units;
  const sums = await gpu.kernel(COLUMN_SUMS, {
    ROWS: all,
    COLUMNS: width,
    COPIES: 2,
    APART: alignedLength(width),
  });
  const dispatches = [
    await matrixProduct(
      gpu,
      { m: width, n: inputs, k: all },
      { ...gates, row: 1, column: width },
      { ...places.input, row: inputs, column: 1 },
      places.inputWeightGradient,
    ),
    await matrixProduct(
      gpu,
      { m: width, n: units, k: all - batch },
      { ...gates, row: 1, column: width, first: batch * width },
      { ...carried, row: units, column: 1 },
      places.stateWeightGradient,
    ),
    gpu.dispatch(sums, [gates, places.biasGradients], Math.ceil(width / 64)),
  ];
  if (places.inputGradient)
    dispatches.push(
      await matrixProduct(
        gpu,
        { m: all, n: inputs, k: width },
        { ...gates, row: width, column: 1 },
        { ...places.inputWeight, row: inputs, column: 1 },
        places.inputGradient,
      ),
    );
  return dispatches;
}
