import { wrap } from 'comlink';
import { passCallbacks } from './callbacks.ts';
import type { CollectorApi } from './collector-api.ts';

/** Starts this tab's collector worker. One a page; it lives as long as the page. */
export function openCollector(): CollectorApi {
  passCallbacks();
  const worker = new Worker(new URL('./collector.ts', import.meta.url), {
    type: 'module',
    name: 'collector',
  });
  return wrap<CollectorApi>(worker);
}
