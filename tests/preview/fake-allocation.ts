import highsWasm from 'highs/runtime?url';
import { type AllocationPlan, EMPTY_ALLOCATION } from '../../src/domain/allocation.ts';
import type { CollectorFailure } from '../../src/domain/fleet-view.ts';
import { allocate } from '../../src/insight/allocation/allocate.ts';
import { shouldReallocate } from '../../src/insight/allocation/reallocation.ts';
import { openHighs } from '../../src/numerics/programming/highs-solver.ts';
import type { ProgramSolver } from '../../src/numerics/programming/program.ts';
import type { AllocationApi } from '../../src/workers/allocation-api.ts';

/** Shares what there is as the product does; only the keeping is made up. */
export class FakeAllocation implements AllocationApi {
  kept: AllocationPlan = EMPTY_ALLOCATION;
  #solver: Promise<ProgramSolver> | undefined;

  async allocation(): Promise<AllocationPlan> {
    return this.kept;
  }

  async keepAllocation(plan: AllocationPlan): Promise<void> {
    this.kept = plan;
  }

  async allocate({ resources, workloads, terms, rule }: AllocationPlan) {
    this.#solver ??= openHighs({ locateFile: () => highsWasm });
    const result = this.#split(resources, workloads, await this.#solver);
    if (result.status !== 'optimal') return { result };
    const present = Object.fromEntries(workloads.map(({ id, presentUnits }) => [id, presentUnits]));
    return { result, verdict: shouldReallocate(workloads, present, result.units, terms, rule) };
  }

  #split(...given: Parameters<typeof allocate>) {
    try {
      return allocate(...given);
    } catch (error) {
      const detail = error instanceof Error ? error.message : String(error);
      throw { failure: true, kind: 'refused', detail, atMs: Date.now() } satisfies CollectorFailure;
    }
  }
}

/** A garage with a rack beside the miners. */
export const FAKE_ALLOCATION: AllocationPlan = {
  ...EMPTY_ALLOCATION,
  resources: { 'cpu-cores': 16, 'memory-gb': 64, 'power-w': 3_000 },
  workloads: [
    {
      id: 'monero',
      name: 'Monero on the CPU',
      presentUnits: 8,
      earnedPerUnitDay: 0.05,
      perUnit: { 'cpu-cores': 1, 'memory-gb': 2, 'power-w': 9 },
    },
    {
      id: 'storage',
      name: 'Storage node',
      presentUnits: 1,
      earnedPerUnitDay: 0.4,
      fallPerUnit: 0.05,
      perUnit: { 'memory-gb': 8, 'power-w': 15 },
      most: 4,
    },
    {
      id: 'miners',
      name: 'Garage miners',
      presentUnits: 1,
      earnedPerUnitDay: 2.1,
      perUnit: { 'power-w': 1_400 },
      most: 3,
    },
  ],
};
