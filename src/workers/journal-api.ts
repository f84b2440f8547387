import type { ChangeEffect } from '../domain/change-effect.ts';

/** What pages may ask about what changes did. Rejects with a CollectorFailure. */
export interface JournalApi {
  /**
   * What the changes of a miner in the last 30 days did, oldest first: those made here, and those that were seen on the
   * device. Of the newest dozen.
   */
  changeEffects(minerId: string): Promise<readonly ChangeEffect[]>;
}
