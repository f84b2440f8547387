import { expose } from 'comlink';
import type { BackendProgress, NetTraining, TrainedNet } from '../numerics/nets/backend.ts';
import { wasmBackend } from '../numerics/nets/backend-processor.ts';
import { passCallbacks } from './callbacks.ts';
import type { FoldTrainerApi } from './fold-trainer-api.ts';

/** A worker of the learner's: trains nets in WebAssembly. It is ended from outside, so it need not listen while it trains. */

const TOLD_EACH_MS = 250;

async function train(
  training: NetTraining,
  onProgress: (progress: BackendProgress) => void,
): Promise<TrainedNet> {
  const run = wasmBackend.train(training);
  let toldMs = Number.NEGATIVE_INFINITY;
  for (;;) {
    const step = await run.next();
    if (step.done) return step.value;
    const nowMs = performance.now();
    if (nowMs - toldMs < TOLD_EACH_MS) continue;
    toldMs = nowMs;
    const { epochs, bestEpoch, done } = step.value;
    onProgress({ epochs, bestEpoch, done });
  }
}

passCallbacks();
expose({ train } satisfies FoldTrainerApi);
