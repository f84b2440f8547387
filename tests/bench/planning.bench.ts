import { fleetSchedule } from '../../src/insight/planning/fleet-schedule.ts';
import { openHighs } from '../../src/numerics/programming/highs-solver.ts';
import { Random } from '../../src/numerics/random.ts';
import { sampleProblem } from '../support/sample-schedules.ts';
import type { SuiteReport } from '../support/suite-report.ts';
import { median } from './median.ts';
import { quantile } from './quantile.ts';

const MOST_MS = 1_000;
const PROBLEMS = 20;
const HOUSE = { units: 30, slots: 48, modes: 4, leastRunSlots: 3, leastRestSlots: 2 };

/** How long a plan of 30 miners, 48 hours and 4 modes takes: each on its own, under two circuits, and beside the sun. */
export async function planningSuite(): Promise<SuiteReport> {
  const solver = await openHighs();
  const figures: Record<string, number> = {};
  const failures: string[] = [];
  const kinds = {
    alone: HOUSE,
    circuits: { ...HOUSE, circuitPart: 0.6 },
    circuits_and_sun: { ...HOUSE, circuitPart: 0.6, solarPart: 0.5 },
  };
  for (const [name, size] of Object.entries(kinds)) {
    const tookMs: number[] = [];
    const gaps: number[] = [];
    // The first is compiled while it runs.
    for (let seed = 0; seed <= PROBLEMS; seed++) {
      const problem = sampleProblem(size, new Random(seed + 1));
      const started = process.cpuUsage();
      const { money, atMost } = fleetSchedule(problem, solver);
      if (seed === 0) continue;
      // All of it is one thread's work: its own time is what it takes where nothing else runs.
      const { user, system } = process.cpuUsage(started);
      tookMs.push((user + system) / 1_000);
      gaps.push((100 * (atMost - money)) / Math.abs(atMost));
    }
    figures[`${name}_median_ms`] = median(tookMs);
    figures[`${name}_p95_ms`] = quantile(tookMs, 0.95);
    figures[`${name}_gap_median_percent`] = median(gaps);
    figures[`${name}_gap_most_percent`] = Math.max(...gaps);
    if (!(quantile(tookMs, 0.95) <= MOST_MS))
      failures.push(`${name}: a plan of twenty takes more than ${MOST_MS} ms`);
  }
  return { suite: 'planning', figures, failures };
}
