import type { CauseRanking } from '../../domain/health/cause.ts';
import { isHashrate } from '../../domain/health/parameter-name.ts';
import type { Symptom } from '../../domain/health/symptom.ts';
import type { Trouble, WatchFinding } from '../../domain/health/watch-finding.ts';
import { AIR_RULE, type FleetFinding, type FleetWatch } from '../anomaly/fleet-watch.ts';
import type { MachineSize } from '../lifetime/published-rates.ts';
import { rankingCauses } from './cause-finder.ts';
import { type Others, symptomsOf } from './symptom.ts';

/** Troubles of several machines that began within so long have one cause, or may have. */
const TOGETHER_WITHIN_MS = 12 * 3_600_000;

const SYMPTOM_OF: Readonly<Record<Trouble, Symptom>> = {
  flatline: 'no-shares',
  'slow-decline': 'hashrate-less',
  'part-loss': 'part-still',
  'error-rise': 'errors-more',
  'thermal-resistance': 'cooling-worse',
  'fan-wear': 'fan-slower',
  'supply-sag': 'supply-lower',
  'regulator-heat': 'regulator-hotter',
  'power-rise': 'power-more',
  'hot-room': 'air-warmer',
  network: 'no-answer',
  'pool-failover': 'other-pool',
  'shares-rejected': 'shares-refused',
  'shares-stale': 'shares-late',
  'share-gap': 'fewer-shares',
  'earnings-drop': 'paid-less',
  'settings-changed': 'settings-other',
  'firmware-changed': 'firmware-other',
  'pool-address': 'address-other',
};

/**
 * What is most probably behind a finding of the watch.
 * @param findings all that stands now, by which troubles that several machines share are known
 * @param sizeOf what each miner is, by its id
 * @returns undefined where nothing is remembered of whom the finding concerns
 */
export function causesBehind(...asked: Parameters<typeof findingCauses>): CauseRanking | undefined {
  const steps = findingCauses(...asked);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** {@link causesBehind} in steps of a few milliseconds, between which others may have their turn. */
export function* findingCauses(
  finding: FleetFinding,
  fleet: FleetWatch,
  findings: readonly FleetFinding[],
  sizeOf: (minerId: string) => MachineSize,
): Generator<undefined, CauseRanking | undefined> {
  const { minerId = Object.keys(fleet.miners)[0], sinceMs } = finding;
  const watch = minerId === undefined ? undefined : fleet.miners[minerId];
  if (minerId === undefined || !watch) return undefined;
  const ageMs = Math.max(0, watch.atMs - sinceMs);
  const trouble = { found: symptomOf(finding), ageMs, size: sizeOf(minerId) };
  // What concerns a whole place is not explained by what one of its machines shows.
  if (finding.minerId === undefined) return yield* rankingCauses({}, trouble);
  const air = { drift: fleet.air, rule: AIR_RULE };
  return yield* rankingCauses(symptomsOf(watch, sinceMs, air, othersWith(finding, fleet, findings)), trouble);
}

/** The symptom that was found; of troubles with several the one by which it was. */
function symptomOf({ trouble, evidence }: WatchFinding): Symptom {
  const figure = evidence[0]?.figure;
  if (trouble === 'part-loss' && figure === 'boards') return 'board-less';
  if (trouble === 'part-loss' && isHashrate(figure)) return 'hashrate-less';
  if (trouble === 'fan-wear' && figure === 'fan-jitter') return 'fan-unsteady';
  return SYMPTOM_OF[trouble];
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
