import type { DeviceAddress, MinerIdentity } from './miner.ts';

/** What a browser tells the recorder of its fleet: whom to ask, and how often. Nothing else, and no password. */
export interface RecorderFleet {
  /** Tells this browser from others; random, and made for this purpose alone. */
  readonly browserId: string;
  readonly pollMs: number;
  readonly miners: readonly RecordedMiner[];
}

export interface RecordedMiner {
  readonly id: string;
  readonly address: DeviceAddress;
  readonly identity: Pick<MinerIdentity, 'family' | 'mac'>;
}

/** More miners than any home has: the recorder takes no more of one browser. */
export const MOST_RECORDED_MINERS = 2_000;
