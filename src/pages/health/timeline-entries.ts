import type { Alert, FleetEvent } from '../../domain/alert.ts';
import type { HealthFinding } from '../../domain/health/health-report.ts';
import type { MaintenanceEvent } from '../../domain/health/maintenance.ts';
import type { SeriesName } from '../../domain/series.ts';
import { alerts as alertText } from '../../ui/text/en/alerts.ts';
import { eventWords } from '../../ui/text/en/fleet-events.ts';
import { healthFindings } from '../../ui/text/en/health-findings.ts';
import { healthRepairTrials as trials } from '../../ui/text/en/health-repair-trials.ts';
import { healthTimeline as text } from '../../ui/text/en/health-timeline.ts';
import { loggedWords } from './logged-words.ts';

/** One thing that happened. */
export interface TimelineEntry {
  readonly id: string;
  readonly kind: keyof typeof text.kinds;
  readonly atMs: number;
  /** When it was over, where it lasted. */
  readonly toMs?: number | undefined;
  readonly minerIds: readonly string[];
  readonly what: string;
  /** The series that show it best, the most telling first. */
  readonly charts: readonly SeriesName[];
  /** The finding that it is the beginning or the end of. */
  readonly finding?: HealthFinding | undefined;
}

export interface Happenings {
  readonly findings: readonly HealthFinding[];
  readonly log: readonly MaintenanceEvent[];
  readonly alerts: readonly Alert[];
  readonly events: readonly FleetEvent[];
}

/** What shows what happened where nothing says it better. */
const USUAL_CHARTS: readonly SeriesName[] = ['hashrateHs', 'tempChipMaxC'];

/** All that happened within [fromMs, toMs], newest first; of one miner, where one is given. */
export function timelineEntries(
  { findings, log, alerts, events }: Happenings,
  {
    fromMs,
    toMs,
    minerId,
  }: { readonly fromMs: number; readonly toMs: number; readonly minerId?: string | undefined },
): readonly TimelineEntry[] {
  const all = [
    ...findings.flatMap(entriesOfFinding),
    // What the watch has found stands as itself already.
    ...alerts.filter(({ kind }) => kind !== 'finding').map(entryOfAlert),
    ...events.map(
      (event): TimelineEntry => ({
        id: `event ${event.id}`,
        kind: 'change',
        atMs: event.atMs,
        minerIds: [event.minerId],
        what: eventWords(event),
        charts: USUAL_CHARTS,
      }),
    ),
    ...log.map(
      (logged): TimelineEntry => ({
        id: `log ${logged.id}`,
        kind: 'work',
        atMs: logged.atMs,
        minerIds: [logged.minerId],
        what: workWords(logged, findings),
        charts: USUAL_CHARTS,
      }),
    ),
  ];
  return all
    .filter(
      ({ atMs, minerIds }) => atMs >= fromMs && atMs <= toMs && (!minerId || minerIds.includes(minerId)),
    )
    .sort((a, b) => b.atMs - a.atMs);
}

function entriesOfFinding(finding: HealthFinding): readonly TimelineEntry[] {
  const { id, minerIds, trouble, foundAtMs, sinceMs, endedAtMs, evidence } = finding;
  const charts = evidence[0]?.charts ?? USUAL_CHARTS;
  const what = healthFindings.troubles[trouble];
  const common = {
    kind: 'finding' as const,
    minerIds,
    charts: charts.length > 0 ? charts : USUAL_CHARTS,
    finding,
  };
  const found = { ...common, id: `found ${id}`, atMs: Math.max(foundAtMs, sinceMs), what: text.found(what) };
  if (endedAtMs === undefined) return [found];
  return [found, { ...common, id: `ended ${id}`, atMs: endedAtMs, what: text.ended(what) }];
}

/** What was done, and what came of it where that was tried: of several troubles each, unless all say the same. */
function workWords(logged: MaintenanceEvent, findings: readonly HealthFinding[]): string {
  const came = findings.flatMap(({ trouble, repairs = [] }) =>
    repairs.flatMap(({ eventId, outcome }) =>
      eventId === logged.id ? [{ trouble, words: trials.cameOf[outcome] }] : [],
    ),
  );
  const what = loggedWords(logged);
  const [first] = came;
  if (!first) return what;
  if (came.every(({ words }) => words === first.words)) return trials.came(what, first.words);
  const each = came.map(({ trouble, words }) => trials.against(healthFindings.troubles[trouble], words));
  return trials.came(what, each.join('; '));
}

function entryOfAlert({ id, kind, minerIds, openedAtMs, resolvedAtMs, evidence }: Alert): TimelineEntry {
  return {
    id: `alert ${id}`,
    kind: 'alert',
    atMs: openedAtMs,
    toMs: resolvedAtMs,
    minerIds,
    what: alertText.titles[kind],
    charts: evidence.chart ? [evidence.chart] : USUAL_CHARTS,
  };
}
