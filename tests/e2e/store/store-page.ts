import * as Comlink from 'comlink';
import type { StorePageApi } from './store-worker.ts';

declare global {
  /** The worker that holds the store, for tests to ask. */
  var storeWorker: Comlink.Remote<StorePageApi>;
  /** Lets the worker poll from now on; what it has stored is told to `acknowledge`. */
  var pollOn: (minerIds: readonly string[], fromPoll: number) => void;
  /** The test's ear, where it has lent one to the page. */
  var acknowledge: ((poll: number) => Promise<void>) | undefined;
}

globalThis.storeWorker = Comlink.wrap<StorePageApi>(
  new Worker(new URL('./store-worker.ts', import.meta.url), { type: 'module' }),
);
globalThis.pollOn = (minerIds, fromPoll) => {
  void storeWorker.pollOn(
    minerIds,
    fromPoll,
    Comlink.proxy((poll: number) => void acknowledge?.(poll)),
  );
};
