import type { DeviceAddress, MinerIdentity } from './miner.ts';

/** What a browser tells the recorder of its fleet: whom to ask, how often, what its owner calls them, and how surely alarms are to be meant. No password. */
export interface RecorderFleet {
  /** Tells this browser from others; random, and made for this purpose alone. */
  readonly browserId: string;
  readonly pollMs: number;
  /** What its owner allows, for the whole fleet; absent from browsers that ran before it was told. */
  readonly falseAlarmsPerMonth?: number | undefined;
  readonly miners: readonly RecordedMiner[];
}

export interface RecordedMiner {
  readonly id: string;
  readonly address: DeviceAddress;
  readonly identity: Pick<MinerIdentity, 'family' | 'mac'>;
  /** What alarms call it; absent from browsers that ran before there were any. */
  readonly name?: string | undefined;
  /** Until then nobody is told of its troubles, by the recorder's clock; absent: everybody is. */
  readonly mutedUntilMs?: number | undefined;
}

/** Longer names are cut before they are told, UTF-16 units. */
export const LONGEST_RECORDED_NAME = 100;

/** More miners than any home has: the recorder takes no more of one browser. */
export const MOST_RECORDED_MINERS = 2_000;
