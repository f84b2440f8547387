import type { ChangeEffect } from '../domain/change-effect.ts';

/** What pages may ask about what changes did. Rejects with a CollectorFailure. */
export interface JournalApi {
  /**
   * What the changes of a miner in the last 30 days did, oldest first: those made here, those that were seen on the device,
   * and work that its owner logged. Worked out of the newest dozen, and of four restarts.
   */
  changeEffects(minerId: string): Promise<readonly ChangeEffect[]>;
}
