import type { Algorithm } from '../domain/miner.ts';
import type { DifficultyOutlook } from '../insight/difficulty-outlook.ts';
import type { Estimate, TwoMeterVerdict } from '../insight/two-meter-verdict.ts';
import type { AuditApi } from './audit-api.ts';
import type { JournalApi } from './journal-api.ts';
import type { LedgerApi } from './ledger-api.ts';
import type { PayoutApi } from './payout-api.ts';

/**
 * What pages may ask of the collector worker that takes more than formulas: tests and forecasts over what is stored.
 * Computed when asked, never before. All reject with a CollectorFailure.
 */
export interface InsightApi extends AuditApi, PayoutApi, LedgerApi, JournalApi {
  /**
   * Does the pool see what the miner says? Over the stored telemetry of at most the last 30 days; the first look at a
   * miner reads all of it, later ones only the last day or two.
   */
  twoMeter(minerId: string): Promise<TwoMeterReport>;
  /** The next retarget of Bitcoin, from what the owner's sources told. */
  retargetOutlook(): Promise<RetargetReport>;
}

/**
 * What a miner must tell to be held against its shares. `own-difficulty`: it tells the difficulty that was suggested to
 * its pool, and not the one that is asked.
 */
export type MeterNeed = 'algorithm' | 'rows' | 'hashrate' | 'accepted' | 'difficulty' | 'own-difficulty';

export interface TwoMeterReport {
  readonly algorithm: Algorithm;
  /** The first and the last moment of the rows that were read; absent where there was none. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  readonly verdict: TwoMeterVerdict;
  /** Where nothing could be counted: the first thing that was not told. */
  readonly missing?: MeterNeed | undefined;
  /** What a pool's own count of this miner says, where a source tells one. */
  readonly pool?: PoolCount | undefined;
}

/** A pool's count of one miner in one window, against what the miner said of the same window. */
export interface PoolCount {
  /** Id of an Upstream. */
  readonly provider: string;
  /** The window that the count is of: it ends here. */
  readonly atMs: number;
  readonly windowMs: number;
  /** Counted by the pool / claimed by the miner. */
  readonly counted: Estimate;
}

export type RetargetReport =
  /** No source has told where the epoch stands. */
  | { readonly kind: 'untold' }
  /** It was told so long ago that nothing can be foreseen from it. */
  | { readonly kind: 'old'; readonly atMs: number }
  /** Of the network's rate too few days are known yet. */
  | { readonly kind: 'short-past'; readonly days: number }
  | {
      readonly kind: 'outlook';
      readonly outlook: DifficultyOutlook;
      /** Id of the Upstream that told of the running epoch, and when. */
      readonly provider: string;
      readonly atMs: number;
      readonly remainingBlocks: number;
      /** Days of the network's rate that the forecast leans on. */
      readonly days: number;
    };
