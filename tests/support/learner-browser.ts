import { openBackends } from '../../src/workers/backend-choice.ts';
import type { LearnerBrowser } from '../../src/workers/forecast/forecast-service.ts';
import { openNetThread } from '../../src/workers/net-threads.ts';

/** This browser, with locks, channels and seeds of a test's own. */
export function browserOf(name: string, seed = 1): LearnerBrowser {
  const request = (lock: string, options: LockOptions, work: () => unknown) =>
    navigator.locks.request(`${name} ${lock}`, options, work);
  return {
    locks: { request: request as LockManager['request'] },
    openChannel: (channel) => new BroadcastChannel(`${name} ${channel}`),
    clockMs: () => performance.now(),
    rest: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    timer: (ms, run) => {
      const timer = setTimeout(run, ms);
      return () => clearTimeout(timer);
    },
    newSeed: () => seed,
    appVersion: 'test',
    openBackends: () =>
      openBackends({ gpu: undefined, threads: 1, openThread: openNetThread, isIsolated: false }),
    machine: navigator,
  };
}
