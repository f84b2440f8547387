import type { LedgerPayout } from '../domain/economics/ledger.ts';
import type { KnownDay } from '../insight/ledger-days.ts';

/** What pages may ask of the books. Rejects with a CollectorFailure. */
export interface LedgerApi {
  /**
   * Reads the past day by day, in the worker: a year of many miners takes its time.
   * @param onProgress hears how many days are done
   * @returns undefined where it was stopped
   */
  makeLedger(ask: LedgerAsk, onProgress: (done: number) => void): Promise<Ledger | undefined>;
  /** Gives up what is being made. */
  stopLedger(): Promise<void>;
}

export interface LedgerAsk {
  /** Whole days of the owner's before today. */
  readonly days: number;
  readonly timeZone: string;
}

/** The books of some days: what can be saved, and what is not known in them. */
export interface Ledger {
  readonly days: readonly KnownDay[];
  readonly payouts: readonly LedgerPayout[];
  /** Does any pool tell what it credited or sent? */
  readonly hasAccount: boolean;
  /** Coins of which the price then is not known of all of it. */
  readonly unpricedCoins: readonly string[];
}
