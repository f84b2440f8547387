import type { Cause } from '../../domain/health/cause.ts';
import type { HealthFinding } from '../../domain/health/health-report.ts';
import type { PlannedWork } from '../../domain/health/maintenance.ts';

type Work = PlannedWork['work'];

/** A reason to do a piece of work: a standing finding that it probably mends. */
export interface Need {
  readonly work: Work;
  readonly chance: number;
  readonly finding: HealthFinding;
}

/** From here on a cause is acted upon, below it is looked for first. */
const LIKELY = 0.5;

/** What mends a cause. Others are looked into first: see CHECKS of the cause finder. */
const WORK_OF: Readonly<Partial<Record<Cause, Work>>> = {
  dust: 'clean',
  'dry-paste': 'repaste',
  'worn-fan': 'replace-fan',
  'weak-supply': 'replace-supply',
  'lost-part': 'repair-board',
};

/** What the findings that stand of a miner, and that its owner did not call false, ask for. */
export function needsOf(minerId: string, findings: readonly HealthFinding[]): readonly Need[] {
  return findings
    .filter(
      ({ minerIds, endedAtMs, verdict }) =>
        minerIds.includes(minerId) && endedAtMs === undefined && verdict !== 'false-alarm',
    )
    .flatMap(needsOfFinding);
}

/** The same from one report to the next for the same work on the same miner. */
export function workId(minerId: string, work: Work): string {
  return `${minerId} ${work}`;
}

function needsOfFinding(finding: HealthFinding): readonly Need[] {
  const [likeliest] = finding.causes?.causes ?? [];
  const work = likeliest && likeliest.chance >= LIKELY ? WORK_OF[likeliest.cause] : undefined;
  const need = work && likeliest ? [{ work, chance: likeliest.chance, finding }] : [];
  // Leads that are put in anew cure half of the boards that are taken for lost, so that is looked at first.
  const looks = work === undefined || work === 'repair-board';
  return looks ? [...need, { work: 'check', chance: finding.confidence, finding }] : need;
}
