import type { MinerIdentity } from '../domain/miner.ts';
import type { Reading } from '../domain/reading.ts';
import type { DeviceControl } from './control.ts';
import type { ReadOptions } from './read-options.ts';
import type { DeviceTransport } from './transport.ts';

// Whoever implements an adapter needs them all.
export type { DeviceCredentials } from '../domain/credentials.ts';
export type { DeviceSession, ReadOptions } from './read-options.ts';

/** One firmware family: how to read it. Detection (`detect.ts`) decides which adapter a device gets. */
export interface DeviceAdapter {
  /**
   * Ask the device for everything that one Reading needs, one request after the other.
   * @throws DeviceError when there is nothing to read at all; a missing or odd field is not an error.
   */
  read(transport: DeviceTransport, options: ReadOptions): Promise<DeviceSnapshot>;
  /** What the device itself remembers since `sinceMs`, oldest first; undefined where the family keeps no history. */
  history?(transport: DeviceTransport, options: HistoryOptions): Promise<readonly HistoricReading[]>;
  /** How it is changed; absent where no way to do so is verified. */
  readonly control?: DeviceControl;
}

export interface HistoryOptions extends ReadOptions {
  readonly sinceMs: number;
}

export interface DeviceSnapshot {
  readonly identity: MinerIdentity;
  readonly reading: Reading;
}

/** A moment that the device remembered: the few series it keeps, nothing else. */
export type HistoricReading = Partial<Reading> & { readonly atMs: number };
