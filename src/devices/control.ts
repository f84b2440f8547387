import type { ControlKind, DeviceChange, DeviceSettings } from '../domain/control.ts';
import type { MinerIdentity } from '../domain/miner.ts';
import type { ReadOptions } from './read-options.ts';
import type { DeviceTransport } from './transport.ts';

/**
 * How a family is changed. Only what stands in a source that is cited beside it is offered; whether a change is wise and
 * allowed is decided before (src/actions), never here.
 */
export interface DeviceControl {
  /** What this device, by its firmware and model, can be asked for. */
  readonly offers: (identity: MinerIdentity) => readonly ControlKind[];
  /**
   * What it is set to now, and what it says that it takes.
   * @throws DeviceError as for reading
   */
  readonly settings: (transport: DeviceTransport, options: ReadOptions) => Promise<DeviceSettings>;
  /**
   * Sends one change, once. Resolves when the device has taken it, which does not yet mean that it is so.
   * @throws DeviceError `refused` when the device says no; `timeout` when nobody knows whether it heard
   */
  readonly apply: (transport: DeviceTransport, change: DeviceChange, options: ApplyOptions) => Promise<void>;
}

export interface ApplyOptions extends ReadOptions {
  readonly identity: MinerIdentity;
  /** As read just before. */
  readonly settings: DeviceSettings;
}
