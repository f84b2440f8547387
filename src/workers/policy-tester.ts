import { expose } from 'comlink';
import { passCallbacks } from './callbacks.ts';
import { openPlanSolver } from './plan-solver.ts';
import type { PolicyTesterApi } from './policy-api.ts';
import { testedPolicy } from './policy-service.ts';
import { shippedPolicy } from './shipped-policy.ts';

/** The policy tester: wires the service to this browser's solver and to the policy that comes along. */

passCallbacks();
const tester: PolicyTesterApi = {
  test: (request, past, onProgress) =>
    testedPolicy(
      request,
      {
        past,
        solver: openPlanSolver,
        rest: () => new Promise((resolve) => setTimeout(resolve)),
        shipped: async () => (await shippedPolicy()).file,
      },
      onProgress,
    ),
};
expose(tester);
