import type { Alert, FoundTrouble } from '../alert.ts';
import { bySeverity, type Condition, keyOf, worse } from './condition.ts';

/** The alert with the facts of its worst present condition. Severity only rises; what its owner has seen was milder then. */
export function worsened(alert: Alert, conditions: readonly Condition[]): Alert {
  const worst = conditions.reduce((a, b) => (bySeverity(b.severity, a.severity) > 0 ? b : a));
  const falls = conditions.map(({ evidence }) => evidence.sinceMs);
  const sinceMs = Math.min(alert.evidence.sinceMs, worst.evidence.sinceMs);
  const latestMs = Math.max(alert.evidence.latestMs ?? alert.evidence.sinceMs, ...falls);
  const severity = worse(alert.severity, worst.severity);
  return {
    ...alert,
    severity,
    acknowledgedAtMs: severity === alert.severity ? alert.acknowledgedAtMs : undefined,
    confidence: worst.confidence ?? alert.confidence,
    evidence: { ...worst.evidence, sinceMs, ...(alert.minerIds.length > 1 && { latestMs }) },
  };
}

/** Is one news though the other, of the same trouble, stands: since it is worse, or since what mends it was tried in vain? */
export function outgrows(one: Graded, other: Graded): boolean {
  return bySeverity(one.severity, other.severity) > 0 || isInVain(one, other);
}

type Graded = Pick<Condition, 'kind' | 'severity'>;

function isInVain(one: Graded, other: Graded): boolean {
  return one.kind === 'restart-in-vain' && other.kind === 'silent-death';
}

/**
 * Does a condition of the same trouble join the alert without being news? A finding adds its cause to the rule that was
 * quicker; what wants action is no part of what is milder, nor of what its owner has put aside as seen.
 */
export function takesIn(alert: Alert, condition: Condition): boolean {
  const { kind, severity } = condition;
  if (kind === 'finding' && alert.kind !== 'finding') return true;
  if (isInVain(alert, condition)) return true;
  if (severity === 'act' && alert.acknowledgedAtMs !== undefined) return false;
  return !outgrows(condition, alert);
}

/** The alert with what else of its trouble shows now. */
export function withParts(
  alert: Alert,
  parts: readonly Condition[],
  now: ReadonlyMap<string, Condition>,
): Alert {
  const shows = alert.minerIds.some((id) => now.has(keyOf(alert, id)));
  // Of a miner that does not answer nobody knows whether the rest of its trouble is over.
  if (parts.length === 0 && (!shows || (!alert.also && !alert.evidence.found))) return alert;
  const rules = parts.flatMap(({ kind }) => (kind === 'finding' || kind === alert.kind ? [] : kind));
  const findings = alert.kind === 'finding' ? [] : parts.filter(({ kind }) => kind === 'finding');
  const surest = findings.flatMap(({ evidence }) => evidence.found ?? []).sort(bySurety)[0];
  const found = alert.kind === 'finding' ? alert.evidence.found : surest;
  return {
    ...alert,
    also: rules.length > 0 ? [...new Set(rules)].sort() : undefined,
    severity: findings.reduce((most, { severity }) => worse(most, severity), alert.severity),
    evidence: { ...alert.evidence, found },
  };
}

/** Alerts whose difference is worth storing and telling: not every tick of a growing confidence is. */
export function sameAlert(a: Alert | undefined, b: Alert): boolean {
  if (!a) return false;
  return (
    a.severity === b.severity &&
    a.minerIds.length === b.minerIds.length &&
    a.acknowledgedAtMs === b.acknowledgedAtMs &&
    a.resolvedAtMs === b.resolvedAtMs &&
    a.evidence.restarts === b.evidence.restarts &&
    a.also?.join() === b.also?.join() &&
    a.backIds?.join() === b.backIds?.join() &&
    sameFound(a.evidence.found, b.evidence.found) &&
    Math.round((a.confidence ?? 0) * 1e4) === Math.round((b.confidence ?? 0) * 1e4)
  );
}

function bySurety(a: FoundTrouble, b: FoundTrouble): number {
  return b.confidence - a.confidence;
}

function sameFound(a: FoundTrouble | undefined, b: FoundTrouble | undefined): boolean {
  const percent = (found: FoundTrouble | undefined) => Math.round((found?.cause?.chance ?? 0) * 100);
  return a?.findingId === b?.findingId && a?.cause?.cause === b?.cause?.cause && percent(a) === percent(b);
}
