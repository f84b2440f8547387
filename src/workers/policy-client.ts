import { wrap } from 'comlink';
import { passCallbacks } from './callbacks.ts';
import type { PolicyTesterApi } from './policy-api.ts';

/** A policy tester, until it is closed. */
export interface PolicyTester {
  readonly api: PolicyTesterApi;
  /** Ends the worker, whatever it is at. */
  readonly close: () => void;
  /** Calls back when the worker could not be loaded, or broke. */
  readonly onBroken: (tell: () => void) => void;
}

/** Starts a policy tester: a page that wants a test opens it, and closes it when it has its answer or no longer wants it. */
export function openPolicyTester(): PolicyTester {
  passCallbacks();
  const worker = new Worker(new URL('./policy-tester.ts', import.meta.url), {
    type: 'module',
    name: 'policy-tester',
  });
  return {
    api: wrap<PolicyTesterApi>(worker),
    close: () => worker.terminate(),
    onBroken: (tell) => worker.addEventListener('error', tell),
  };
}
