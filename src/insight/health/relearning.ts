import type { MaintenanceKind } from '../../domain/health/maintenance.ts';
import type { ParameterName } from '../../domain/health/parameter-name.ts';
import type { MinerWatch } from '../anomaly/miner-watch.ts';
import { NEW_PARAMETER } from '../anomaly/parameter-watch.ts';
import { PARAMETERS } from '../anomaly/parameters.ts';

const ALL = PARAMETERS.map(({ name }) => name);

/** The figures whose normal is another one after the work: all that the mended part takes part in. */
const LEARNED_ANEW: Readonly<Record<MaintenanceKind, readonly ParameterName[]>> = {
  cleaned: ['cooling', 'cooling-by-clock', 'chip-over-sink', 'fan-speed', 'fan-jitter', 'power'],
  repasted: ['cooling', 'cooling-by-clock', 'chip-over-sink', 'power'],
  'fan-replaced': ['cooling', 'cooling-by-clock', 'fan-speed', 'fan-jitter', 'power'],
  'supply-replaced': ['supply', 'power', 'errors'],
  'board-replaced': ALL,
  'regulator-repaired': ['chip-over-sink', 'supply', 'power', 'errors'],
  // The same parts under another controller tell themselves otherwise.
  'controller-replaced': ALL,
  // Nothing was mended yet.
  'part-failed': [],
};

/** The figures that a kind of work makes others. */
export function learnedAnewBy(kind: MaintenanceKind): readonly ParameterName[] {
  return LEARNED_ANEW[kind];
}

/** A miner after its owner worked on it: what was normal before says nothing any more of the figures it concerns. */
export function learnAnew(watch: MinerWatch, kind: MaintenanceKind): MinerWatch {
  const names = LEARNED_ANEW[kind];
  if (names.length === 0) return watch;
  const anew = Object.fromEntries(names.map((name) => [name, NEW_PARAMETER]));
  return { ...watch, parameters: { ...watch.parameters, ...anew } };
}
