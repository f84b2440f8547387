import type { Program, ProgramSolution } from '../../src/numerics/programming/program.ts';
import { openPlanSolver } from '../../src/workers/plan-solver.ts';

/** Solves what it is sent, as the collector's worker does. */
addEventListener('message', async ({ data }: MessageEvent<readonly Program[]>) => {
  const solver = await openPlanSolver();
  postMessage(data.map((program): ProgramSolution => solver.solve(program)));
});
