import { Random } from '../random.ts';
import type { BackendProgress, NetBackend, NetTraining, TrainedNet } from './backend.ts';
import { beginNet, netOf } from './backend-processor.ts';
import { plainMatrices } from './matrices.ts';
import type { Gpu } from './webgpu/gpu.ts';
import { GpuError } from './webgpu/gpu-error.ts';
import { trainOnGpu } from './webgpu/train-on-gpu.ts';

/** Recurrent nets on a device of WebGPU. */
export function webgpuBackend(gpu: Gpu): NetBackend {
  return {
    name: 'webgpu',
    trains: ({ kind }) => kind === 'recurrent',
    train: (training) => trained(gpu, training),
  };
}

async function* trained(gpu: Gpu, training: NetTraining): AsyncGenerator<BackendProgress, TrainedNet> {
  const { design, seed, begin } = training;
  if (design.kind !== 'recurrent') throw new GpuError('refused', `no kernels for a ${design.kind} net`);
  const random = new Random(seed);
  // Only its weights are wanted: it draws those that the same seed gives on other backends.
  const built = netOf(
    training,
    random,
    plainMatrices((length) => new Float32Array(length)),
  );
  beginNet(built, begin);
  const { parameters } = built.net;
  const { epochs, bestEpoch } = yield* trainOnGpu(gpu, parameters, { ...training, design, random });
  return { epochs, bestEpoch, weights: parameters.map(({ value }) => value.slice()), backend: 'webgpu' };
}
