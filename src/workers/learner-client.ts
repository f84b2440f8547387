import { wrap } from 'comlink';
import { passCallbacks } from './callbacks.ts';
import type { LearnerApi } from './learner-api.ts';
import { watchPage } from './page-watch.ts';

/** A learner worker, until it is closed. */
export interface Learner {
  readonly api: LearnerApi;
  /** Ends the worker, whatever it is at. */
  readonly close: () => void;
  /** Calls back when the worker could not be loaded, or broke. */
  readonly onBroken: (tell: () => void) => void;
}

/** Starts a learner worker: a page that needs one opens it, and closes it when it is left. */
export function openLearner(): Learner {
  passCallbacks();
  const worker = new Worker(new URL('./learner.ts', import.meta.url), { type: 'module', name: 'learner' });
  const api = wrap<LearnerApi>(worker);
  const leave = watchPage((state) => void api.pageState(state));
  return {
    api,
    close() {
      leave();
      worker.terminate();
    },
    onBroken: (tell) => worker.addEventListener('error', tell),
  };
}
