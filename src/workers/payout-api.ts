import type { LedgerPayout } from '../domain/economics/ledger.ts';
import type { ForeseenPayout } from '../insight/payout-calendar.ts';

/** What pages may ask about payouts. Rejects with a CollectorFailure. */
export interface PayoutApi {
  /** An entry for each account and coin that sources tell: reads no telemetry, so it is there at once. */
  payoutCalendars(): Promise<readonly PayoutCalendar[]>;
}

/** Why nobody can say when an account is paid next. */
export type PayoutNeed =
  /** Only an own block pays: that is luck. */
  | 'solo'
  /** The pool does not tell what waits. */
  | 'balance'
  /** Nobody knows the least that is sent. */
  | 'minimum'
  /** Nobody knows how it pays, or it has several ways. */
  | 'terms'
  /** It tells no pay of a time, or none came. */
  | 'rate'
  /** It pays by its blocks, and does not tell how often it finds one. */
  | 'blocks';

/** Payouts of an account in one coin. Sums in coins. */
export interface PayoutCalendar {
  /** Id of an Upstream. */
  readonly provider: string;
  readonly coin: string;
  /** When the pool told it. */
  readonly atMs: number;
  /** Waits for its payout. */
  readonly balance?: number | undefined;
  readonly minPayout?: number | undefined;
  /** Who says so: the pool of this account, or the list of pools, which knows the usual. */
  readonly minPayoutBy?: 'account' | 'table' | undefined;
  /** Mean of what sending has cost; absent where no payout tells it. */
  readonly sendingFee?: number | undefined;
  /** Of the last year, newest first, with what it was worth then where that is known. */
  readonly sent: readonly LedgerPayout[];
  /** Of the coming thirty days, nearest first; the next one however far off. Its interval holds nine times of ten. */
  readonly coming: readonly ForeseenPayout[];
  /** End of those thirty days. */
  readonly untilMs: number;
  readonly missing?: PayoutNeed | undefined;
}
