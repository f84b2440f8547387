import type { MaintenanceKind } from '../../domain/health/maintenance.ts';
import type { ParameterName } from '../../domain/health/parameter-name.ts';
import type { Evidence, Trouble } from '../../domain/health/watch-finding.ts';
import { RULES } from '../anomaly/detector.ts';
import { SPEAKS_FROM } from '../anomaly/drift.ts';
import { type FleetWatch, watchFleet } from '../anomaly/fleet-watch.ts';
import type { MinerWatch } from '../anomaly/miner-watch.ts';
import { effectiveDeviation } from '../anomaly/own-normal.ts';
import type { Quarter } from '../anomaly/quarter.ts';
import type { FindingBook } from './finding-book.ts';
import { learnedAnewBy } from './relearning.ts';
import { type RepairOdds, weighHour } from './repair-trial-odds.ts';

/** Whether a repair that the owner wrote down brought a figure back to what was normal before the trouble. A plain value. */
export interface RepairTrial extends RepairOdds {
  /** The entry of the log. */
  readonly eventId: string;
  readonly minerId: string;
  readonly trouble: Trouble;
  readonly kind: MaintenanceKind;
  readonly figure: ParameterName;
  /** 1 where the trouble is that the figure rose, −1 where it fell. */
  readonly sign: 1 | -1;
  /** How far it was from its old normal when the work was done, above 0. */
  readonly off: number;
  /** The miner, still held against its old normal; absent once it is decided, and where it cannot be any more. */
  readonly watch?: MinerWatch | undefined;
}

/**
 * The trials that begin with a piece of work: one for each finding of the miner that stands and whose figure is learned
 * anew after it.
 * @param watch the miner before anything is learned anew
 */
export function trialsOf(
  work: { readonly id: string; readonly minerId: string; readonly kind: MaintenanceKind },
  watch: MinerWatch,
  book: FindingBook,
): readonly RepairTrial[] {
  const { id: eventId, minerId, kind } = work;
  return book.flatMap(({ finding: { trouble, evidence, ...finding }, endedAtMs }) => {
    if (finding.minerId !== minerId || endedAtMs !== undefined) return [];
    const told = strongest(evidence, learnedAnewBy(kind));
    if (!told) return [];
    const sign = told.direction === 'down' ? -1 : 1;
    const off = sign * watch.parameters[told.figure].drift.recent;
    if (!(off > 0)) return [];
    const begun = { eventId, minerId, trouble, kind, figure: told.figure, sign, off } as const;
    return [{ ...begun, nats: 0, hours: 0, watch, outcome: 'waiting' as const }];
  });
}

/** One more quarter of the place. */
export function goOn(
  trial: RepairTrial,
  fleet: FleetWatch,
  quarters: Readonly<Record<string, Quarter>>,
  ownChangesAtMs: Readonly<Record<string, readonly number[]>>,
): RepairTrial {
  const { watch: before, minerId, figure, sign, off } = trial;
  if (!before) return trial;
  const beside = { ...fleet, miners: { ...fleet.miners, [minerId]: before } };
  const watch = watchFleet(beside, quarters, ownChangesAtMs).miners[minerId] ?? before;
  const { drift } = watch.parameters[figure];
  if (drift === before.parameters[figure].drift) return { ...trial, watch };
  // Other settings have another normal: by the old one nothing can be said any more.
  if (drift.normal.count < SPEAKS_FROM) return brokenOff(trial);
  const deviation = effectiveDeviation(drift.normal, RULES[figure].floor);
  const back = Math.min(RULES[figure].tolerance, off / 2);
  const learnedHours = drift.normal.count;
  return weighHour({ ...trial, watch }, sign * drift.latest, { off, back, deviation, learnedHours });
}

/** A trial that nothing more can come of. */
export function brokenOff(trial: RepairTrial): RepairTrial {
  return { ...trial, watch: undefined };
}

export function isBrokenOff({ outcome, watch }: RepairTrial): boolean {
  return outcome === 'waiting' && watch === undefined;
}

/**
 * A miner whose repair did not help: what was normal before the work is normal still, and what was wrong is wrong. Where
 * that is not known, the figure on trial is judged by its old normal still, since nobody has seen it back there; what
 * else the work made another stays so.
 */
export function withOldNormal(
  miner: MinerWatch,
  { kind, figure, outcome }: RepairTrial,
  old: MinerWatch,
): MinerWatch {
  const parameters = { ...miner.parameters };
  const names = outcome === 'undecided' ? [figure] : learnedAnewBy(kind);
  for (const name of names) parameters[name] = old.parameters[name];
  return { ...miner, parameters };
}

/** A miner held against what was normal before the repairs that are still on trial, as far as these are about it. */
export function withNormalsOnTrial(miner: MinerWatch, trials: readonly RepairTrial[]): MinerWatch {
  const parameters = { ...miner.parameters };
  for (const { figure, watch } of trials) if (watch) parameters[figure] = watch.parameters[figure];
  return { ...miner, parameters };
}

function strongest(evidence: readonly Evidence[], names: readonly ParameterName[]) {
  const told = evidence.flatMap(({ figure, direction, nats }) => {
    const name = names.find((each) => each === figure);
    return name ? [{ figure: name, direction, nats }] : [];
  });
  return told.toSorted((one, other) => other.nats - one.nats)[0];
}
