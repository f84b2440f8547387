import * as Comlink from 'comlink';
import type { StorePageApi } from './store-worker.ts';

declare global {
  /** The worker that holds the store, for tests to ask. */
  var storeWorker: Comlink.Remote<StorePageApi>;
}

globalThis.storeWorker = Comlink.wrap<StorePageApi>(
  new Worker(new URL('./store-worker.ts', import.meta.url), { type: 'module' }),
);
