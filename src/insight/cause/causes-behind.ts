import { AIR_RULE, type FleetFinding, type FleetWatch } from '../anomaly/fleet-watch.ts';
import type { CauseRanking } from './cause.ts';
import { rankCauses, type WatchedMiner } from './cause-finder.ts';
import { type Others, type SymptomEvidence, symptomsOf } from './symptom.ts';

/** Troubles of several machines that began within so long have one cause, or may have. */
const TOGETHER_WITHIN_MS = 12 * 3_600_000;

/**
 * What is most probably behind a finding of the watch.
 * @param findings all that stands now, by which troubles that several machines share are known
 * @param about what each miner is, by its id
 * @returns undefined where nothing is remembered of whom the finding concerns
 */
export function causesBehind(
  finding: FleetFinding,
  fleet: FleetWatch,
  findings: readonly FleetFinding[],
  about: (minerId: string) => WatchedMiner,
): CauseRanking | undefined {
  const air = { drift: fleet.air, rule: AIR_RULE };
  const { minerId = Object.keys(fleet.miners)[0] } = finding;
  const watch = minerId === undefined ? undefined : fleet.miners[minerId];
  if (minerId === undefined || !watch) return undefined;
  const { sinceMs } = finding;
  const evidence: SymptomEvidence =
    finding.minerId === undefined
      ? onlyOfThePlace(symptomsOf(watch, sinceMs, air))
      : symptomsOf(watch, sinceMs, air, othersWith(finding, fleet, findings));
  return rankCauses(evidence, about(minerId));
}

/** What concerns a whole place is not explained by what one of its machines shows. */
function onlyOfThePlace(evidence: SymptomEvidence): SymptomEvidence {
  const { 'air-warmer': warmer } = evidence;
  return warmer === undefined ? {} : { 'air-warmer': warmer };
}

/** How many of the other machines came to the same trouble at about the same time. */
function othersWith(
  { trouble, minerId, sinceMs }: FleetFinding,
  fleet: FleetWatch,
  findings: readonly FleetFinding[],
): Others {
  const alike = findings.filter(
    (other) =>
      other.trouble === trouble &&
      other.minerId !== undefined &&
      other.minerId !== minerId &&
      Math.abs(other.sinceMs - sinceMs) <= TOGETHER_WITHIN_MS,
  );
  return { watched: Object.keys(fleet.miners).length - 1, alike: alike.length };
}
