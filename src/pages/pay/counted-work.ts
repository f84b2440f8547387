import type { DailyNet, DailyNetInputs } from '../../domain/economics/daily-net.ts';
import { HS_PER_PHS } from '../../domain/economics/revenue.ts';
import type { Algorithm } from '../../domain/miner.ts';

/** What the counted miners of one algorithm do together. */
export interface CountedWork {
  readonly algorithm: Algorithm;
  /** As the devices tell it, H/s. */
  readonly hashrateHs: number;
  /** Less the shares that earned nothing, H/s. */
  readonly acceptedHs: number;
  readonly powerW: number;
  /** Money per H/s per day, before the pool's fee. */
  readonly perHsDay: number;
}

/** Money per H/s per day that a counted miner's work was priced at, before the pool's fee. */
export function workPerHsDay({ workPerHsDay, settings }: DailyNetInputs): number {
  // Only SHA-256 is counted by the typed hashprice: see dailyNet.
  return workPerHsDay ?? (settings.market.hashpricePerPhPerDay ?? Number.NaN) / HS_PER_PHS;
}

/** The work that is counted, an entry for each algorithm, the most valuable first. */
export function countedWork(days: readonly DailyNet[]): readonly CountedWork[] {
  const works = new Map<Algorithm, CountedWork>();
  for (const { inputs } of days) {
    const { algorithm, hashrateHs = 0, powerW = 0, rejectShare = 0 } = inputs;
    const before = works.get(algorithm);
    works.set(algorithm, {
      algorithm,
      hashrateHs: (before?.hashrateHs ?? 0) + hashrateHs,
      acceptedHs: (before?.acceptedHs ?? 0) + hashrateHs * (1 - rejectShare),
      powerW: (before?.powerW ?? 0) + powerW,
      perHsDay: workPerHsDay(inputs),
    });
  }
  return [...works.values()].sort((a, b) => b.acceptedHs * b.perHsDay - a.acceptedHs * a.perHsDay);
}
