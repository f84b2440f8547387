import type { DeviceCredentials } from '../domain/credentials.ts';
import type { MeterIdentity, MeterKind, MeterPart } from '../domain/meter.ts';
import type { MeteredPair } from '../domain/metered-pairs.ts';
import type { DeviceAddress } from '../domain/miner.ts';
import type { PlugReading } from '../domain/plug-reading.ts';
import type { MeterRole, WallMeter } from '../domain/wall-meter.ts';

/** What pages may ask of the collector worker about plugs and sensors. All reject with a CollectorFailure. */
export interface MeterApi {
  /** Reads the device behind an address once, without adding it. */
  probeMeter(question: MeterQuestion): Promise<ProbedMeter>;
  /** Adds parts of one device; a login is kept sealed, and sent to that device alone. */
  addMeters(meters: readonly NewMeter[], access?: DeviceCredentials): Promise<readonly WallMeter[]>;
  /** Changes a meter. One that moves to another address takes no login with it: give it anew. */
  changeMeter(meterId: string, change: MeterChange, access?: DeviceCredentials): Promise<void>;
  /** Stops asking it. Undone by {@link undoRemoveMeter} for 30 s. */
  removeMeter(meterId: string): Promise<void>;
  undoRemoveMeter(meterId: string): Promise<void>;
  /**
   * Switches a meter's plug or fan, and reads back how it stands. Refused where it feeds a miner whose owner has not
   * allowed changes. Sent once, whatever comes.
   */
  switchMeter(meterId: string, on: boolean): Promise<SwitchOutcome>;
  /**
   * Keeps what the owner has read off the miner's plug, beside what the miner said then; none forgets all. Resolves with
   * what was kept before, for an undo.
   */
  setPlugReadings(minerId: string, readings: readonly PlugReading[]): Promise<readonly PlugReading[]>;
  /** Puts other pairs in place of what a miner's plugs have taught; none forgets it. Resolves with what was known before. */
  setMeteredPairs(minerId: string, pairs: readonly MeteredPair[]): Promise<readonly MeteredPair[]>;
}

export interface MeterQuestion {
  readonly address: DeviceAddress;
  /** Absent: find out. Then no login is sent. */
  readonly kind?: MeterKind | undefined;
  readonly access?: DeviceCredentials | undefined;
  /** The entity to read, where a device tells no list of them (ESPHome). */
  readonly partId?: string | undefined;
}

export interface ProbedMeter {
  readonly identity: MeterIdentity;
  readonly address: DeviceAddress;
  /** Empty where it wants a login first. */
  readonly parts: readonly MeterPart[];
}

export type NewMeter = Pick<WallMeter, 'kind' | 'address' | 'partId' | 'name' | 'role' | 'offers'>;
export type MeterChange = Partial<Pick<WallMeter, 'address' | 'name'>> & { readonly role?: MeterRole };

/** How a part stands after it was switched; `on` is absent where it cannot be told. */
export interface SwitchOutcome {
  readonly wanted: boolean;
  readonly on?: boolean | undefined;
}
