import type { LearnerHealth } from '../forecast-api.ts';
import { isHelper } from './device-fits.ts';
import type { LastTrial } from './kept-trials.ts';

/**
 * How backends did, by the names that trainings and models have for them, and which of them trains nets.
 * @param sliced what runs in slices, where no trial has found better
 */
export function shownBackends(trial: LastTrial | undefined, sliced: string): LearnerHealth['backends'] {
  if (!trial) return [{ name: sliced, isUsed: true, isQuickest: false }];
  const used = trial.quickest && isHelper(trial.quickest) ? trial.quickest : sliced;
  return trial.timings.map(({ backend, batchMs, setUpMs, epochMs, ruledOut }) => {
    const name = backend === 'wasm' ? 'wasm-simd' : backend;
    const standing = { name, isUsed: name === used, isQuickest: backend === trial.quickest };
    if (ruledOut !== undefined) return { ...standing, ruledOut };
    return { ...standing, msPerBatch: batchMs, setUpMs, roundMs: epochMs };
  });
}
