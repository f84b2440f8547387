import type { FixedRule, HealthFinding } from '../../domain/health/health-report.ts';

/** Who found one trouble, and how long after its most likely beginning, ms. */
export interface RuleRow {
  readonly finding: HealthFinding;
  readonly davylampMs: number;
  /** The rules that called, soonest first. */
  readonly rules: readonly { readonly rule: FixedRule; readonly afterMs: number }[];
}

export const FIXED_RULES: readonly FixedRule[] = [
  'hashrate-drop',
  'efficiency-rise',
  'chip-hot',
  'chip-jump',
];

/** The findings beside the fixed rules, newest first; what is only worth knowing is no test of either. */
export function ruleRows(findings: readonly HealthFinding[]): readonly RuleRow[] {
  return findings
    .filter(({ severity }) => severity !== 'info')
    .toSorted((a, b) => b.sinceMs - a.sinceMs)
    .map((finding) => ({
      finding,
      davylampMs: Math.max(0, finding.foundAtMs - finding.sinceMs),
      rules: FIXED_RULES.flatMap((rule) => {
        const calledAtMs = finding.byFixedRules[rule];
        return calledAtMs === undefined ? [] : [{ rule, afterMs: Math.max(0, calledAtMs - finding.sinceMs) }];
      }).sort((a, b) => a.afterMs - b.afterMs),
    }));
}
