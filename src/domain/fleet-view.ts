import type { Alert } from './alert.ts';
import type { DeviceErrorKind } from './device-failure.ts';
import type { DeviceAddress, Miner, MinerIdentity } from './miner.ts';
import type { MinerState } from './miner-state.ts';
import type { OutsideMarket } from './outside-market.ts';
import type { HelperRole } from './pairing.ts';
import type { Reading } from './reading.ts';
import type { Thinning, TierReport } from './retention.ts';
import type { Settings } from './settings.ts';
import type { MeterView } from './wall-meter.ts';
import type { WallPower } from './wall-power.ts';

/** The whole fleet at one moment, as pages draw it. */
export interface FleetView {
  readonly fleet: 'real' | 'demo';
  readonly atMs: number;
  /** Does this worker poll, or another tab's? */
  readonly leading: boolean;
  readonly miners: readonly MinerView[];
  /** Open alerts, worst and newest first, and those resolved within the last 24 h. */
  readonly alerts: readonly Alert[];
  readonly settings: Settings;
  /** Plugs and sensors; absent where the leader is an older tab that knows none. */
  readonly meters?: readonly MeterView[] | undefined;
  /** Trouble with storing: quota full, blocked by an older tab … */
  readonly storeProblem?: StoreProblem | undefined;
  /** Trouble with the helper that stops all polling; single devices' troubles stand in their MinerView. */
  readonly proxyProblem?: 'no-proxy' | 'not-paired' | undefined;
  /** It has just begun to ask, and has not heard of all miners yet: their states are those of before. */
  readonly asking?: boolean | undefined;
  /** The helper's recorder, while it asks the miners in our place. */
  readonly recorder?: FollowedRecorder | undefined;
  /** What outside sources tell of money; absent where none is switched on. */
  readonly outside?: OutsideMarket | undefined;
  /** Demo only: how much of the 30 days is laid down, 0..1. */
  readonly historyProgress?: number | undefined;
}

export interface FollowedRecorder {
  /** How much of what it recorded is taken over, 0..1; absent when all is. */
  readonly taken?: number | undefined;
  /** How far its clock is behind ours, ms; 0 where that is not worth telling. */
  readonly clockOffsetMs: number;
}

export interface MinerView {
  readonly miner: Miner;
  readonly state: MinerState;
  /** The last Reading there is, however old; absent before the first. */
  readonly reading?: Reading | undefined;
  /** Last successful answer, epoch ms. */
  readonly answeredAtMs?: number | undefined;
  /** Why the last poll failed, in a form that the UI words; absent after a good one. */
  readonly failure?: CollectorFailure | undefined;
  /** Mean hashrate of the last 10 min, or since `meansSinceMs`, where that is later, H/s. */
  readonly hashrate10mHs?: number | undefined;
  /** Mean of what the device says it draws, over the same time, W. */
  readonly power10mW?: number | undefined;
  /** Mean of what it draws at the wall, over the same time, W. */
  readonly wallPower10mW?: number | undefined;
  /** When it last started, paused or went on: means begin anew there. Absent where no such change was seen. */
  readonly meansSinceMs?: number | undefined;
  /** Hashrate of the last 60 min in one-minute means, oldest first, NaN where nothing is known. */
  readonly spark: Float64Array;
  /** Shares that should have come since the last one, given rate and difficulty; absent when unknown. */
  readonly expectedSharesSinceLast?: number | undefined;
  readonly lastShareAtMs?: number | undefined;
  /** How a Reading reaches us: polled, or pushed by the device. */
  readonly feed: 'poll' | 'live';
  /** What is known of its power at the wall; absent where no plug is assigned and none was read. */
  readonly wall?: WallPower | undefined;
  /** The air of its room, °C, from a sensor that answers. */
  readonly roomTempC?: number | undefined;
}

export interface ProbedMiner {
  readonly identity: MinerIdentity;
  readonly reading: Reading;
  readonly address: DeviceAddress;
  /** The miner this already is, if it has been added (same MAC, maybe another address). */
  readonly known?: Miner | undefined;
}

/** A failure that crosses the worker boundary (Error classes do not). */
export interface CollectorFailure {
  readonly failure: true;
  /** `internal`: Davylamp itself went wrong, through nobody else's fault. */
  readonly kind: DeviceErrorKind | 'already-added' | 'bad-address' | 'store' | 'internal';
  readonly detail: string;
  readonly atMs: number;
}

export interface StoreProblem {
  readonly kind: 'quota' | 'blocked' | 'unreadable' | 'newer-version';
  readonly detail: string;
}

export interface ProxyCheck {
  readonly proxy: 'ok' | 'no-proxy' | 'not-paired';
  readonly version?: string | undefined;
  /** Whose browser this is for the helper; only the owner's may let further devices in. */
  readonly role?: HelperRole | undefined;
}

export interface StorageReport {
  readonly usedBytes?: number | undefined;
  readonly quotaBytes?: number | undefined;
  /** The browser's answer to `navigator.storage.persisted()`; absent where it cannot be asked. */
  readonly persisted?: boolean | undefined;
  readonly oldestAtMs?: number | undefined;
  readonly rows: number;
  /** How much of the history each tier holds, finest first. */
  readonly tiers: readonly TierReport[];
  /** When history was let go, newest first. */
  readonly thinnings: readonly Thinning[];
  /** Absent where it cannot be read. */
  readonly learnt?: LearntReport | undefined;
}

/** How much of what was learnt is kept. */
export interface LearntReport {
  readonly models: number;
  /** Forecasts that are kept to be held against what comes. */
  readonly forecasts: number;
  /** Trainings that are not over, and go on from what is kept of them. */
  readonly trainings: number;
  /** Of all of it, contests and trials too; about. */
  readonly bytes: number;
}
