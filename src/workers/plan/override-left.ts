import type { PlanOverride } from '../../domain/plan-rules.ts';

/** What is left of an older word where a newer one is said for the same miner. */
export function overrideLeft(older: PlanOverride, newer: PlanOverride): readonly PlanOverride[] {
  if (older.minerId !== newer.minerId || older.toMs <= newer.fromMs || older.fromMs >= newer.toMs)
    return [older];
  return [
    ...(older.fromMs < newer.fromMs ? [{ ...older, toMs: newer.fromMs }] : []),
    ...(older.toMs > newer.toMs ? [{ ...older, id: `${older.id}+`, fromMs: newer.toMs }] : []),
  ];
}
