import type { QualityReport } from '../domain/data-quality.ts';
import type { DataRepair, RepairOffer } from '../domain/data-repair.ts';

/** What pages may ask about how good stored data are. Rejects with a CollectorFailure. */
export interface QualityApi {
  /** Checks what is stored of one miner over the last days, as it is with the repairs that hold. */
  dataQuality(minerId: string, days: number): Promise<MinerQuality>;
  /** Has something put right at reading, and keeps that it was. Stored values stay. */
  repairData(minerId: string, change: RepairOffer): Promise<DataRepair>;
  undoRepair(repairId: string): Promise<void>;
}

export interface MinerQuality extends QualityReport {
  /** Newest first, also those that were undone. */
  readonly repairs: readonly DataRepair[];
}
