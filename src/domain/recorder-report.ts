/** What the helper's recorder says of itself (GET /api/recorder). */
export type RecorderReport = { readonly recording: false } | RunningRecorder;

export interface RunningRecorder {
  readonly recording: true;
  /** The recorder's clock, epoch ms. */
  readonly nowMs: number;
  /** Where it keeps what it records, on the computer that it runs on. */
  readonly folder: string;
  readonly bytes: number;
  readonly maxBytes: number;
  readonly keepDays: number;
  /** Miners that it asks, over all browsers. */
  readonly asked: number;
  /** Of whom it has rows. */
  readonly miners: readonly MinerRecord[];
  /** Places in its files that cannot be read, and were passed over. */
  readonly damaged: number;
  /** Rows that the disk did not take, and that were given up. */
  readonly lostRows: number;
  /** Why nothing can be written just now, by the system's code (`ENOSPC`); absent while all is well. */
  readonly problem?: string | undefined;
}

export interface MinerRecord {
  readonly minerId: string;
  readonly rows: number;
  readonly oldestAtMs: number;
  readonly newestAtMs: number;
}
