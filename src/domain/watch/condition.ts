import type { Alert, AlertEvidence, AlertKind, Severity } from '../alert.ts';
import { signOf } from './same-trouble.ts';

/** Something that is wrong with one miner at this moment, as its watch sees it. */
export interface Condition {
  readonly kind: AlertKind;
  readonly minerId: string;
  readonly severity: Severity;
  readonly confidence?: number | undefined;
  readonly evidence: AlertEvidence;
}

/**
 * What is known of a trouble of a miner that shows no condition now: it `goes-on` (nobody could tell that it ended), it
 * was ended by something that is no recovery, or, undefined, the miner is well.
 */
export type Ending = 'goes-on' | NonNullable<Alert['endedBy']> | undefined;

type Named = Pick<Condition, 'kind' | 'evidence'>;

const severityRank: Readonly<Record<Severity, number>> = { info: 0, watch: 1, act: 2 };

/** Above 0 where the first is worse. */
export function bySeverity(a: Severity, b: Severity): number {
  return severityRank[a] - severityRank[b];
}

/** The worse of two. */
export function worse(a: Severity, b: Severity): Severity {
  return bySeverity(b, a) > 0 ? b : a;
}

/** Findings of the mining watch differ by their trouble. */
export function nameOf(named: Named): string {
  return named.kind === 'finding' ? `finding-${signOf(named)}` : named.kind;
}

/** Tells one trouble of one miner from all others: no name holds a blank. */
export function keyOf(named: Named, minerId: string): string {
  return `${nameOf(named)} ${minerId}`;
}

/** Of each trouble of each miner the worst condition, the first of equals. */
export function worstByMiner(conditions: readonly Condition[]): ReadonlyMap<string, Condition> {
  const worst = new Map<string, Condition>();
  for (const condition of conditions) {
    const key = keyOf(condition, condition.minerId);
    const before = worst.get(key);
    if (!before || bySeverity(condition.severity, before.severity) > 0) worst.set(key, condition);
  }
  return worst;
}
