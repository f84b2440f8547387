import type { BackendProgress, NetBackend, NetTraining, TrainedNet } from './backend.ts';
import { GpuError } from './webgpu/gpu-error.ts';

/** A net, and why it was not trained where it was meant to be. */
export interface TrainedAnyhow extends TrainedNet {
  readonly instead?: GpuError | undefined;
}

/**
 * Trains on one backend, and from the beginning on another where WebGPU gives up: a device that is lost costs the time it took, and
 * nothing else.
 */
export async function* trainAnyhow(
  first: NetBackend,
  otherwise: NetBackend,
  training: NetTraining,
): AsyncGenerator<BackendProgress, TrainedAnyhow> {
  try {
    return yield* first.train(training);
  } catch (error) {
    if (!(error instanceof GpuError)) throw error;
    return { ...(yield* otherwise.train(training)), instead: error };
  }
}
