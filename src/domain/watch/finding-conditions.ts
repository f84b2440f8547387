import type { FoundTrouble } from '../alert.ts';
import type { HealthFinding } from '../health/health-report.ts';
import type { Condition } from './condition.ts';

/** How many of a finding's figures stand in an alert: one chart, the one that says most. */
type Shown = Pick<
  HealthFinding,
  | 'id'
  | 'minerIds'
  | 'severity'
  | 'trouble'
  | 'sinceMs'
  | 'confidence'
  | 'evidence'
  | 'causes'
  | 'text'
  | 'endedAtMs'
>;

/**
 * The conditions that standing findings of the mining watch are: one for each miner that a finding concerns. Those that
 * only inform open no alert.
 *
 * All statistical alarms come through here or through silent-death, and each of the two keeps the owner's budget by
 * itself. The exact two-meter test raises none: a page shows it where its owner looks, and what it shares with the watch's
 * share gap is counted once, there.
 */
export function findingConditions(findings: readonly Shown[]): readonly Condition[] {
  return findings
    .filter(({ severity, endedAtMs }) => severity !== 'info' && endedAtMs === undefined)
    .flatMap((finding) => {
      const { minerIds, severity, confidence, sinceMs, text } = finding;
      const evidence = { sinceMs, text, chart: chartOf(finding), found: foundTrouble(finding) };
      return minerIds.map((minerId) => ({
        kind: 'finding' as const,
        minerId,
        severity,
        // What the miner itself tells needs no odds.
        confidence: confidence < 1 ? confidence : undefined,
        evidence,
      }));
    });
}

function foundTrouble({ id: findingId, trouble, confidence, causes }: Shown): FoundTrouble {
  const [likeliest] = causes?.causes ?? [];
  const cause = likeliest && { cause: likeliest.cause, chance: likeliest.chance };
  return { findingId, trouble, confidence, cause };
}

function chartOf({ evidence }: Shown) {
  const [first, ...others] = evidence.filter(({ consequence }) => consequence === undefined);
  return first && others.reduce((most, each) => (each.nats > most.nats ? each : most), first).charts[0];
}
