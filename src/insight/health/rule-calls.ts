import type { FixedRule } from '../../domain/health/health-report.ts';
import { brokenRules } from '../anomaly/fixed-rules.ts';
import type { Quarter } from '../anomaly/quarter.ts';

/** What the fixed rules of the design would have called, for comparison. A plain value. */
export interface RuleCalls {
  /** The last two quarters of each miner, newest first. */
  readonly before: Readonly<Record<string, readonly Quarter[]>>;
  /** When each rule last called, by miner and rule. */
  readonly calledAtMs: Readonly<Record<string, number>>;
  /** Calls of the last months, oldest first: one each time that it had been silent for a day. */
  readonly calls: readonly RuleCall[];
  /** All of them, since the watch began. */
  readonly count: number;
}

export interface RuleCall {
  readonly minerId: string;
  readonly rule: FixedRule;
  readonly atMs: number;
}

export const NO_CALLS: RuleCalls = { before: {}, calledAtMs: {}, calls: [], count: 0 };

const DAY_MS = 86_400_000;
const MOST_CALLS = 5_000;

/** One more quarter of all miners. Counted as alarms are: once, however long it lasts, and again after a day without. */
export function noteRules(rules: RuleCalls, quarters: Readonly<Record<string, Quarter>>): RuleCalls {
  const before = { ...rules.before };
  const calledAtMs = { ...rules.calledAtMs };
  const calls: RuleCall[] = [];
  for (const [minerId, quarter] of Object.entries(quarters)) {
    const [one, other] = before[minerId] ?? [];
    const atMs = quarter.toMs;
    for (const rule of brokenRules(quarter, one, other)) {
      const key = `${minerId}:${rule}`;
      if (atMs - (calledAtMs[key] ?? Number.NEGATIVE_INFINITY) > DAY_MS) calls.push({ minerId, rule, atMs });
      calledAtMs[key] = atMs;
    }
    before[minerId] = one ? [quarter, one] : [quarter];
  }
  return {
    before,
    calledAtMs,
    calls: calls.length === 0 ? rules.calls : [...rules.calls, ...calls].slice(-MOST_CALLS),
    count: rules.count + calls.length,
  };
}

/** When each rule first called of any of these miners within a time. */
export function firstCalls(
  { calls }: RuleCalls,
  minerIds: readonly string[],
  fromMs: number,
  toMs: number,
): Readonly<Partial<Record<FixedRule, number>>> {
  const first: Partial<Record<FixedRule, number>> = {};
  for (const { minerId, rule, atMs } of calls)
    if (atMs > fromMs && atMs <= toMs && minerIds.includes(minerId)) first[rule] ??= atMs;
  return first;
}
