import * as Comlink from 'comlink';
import type { LearnerBenchApi } from './learner-worker.ts';

/** Browsers tell of tasks from 50 ms on. */
const longTasksMs: number[] = [];
new PerformanceObserver((found) => {
  for (const { duration } of found.getEntries()) longTasksMs.push(duration);
}).observe({ type: 'longtask', buffered: false });

const learner = Comlink.wrap<LearnerBenchApi>(
  new Worker(new URL('./learner-worker.ts', import.meta.url), { type: 'module' }),
);

/** Asks for forecasts one after the other for a while, and times each as the page sees it, ms. */
async function askFor(seconds: number, miners: number): Promise<readonly number[]> {
  const ms: number[] = [];
  const endMs = performance.now() + seconds * 1_000;
  for (let ask = 0; performance.now() < endMs; ask++) {
    const askedMs = performance.now();
    await learner.predict(ask % miners);
    ms.push(performance.now() - askedMs);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return ms;
}

/** Waits until a training is in one of some phases, and tells which. */
async function reached(id: string, phases: readonly string[]): Promise<string> {
  for (;;) {
    const phase = await learner.phaseOf(id);
    if (phase !== undefined && phases.includes(phase)) return phase;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

declare global {
  /** What the suite asks of the page. */
  var learnerBench: {
    readonly learner: typeof learner;
    readonly askFor: typeof askFor;
    readonly reached: typeof reached;
    readonly longTasksMs: number[];
  };
}

globalThis.learnerBench = { learner, askFor, reached, longTasksMs };
