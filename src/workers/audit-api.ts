import type { TermsInForce } from '../domain/chosen-terms.ts';
import type { NextPayout } from '../insight/payout-calendar.ts';
import type { PoolAudit } from '../insight/pool-audit.ts';

/** What pages may ask about the pay of pools. Rejects with a CollectorFailure. */
export interface AuditApi {
  /**
   * Does each pool pay what it owes? Over at most the last 30 days of stored telemetry; an entry for each account and coin
   * of which the pool tells pay or a balance.
   */
  poolAudits(): Promise<readonly PoolAuditReport[]>;
}

/** Why a pool's pay cannot be held against the own work. */
export type AuditNeed =
  /** It tells no pay of a time that can be placed. */
  | 'pay'
  /** Nobody knows how it pays, or it has several ways. */
  | 'terms'
  /** It pays for a way that only luck decides. */
  | 'solo'
  /** It pays what buyers bid for work, whatever the chain does. */
  | 'market'
  /** No miner of the fleet is at that pool now. */
  | 'miners'
  /** The account has workers that the fleet does not know. */
  | 'workers'
  /** A miner changed its pool within the time. */
  | 'pool-changed'
  /** Too little of the time is recorded. */
  | 'work'
  /** The chain's difficulty, subsidy or fees of then are not known. */
  | 'chain';

export interface PoolAuditReport {
  /** Id of an Upstream. */
  readonly provider: string;
  readonly coin: string;
  /** When the pool told it. */
  readonly atMs: number;
  /** Absent where nobody knows them: the owner may say. */
  readonly terms?: TermsInForce | undefined;
  /** The time that the pay is for; absent where none can be placed. */
  readonly fromMs?: number | undefined;
  readonly toMs?: number | undefined;
  readonly creditedCoins?: number | undefined;
  /** How that is known: listed by day or block, read off the growth of the account, or told of the last 24 hours. */
  readonly creditedBy?: 'days' | 'blocks' | 'growth' | 'last-day' | undefined;
  /** Part of that time of which the own work is known, 0..1. */
  readonly recorded?: number | undefined;
  readonly audit?: PoolAudit | undefined;
  readonly missing?: AuditNeed | undefined;
  /** When the balance will be sent, nine times of ten; absent where the pool tells no balance or minimum. */
  readonly payout?: NextPayout | undefined;
}
