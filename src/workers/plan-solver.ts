import highsWasm from 'highs/runtime?url';
import { openHighs } from '../numerics/programming/highs-solver.ts';
import type { ProgramSolver } from '../numerics/programming/program.ts';

/**
 * The solver of linear and whole-number programs in this browser. Its code is fetched from our own origin when it is first
 * needed; the service worker keeps it, so that it is there without a network, too.
 */
export function openPlanSolver(): Promise<ProgramSolver> {
  return openHighs({ locateFile: () => highsWasm });
}

/** Has the solver's code kept for a time without a network. Where a service worker is not there yet, the browser's own cache gets it. */
export async function keepSolverAtHand(): Promise<void> {
  await (await fetch(highsWasm)).arrayBuffer();
}
