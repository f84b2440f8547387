import * as Comlink from 'comlink';
import type { KillWorkerApi } from './kill-worker.ts';

declare global {
  /** The worker that holds the store. */
  var killWorker: Comlink.Remote<KillWorkerApi>;
  /** Lets the worker write from now on; what it has stored is told to `stored`. */
  var writeOn: (fromPoll: number, seed: number) => void;
  /** The test's ear. */
  var stored: ((poll: number) => Promise<void>) | undefined;
}

globalThis.killWorker = Comlink.wrap<KillWorkerApi>(
  new Worker(new URL('./kill-worker.ts', import.meta.url), { type: 'module' }),
);
globalThis.writeOn = (fromPoll, seed) => {
  void killWorker.writeOn(
    fromPoll,
    seed,
    Comlink.proxy((poll: number) => void stored?.(poll)),
  );
};
