import * as Comlink from 'comlink';
import type { LearnBenchApi } from './learn-worker.ts';

declare global {
  /** What the suite asks of the page. */
  var learnBench: Comlink.Remote<LearnBenchApi>;
}

globalThis.learnBench = Comlink.wrap<LearnBenchApi>(
  new Worker(new URL('./learn-worker.ts', import.meta.url), { type: 'module' }),
);
