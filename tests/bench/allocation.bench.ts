import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { ProtocolRequirements, ResourceName } from '../../src/domain/allocation.ts';
import { allocate } from '../../src/insight/allocation/allocate.ts';
import { openHighs } from '../../src/numerics/programming/highs-solver.ts';
import { Random } from '../../src/numerics/random.ts';
import type { SuiteReport } from '../support/suite-report.ts';
import { median } from './median.ts';

const WORKLOADS = 500;
const LIMIT_MS = 100;
const REPEATS = 7;
const NAMES: readonly ResourceName[] = ['cpu-cores', 'memory-gb', 'bandwidth-mbps', 'storage-gb', 'power-w'];

/** How fast the gain of each workload falls: of all, of none, of every other one. */
const FALLS = { level: () => 0, falling: () => 0.5, mixed: (j: number) => (j % 2) / 2 };

/** How fast 500 workloads share five resources, with level gains, falling ones and both, beside scipy's HiGHS for the level ones. */
export async function allocationSuite(): Promise<SuiteReport> {
  const solver = await openHighs();
  const random = new Random(1);
  const most = Array.from({ length: WORKLOADS }, () => 5 * random.uniform());
  const gains = most.map(() => 1 + 6 * random.uniform());
  const uses = NAMES.map(() => most.map(() => 5 * random.uniform()));
  const limits = NAMES.map(() => 3 * WORKLOADS);
  const resources = Object.fromEntries(NAMES.map((name, row) => [name, limits[row] ?? 0]));
  const figures: Record<string, number> = { workloads: WORKLOADS, limit_ms: LIMIT_MS };
  const failures: string[] = [];
  let level = Number.NaN;
  for (const [kind, fallPerUnit] of Object.entries(FALLS)) {
    const protocols = gains.map(
      (earnedPerUnitDay, j): ProtocolRequirements => ({
        id: `p${j}`,
        earnedPerUnitDay,
        fallPerUnit: fallPerUnit(j),
        perUnit: Object.fromEntries(NAMES.map((name, row) => [name, uses[row]?.[j] ?? 0])),
        most: most[j],
      }),
    );
    // Once before it counts: the first call is compiled while it runs.
    const first = allocate(resources, protocols, solver);
    if (kind === 'level' && first.status === 'optimal') level = first.earnedPerDay;
    const times = Array.from({ length: REPEATS }, () => {
      const startedMs = performance.now();
      allocate(resources, protocols, solver);
      return performance.now() - startedMs;
    });
    figures[`${kind}_ms`] = median(times);
    if (median(times) > LIMIT_MS)
      failures.push(
        `${WORKLOADS} workloads of ${kind} gains take ${median(times).toFixed(0)} ms, the limit is ${LIMIT_MS}`,
      );
  }
  const native = nativeLevel({ gains, uses, limits, most });
  if (native) {
    figures.scipy_level_ms = native.ms;
    figures.level_by_scipy = (figures.level_ms ?? Number.NaN) / native.ms;
    if (Math.abs(native.optimum - level) > 1e-6 * Math.abs(level))
      failures.push(`scipy finds ${native.optimum}, we find ${level}`);
  } else console.log('scipy is not installed: its time stands in no figure');
  return { suite: 'allocation', figures, failures };
}

/** The same in scipy; undefined where it is not installed. @throws Error where it is, and fails */
function nativeLevel(task: object): { readonly ms: number; readonly optimum: number } | undefined {
  const script = fileURLToPath(new URL('./allocation/same_allocation.py', import.meta.url));
  const { status, stdout, stderr, error } = spawnSync('/usr/bin/python3', [script], {
    encoding: 'utf8',
    input: JSON.stringify(task),
  });
  if (error === undefined && status !== 0) throw new Error(`scipy could not: ${stderr}`);
  const [ms, optimum] = (stdout ?? '').trim().split(' ').map(Number);
  return ms === undefined || optimum === undefined ? undefined : { ms, optimum };
}
