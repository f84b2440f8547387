import type { MinerLearning } from '../../domain/health/health-report.ts';
import { SPEAKS_FROM } from '../anomaly/drift.ts';
import type { MinerWatch } from '../anomaly/miner-watch.ts';
import { LAW_HOURS } from '../anomaly/parameter-watch.ts';
import { PARAMETERS } from '../anomaly/parameters.ts';

/** What each parameter needs before it can be judged, steady hours: its line, where it has one, and then its normal. */
const NEEDED = PARAMETERS.map(({ name, law }) => ({ name, needed: (law ? LAW_HOURS : 0) + SPEAKS_FROM }));

/** How far the watch knows a miner: by the figure that has furthest to go, of those that the device tells. */
export function learningOf(minerId: string, watch: MinerWatch | undefined): MinerLearning {
  const told = NEEDED.flatMap(({ name, needed }) => {
    const { law, drift } = watch?.parameters[name] ?? {};
    const hours = (law?.count ?? 0) + (drift?.normal.count ?? 0);
    return hours > 0 ? [{ needed, left: Math.max(0, needed - hours) }] : [];
  });
  const needed = Math.max(...(told.length > 0 ? told : NEEDED).map((each) => each.needed));
  const left = told.length > 0 ? Math.max(...told.map((each) => each.left)) : needed;
  return { minerId, hours: needed - left, needed };
}
