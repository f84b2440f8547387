import type { DeviceErrorKind } from './device-failure.ts';
import type { DeviceAddress, MinerIdentity } from './miner.ts';
import type { Reading } from './reading.ts';

/** What the recorder tells the pages that listen, as it happens; at first, how each miner stands. */
export type LiveReading =
  | {
      readonly kind: 'answer';
      readonly minerId: string;
      /** Where it answered. */
      readonly address: DeviceAddress;
      readonly identity: MinerIdentity;
      /** By the recorder's clock. */
      readonly reading: Reading;
    }
  | {
      readonly kind: 'failure';
      readonly minerId: string;
      readonly failure: DeviceErrorKind;
      readonly detail: string;
      readonly atMs: number;
    }
  /** The recorder is there, and what its clock shows. */
  | { readonly kind: 'beat'; readonly nowMs: number };

/** A page that has heard nothing for this long has lost the recorder, ms. */
export const LIVE_SILENCE_MS = 35_000;
/** How often the recorder says that it is there, ms. */
export const LIVE_BEAT_MS = 10_000;
