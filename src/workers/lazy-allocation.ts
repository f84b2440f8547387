import { DeviceError } from '../devices/transport.ts';
import type { EntityStore } from '../store/entity-store.ts';
import type { AllocationApi } from './allocation-api.ts';

/** Shares what there is between workloads; the solver is loaded when it is first asked to. */
export function lazyAllocation({
  entities,
}: {
  readonly entities: Pick<EntityStore, 'allocation'>;
}): AllocationApi {
  return {
    allocation: () => entities.allocation.plan(),
    keepAllocation: (plan) => entities.allocation.keep(plan),
    async allocate(plan) {
      const { bestSplit } = await import('./allocation-service.ts');
      try {
        return await bestSplit(plan);
      } catch (error) {
        // A figure that makes no sense: its own words say which.
        if (error instanceof RangeError) throw new DeviceError('refused', error.message, { cause: error });
        throw error;
      }
    },
  };
}
