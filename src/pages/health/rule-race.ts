import type { FixedRule } from '../../domain/health/health-report.ts';
import { FIXED_RULES, type RuleRow } from './rule-rows.ts';

export type Racer = 'davylamp' | FixedRule;

/** Who called one trouble when, on a scale from its most likely beginning. */
export interface Race {
  /** The soonest first. */
  readonly lanes: readonly Lane[];
  readonly silent: readonly FixedRule[];
}

export interface Lane {
  readonly racer: Racer;
  readonly afterMs: number;
  /** Place of the call on the scale, 0..1. */
  readonly at: number;
}

/** Below this two calls came together: the watch judges quarters of an hour. */
export const TOGETHER_MS = 900_000;
/** The scale is no shorter: below, what came at once would stand at its end. */
const SHORTEST_MS = 3_600_000;
/** The last call stands not quite at the end, so that its mark is seen whole. */
const ROOM = 1.06;

export function raceOf({ davylampMs, rules }: RuleRow): Race {
  const called = [
    { racer: 'davylamp' as const, afterMs: davylampMs },
    ...rules.map(({ rule, afterMs }) => ({ racer: rule, afterMs })),
  ];
  const endMs = ROOM * Math.max(SHORTEST_MS, ...called.map(({ afterMs }) => afterMs));
  const lanes = called
    .map((each) => ({ ...each, at: each.afterMs / endMs }))
    .sort((one, other) => one.afterMs - other.afterMs);
  return { lanes, silent: FIXED_RULES.filter((rule) => !rules.some((each) => each.rule === rule)) };
}

/** How often Davylamp called before all rules, together with the first of them, or after it; and what no rule called. */
export function standings(rows: readonly RuleRow[]) {
  const counts = { first: 0, together: 0, later: 0, alone: 0 };
  for (const { davylampMs, rules } of rows) {
    const [soonest] = rules;
    if (!soonest) counts.alone += 1;
    else if (Math.abs(davylampMs - soonest.afterMs) < TOGETHER_MS) counts.together += 1;
    else if (davylampMs < soonest.afterMs) counts.first += 1;
    else counts.later += 1;
  }
  return counts;
}
