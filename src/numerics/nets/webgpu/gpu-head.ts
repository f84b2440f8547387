import type { BodyShape } from '../net-body.ts';
import type { Dispatch, Gpu } from './gpu.ts';
import type { GpuLayer } from './gpu-lstm.ts';
import type { GpuMemory } from './gpu-memory.ts';
import { matrixProduct } from './gpu-product.ts';
import { COLUMN_SUMS } from './kernels/column-sums.ts';
import { HEAD } from './kernels/head.ts';

/** A weight and its bias, or their gradients. */
export interface GpuWeights {
  readonly weight: GPUBufferBinding;
  readonly bias: GPUBufferBinding;
}

/** Where the head finds what it works on. */
export interface GpuHeadPlaces {
  readonly input: GPUBufferBinding;
  readonly said: GPUBufferBinding;
  readonly saidGradient: GPUBufferBinding;
  readonly dense: GpuWeights;
  readonly denseGradient: GpuWeights;
  /** Of the highway from the first feature of all steps; absent where there is none. */
  readonly highway: { readonly own: GpuWeights; readonly gradient: GpuWeights } | undefined;
}

export interface GpuHead {
  readonly forward: readonly Dispatch[];
  readonly backward: readonly Dispatch[];
}

/** The dense layer that hears the last step, and the straight way beside the net, where there is one. */
export async function gpuHead(
  gpu: Gpu,
  memory: GpuMemory,
  { steps, batch, inputs, outputs }: BodyShape,
  { layer, units }: { readonly layer: GpuLayer; readonly units: number },
  { input, said, saidGradient, dense, denseGradient, highway }: GpuHeadPlaces,
): Promise<GpuHead> {
  const last = (steps - 1) * batch * units;
  const kernel = await gpu.kernel(HEAD, { ROWS: batch, UNITS: units, OUTPUTS: outputs, LAST: last });
  const sums = await gpu.kernel(COLUMN_SUMS, { ROWS: batch, COLUMNS: outputs });
  const straight = memory.zeros(batch * outputs);
  const straightBias = highway?.own.bias ?? memory.zeros(outputs);
  const say = [dense.weight, dense.bias, layer.output, straight, straightBias, said];
  const forward = [gpu.dispatch(kernel, say, Math.ceil((batch * outputs) / 64))];
  const byOutput = { ...saidGradient, row: 1, column: outputs };
  const sumUp = (bias: GPUBufferBinding) => gpu.dispatch(sums, [saidGradient, bias], Math.ceil(outputs / 64));
  const backward = [
    await matrixProduct(
      gpu,
      { m: outputs, n: units, k: batch },
      byOutput,
      { ...layer.output, row: units, column: 1, first: last },
      denseGradient.weight,
    ),
    sumUp(denseGradient.bias),
    await matrixProduct(
      gpu,
      { m: batch, n: units, k: outputs },
      { ...saidGradient, row: outputs, column: 1 },
      { ...dense.weight, row: units, column: 1 },
      { ...layer.outputGradient, first: last },
    ),
  ];
  if (!highway) return { forward, backward };
  // The first feature of all steps, row by row of the batch, as it lies among the inputs.
  const firsts = { ...input, row: inputs, column: batch * inputs };
  const weight = { ...highway.own.weight, row: 1, column: steps };
  forward.unshift(await matrixProduct(gpu, { m: batch, n: outputs, k: steps }, firsts, weight, straight));
  backward.push(
    await matrixProduct(gpu, { m: outputs, n: steps, k: batch }, byOutput, firsts, highway.gradient.weight),
    sumUp(highway.gradient.bias),
  );
  return { forward, backward };
}
