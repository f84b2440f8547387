import { wrap } from 'comlink';
import { passCallbacks } from './callbacks.ts';
import type { FoldTrainer } from './fold-pool.ts';
import type { FoldTrainerApi } from './fold-trainer-api.ts';

/** Starts a worker that trains folds, until it is closed. */
export function openFoldTrainer(): FoldTrainer {
  passCallbacks();
  const worker = new Worker(new URL('./fold-trainer.ts', import.meta.url), {
    type: 'module',
    name: 'fold-trainer',
  });
  const api = wrap<FoldTrainerApi>(worker);
  const broken = new Promise<never>((_, reject) => {
    worker.addEventListener('error', ({ message }) => {
      reject(new Error(message || 'the worker that trains could not be loaded'));
    });
  });
  // It may break when nobody waits for it.
  broken.catch(() => undefined);
  return {
    train: (training, onProgress) => api.train(training, onProgress),
    broken,
    close: () => worker.terminate(),
  };
}
