import type { DeviceCredentials } from './credentials.ts';

/** Whose words a plug, a sensor or a house centre speaks. */
export type MeterKind =
  | 'shelly-gen1'
  | 'shelly-gen2'
  | 'tasmota'
  | 'kasa'
  | 'kasa-smart'
  | 'home-assistant'
  | 'esphome';

/** Who a meter says it is. All but the kind may be unknown. */
export interface MeterIdentity {
  readonly kind: MeterKind;
  readonly model?: string | undefined;
  readonly name?: string | undefined;
  /** `AA:BB:CC:DD:EE:FF`. */
  readonly mac?: string | undefined;
  readonly firmware?: string | undefined;
  /** It wants a password before it tells anything else. */
  readonly locked?: boolean | undefined;
}

export type MeterQuantity =
  | 'power'
  | 'energy'
  | 'voltage'
  | 'current'
  | 'temperature'
  | 'humidity'
  | 'switch'
  | 'fan';

/**
 * One thing of a meter that can be assigned to a miner or to the room: a plug of a strip, a probe, an entity of Home
 * Assistant. What it offers but does not tell now is absent, never 0.
 */
export interface MeterPart {
  /** As the device itself calls it: `switch:0`, `relay:0`, `sensor.garage_power`. */
  readonly id: string;
  readonly name?: string | undefined;
  readonly offers: readonly MeterQuantity[];
  /** Negative while it feeds into the grid. */
  readonly powerW?: number | undefined;
  /** Of three phases, in their order. */
  readonly phasesW?: readonly number[] | undefined;
  /** A counter since the meter was set up; it may start anew. */
  readonly energyWh?: number | undefined;
  readonly energyReturnedWh?: number | undefined;
  /** Since midnight, and since the first of the month, by the meter's own clock. */
  readonly energyTodayWh?: number | undefined;
  readonly energyMonthWh?: number | undefined;
  readonly voltageV?: number | undefined;
  readonly currentA?: number | undefined;
  readonly tempC?: number | undefined;
  readonly humidityPct?: number | undefined;
  readonly on?: boolean | undefined;
  /** Speed of a fan, 0..100. */
  readonly percent?: number | undefined;
}

export interface MeterReading {
  readonly atMs: number;
  /** The meter's own clock, epoch milliseconds. */
  readonly deviceAtMs?: number | undefined;
  /** Inside the meter's own case: says nothing of the room. */
  readonly ownTempC?: number | undefined;
  readonly parts: readonly MeterPart[];
}

/** What is to be sent to a meter, by whatever carries it there. Nothing secret is ever in the path. */
export interface MeterRequest {
  readonly method: 'GET' | 'POST';
  /** Path and query, beginning with `/`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The carrier answers a Digest challenge (RFC 7616) with it; it is not to be sent as it is. */
  readonly digest?: { readonly username: string; readonly password: string };
  /** The carrier encrypts the body with keys that follow from it (KLAP); it is sent in no form. */
  readonly klap?: { readonly username: string; readonly password: string };
  /**
   * No HTTP: the body, a JSON object, goes as one message in this framing to its own port. Method and path say nothing
   * then, and the reply has the status 200.
   */
  readonly framing?: 'veiled';
}

export interface MeterReply {
  readonly status: number;
  readonly text: string;
}

export interface MeterAsk {
  /** The owner's login; of Home Assistant the long-lived token as password. */
  readonly access?: DeviceCredentials | undefined;
  /** The one part that is asked for, where a meter is not read as a whole. */
  readonly partId?: string | undefined;
}

/** One provider's words: what to ask, and what the answer means. No traffic of its own. */
export interface MeterSource {
  readonly kind: MeterKind;
  /** It answers at another port than all others: it is asked only where its owner names it, and then nobody else is. */
  readonly ownDoor?: true;
  /** The question that tells whether a device is of this kind; absent where nothing is the same on all of them. */
  readonly identify?: (ask: MeterAsk) => MeterRequest;
  /** The answer to it; undefined where somebody else has answered. */
  readonly identityOf?: (reply: MeterReply) => MeterIdentity | undefined;
  readonly read: (ask: MeterAsk) => MeterRequest;
  /**
   * The answer to {@link read} → one moment.
   * @throws MeterError where there is nothing to read: a password is wanted, a web page came instead
   */
  readonly readingOf: (reply: MeterReply, atMs: number) => MeterReading;
  /**
   * Switches one part on or off. To cut the power of a miner that hashes stops its fans over hot chips: whoever sends
   * this to a miner's plug first stops the miner and waits. The answer says little; read the part again.
   * @throws MeterError where the part is none that can be switched
   */
  readonly switchTo: (ask: MeterAsk & { readonly partId: string; readonly on: boolean }) => MeterRequest;
}

export type MeterErrorKind = 'refused' | 'unreadable-reply' | 'no-such-part';

/** A meter cannot be read or asked. `detail` is for the owner's eyes and never holds a password. */
export class MeterError extends Error {
  override readonly name = 'MeterError';

  constructor(
    readonly kind: MeterErrorKind,
    readonly detail: string,
    options?: { readonly cause?: unknown },
  ) {
    super(`${kind}: ${detail}`, options);
  }
}
