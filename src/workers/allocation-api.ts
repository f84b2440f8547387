import type { AllocationAnswer, AllocationPlan } from '../domain/allocation.ts';

/** What pages may ask about sharing what there is between workloads that earn. All reject with a CollectorFailure. */
export interface AllocationApi {
  /** As the owner wrote it down. */
  allocation(): Promise<AllocationPlan>;
  keepAllocation(plan: AllocationPlan): Promise<void>;
  /** The best split of a plan; rejects where a figure makes no sense, and says which. */
  allocate(plan: AllocationPlan): Promise<AllocationAnswer>;
}
