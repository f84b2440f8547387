import type { Alert, Severity } from '../../domain/alert.ts';
import { TIER_MS } from '../../domain/buckets.ts';
import type { HealthFinding, HealthStrip, StripCell } from '../../domain/health/health-report.ts';
import { compareSeverity } from './finding-severity.ts';
import { HEARD_DAYS, HEARD_STEP_MS, type JudgedPast } from './judged-past.ts';

/** When something was wrong with miners, and how much that matters. */
interface Bad {
  readonly minerIds: readonly string[];
  readonly severity: Severity;
  readonly fromMs: number;
  readonly toMs: number;
}

/**
 * The last 30 days of each miner in steps of six hours: the worst of what the watch found, from its likely beginning on,
 * and of the alerts that were open.
 */
export function healthStrip(
  { fromMs, toMs, heard }: Pick<JudgedPast, 'fromMs' | 'toMs' | 'heard'>,
  minerIds: readonly string[],
  findings: readonly HealthFinding[],
  alerts: readonly Alert[],
): HealthStrip {
  const endMs = Math.ceil(toMs / HEARD_STEP_MS) * HEARD_STEP_MS;
  const oldestMs = Math.floor((fromMs ?? endMs) / HEARD_STEP_MS) * HEARD_STEP_MS;
  const beginMs = Math.max(oldestMs, endMs - HEARD_DAYS * TIER_MS.day);
  const bad = [...findings.map(badOfFinding(toMs)), ...alerts.map(badOfAlert(toMs))].filter(
    (each) => each.toMs > beginMs,
  );
  const steps = Array.from(
    { length: (endMs - beginMs) / HEARD_STEP_MS },
    (_, step) => beginMs + step * HEARD_STEP_MS,
  );
  const rows = minerIds.map((minerId) => {
    const known = new Set(heard[minerId]);
    const own = bad.filter((each) => each.minerIds.includes(minerId));
    const cells = steps.map((atMs) => worst(own, atMs) ?? (known.has(atMs) ? 'fine' : 'unknown'));
    return { minerId, cells };
  });
  return { fromMs: beginMs, stepMs: HEARD_STEP_MS, rows };
}

function worst(bad: readonly Bad[], atMs: number): StripCell | undefined {
  let found: Severity | undefined;
  for (const { severity, fromMs, toMs } of bad)
    if (fromMs < atMs + HEARD_STEP_MS && toMs > atMs && (!found || compareSeverity(severity, found) > 0))
      found = severity;
  return found;
}

function badOfFinding(nowMs: number) {
  return ({ minerIds, severity, sinceMs, endedAtMs = nowMs, verdict }: HealthFinding): Bad => ({
    minerIds: verdict === 'false-alarm' ? [] : minerIds,
    severity,
    fromMs: sinceMs,
    toMs: endedAtMs,
  });
}

function badOfAlert(nowMs: number) {
  return ({ minerIds, severity, openedAtMs, resolvedAtMs = nowMs }: Alert): Bad => ({
    minerIds,
    severity,
    fromMs: openedAtMs,
    toMs: resolvedAtMs,
  });
}
