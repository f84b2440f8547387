/**
 * What an owner may ask of one device: one bounded step each. The words are those of the trade, not of any firmware;
 * how a family is asked for it is its adapter's knowledge.
 */
export type DeviceChange =
  | { readonly kind: 'restart' }
  | { readonly kind: 'pause' }
  | { readonly kind: 'resume' }
  /** Blinks its lamp or shows its face, so that it can be found in a row of equals. */
  | { readonly kind: 'identify' }
  /** Clock and core voltage; one left out stays as it is. */
  | {
      readonly kind: 'tuning';
      readonly frequencyMhz?: number | undefined;
      readonly coreVoltageMv?: number | undefined;
    }
  /** A named profile of the firmware itself. */
  | { readonly kind: 'preset'; readonly preset: string }
  | { readonly kind: 'power-limit'; readonly powerLimitW: number }
  /** Fans at a fixed part of their speed; the device no longer follows its temperature. */
  | { readonly kind: 'fan'; readonly fanPercent: number }
  /** Fans by the device's own rule, towards a temperature where it takes one. */
  | { readonly kind: 'auto-fan'; readonly targetTempC?: number | undefined }
  | { readonly kind: 'pools'; readonly pools: readonly PoolSetting[] };

export type ControlKind = DeviceChange['kind'];

/** In the order that the device tries them. */
export interface PoolSetting {
  /** With scheme and port: `stratum+tcp://solo.ckpool.org:3333`. */
  readonly url: string;
  readonly user: string;
  /** No device tells it back; absent keeps the one that the device has, where its firmware can. */
  readonly password?: string | undefined;
}

/** What a device is set to, as it tells now. Absent is what it does not tell. */
export interface DeviceSettings {
  readonly paused?: boolean | undefined;
  readonly frequencyMhz?: number | undefined;
  readonly coreVoltageMv?: number | undefined;
  readonly preset?: string | undefined;
  readonly powerLimitW?: number | undefined;
  readonly autoFan?: boolean | undefined;
  readonly fanPercent?: number | undefined;
  readonly targetTempC?: number | undefined;
  readonly pools?: readonly PoolSetting[] | undefined;
  /** What its presets do, as the firmware itself estimates; of those alone that tell both. */
  readonly presetPoints?: readonly PresetPoint[] | undefined;
  /** Tells a restart. */
  readonly uptimeS?: number | undefined;
  /** What the device itself says that it takes. */
  readonly bounds: ControlBounds;
}

/** A named profile of the firmware, with what it hashes and draws. */
export interface PresetPoint {
  readonly preset: string;
  readonly hashrateHs: number;
  readonly powerW: number;
}

/** What may be asked for. A quantity without a bound may not be asked for at all. */
export interface ControlBounds {
  readonly frequencyMhz?: Bound | undefined;
  readonly coreVoltageMv?: Bound | undefined;
  readonly powerLimitW?: Bound | undefined;
  readonly fanPercent?: Bound | undefined;
  readonly targetTempC?: Bound | undefined;
  readonly presets?: readonly string[] | undefined;
  readonly mostPools?: number | undefined;
}

export interface Bound {
  readonly min: number;
  readonly max: number;
  /** Where it is known: the device's own word, or the catalogue's source. */
  readonly source: string;
}

/** A quantity of {@link DeviceSettings} that a change sets, for comparing before, wanted and after. */
export interface SettingDifference {
  readonly setting: Exclude<keyof DeviceSettings, 'bounds' | 'uptimeS' | 'presetPoints'>;
  readonly before: string | number | boolean | undefined;
  readonly wanted: string | number | boolean;
  readonly after?: string | number | boolean | undefined;
}

/** How a change ended. */
export type ChangeOutcome =
  /** Read back as wanted. */
  | 'done'
  /** The device took the command and is not set as wanted: accepted, but not applied. */
  | 'not-applied'
  /** Some of it was applied; it was put back, and reads back as before. */
  | 'rolled-back'
  /** The device did not answer the command, or nothing could be read afterwards: nobody knows; it was not sent again. */
  | 'unconfirmed'
  /** Not sent yet: its order waits for its moment. */
  | 'scheduled'
  /** Not sent: outside the envelope, not allowed by the owner, another device at this address. */
  | 'refused'
  /** The device refused, or could not be reached before anything was sent. */
  | 'failed';

/** One change of one miner, kept for good. Passwords are never in it. */
export interface ChangeRecord {
  readonly id: string;
  readonly minerId: string;
  readonly atMs: number;
  readonly change: DeviceChange;
  /** It takes back another one. */
  readonly isUndo?: true | undefined;
  /** Nobody pressed a button: Davylamp restarted it after a flatline, or tunes it, as its owner had allowed. */
  readonly by?: 'recovery' | 'tuner' | 'planner' | undefined;
  /** The order that it is a step of; absent from changes before there were any. */
  readonly actionId?: string | undefined;
  /** Of `by: 'recovery'`: when a share was first seen again after it; absent as long as none was. */
  readonly sharesAgainAtMs?: number | undefined;
  readonly outcome: ChangeOutcome;
  /** It is being read back right now, in this browser; never kept. */
  readonly isUnderWay?: true | undefined;
  /** Why it was refused or failed, in words for the owner. */
  readonly reason?: ChangeReason | undefined;
  readonly differences: readonly SettingDifference[];
  /** What takes it back; absent where nothing can (a restart), or nothing need be. */
  readonly undo?: DeviceChange | undefined;
}

export interface ChangeReason {
  readonly code: ChangeReasonCode;
  /** The figure, the limit and its source, or the device's own words. */
  readonly detail: string;
}

export type ChangeReasonCode =
  | 'watch-only'
  | 'not-supported'
  | 'another-device'
  /** It does not tell its MAC address, by which it was known. */
  | 'unproven-device'
  /** Not taken back: its owner set it otherwise in between. */
  | 'changed-since'
  /** Sent, and nobody was there to see what became of it. */
  | 'not-followed'
  | 'no-limit-known'
  | 'below-limit'
  | 'above-limit'
  | 'step-too-large'
  | 'unknown-preset'
  | 'too-many-pools'
  | 'bad-pool'
  /** Nobody would be paid for what is mined there. */
  | 'pool-without-user'
  | 'nothing-to-change'
  /** Another has this miner, or the same was changed too lately. */
  | 'not-now'
  | 'device-refused'
  | 'unreachable'
  | 'timed-out'
  | 'unreadable';
