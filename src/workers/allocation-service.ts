import type { AllocationAnswer, AllocationPlan } from '../domain/allocation.ts';
import { allocate } from '../insight/allocation/allocate.ts';
import { shouldReallocate } from '../insight/allocation/reallocation.ts';
import type { ProgramSolver } from '../numerics/programming/program.ts';
import { openPlanSolver } from './plan-solver.ts';

let opening: Promise<ProgramSolver> | undefined;

/**
 * The best split of a plan, and whether the change to it pays.
 * @throws RangeError for a figure that makes no sense, with the workload's id
 */
export async function bestSplit({
  resources,
  workloads,
  terms,
  rule,
}: AllocationPlan): Promise<AllocationAnswer> {
  opening ??= openPlanSolver();
  opening.catch(() => {
    opening = undefined;
  });
  const result = allocate(resources, workloads, await opening);
  if (result.status !== 'optimal') return { result };
  const present = Object.fromEntries(workloads.map(({ id, presentUnits }) => [id, presentUnits]));
  return { result, verdict: shouldReallocate(workloads, present, result.units, terms, rule) };
}
