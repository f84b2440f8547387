import type { DeviceErrorKind } from './device-failure.ts';
import type { MeterKind, MeterPart, MeterQuantity } from './meter.ts';
import { type DeviceAddress, formatAddress } from './miner.ts';

/** One part of a plug, a sensor or a house centre that the owner has added. */
export interface WallMeter {
  readonly id: string;
  readonly kind: MeterKind;
  readonly address: DeviceAddress;
  /** Which part of the device: see `MeterPart`. */
  readonly partId: string;
  /** What the owner calls it. */
  readonly name: string;
  readonly role: MeterRole;
  /** What it can tell or do, as it said when it was added. */
  readonly offers: readonly MeterQuantity[];
  readonly addedAtMs: number;
  /** Set while its removal can still be undone. */
  readonly removedAtMs?: number | undefined;
}

/**
 * What a meter is for. `power`: it feeds these miners and measures what they draw together. `room`: it tells the air
 * around these miners; of all, where none is named. `switch`: it switches these miners' plug, or a fan of no miner,
 * and measures nothing. `grid`: it stands between the house and the grid, below 0 while the house feeds in; no miner's.
 */
export interface MeterRole {
  readonly kind: 'power' | 'room' | 'switch' | 'grid';
  readonly minerIds: readonly string[];
}

/** A meter as it stands. */
export interface MeterView {
  readonly meter: WallMeter;
  /** What its part said last, however old. */
  readonly part?: MeterPart | undefined;
  readonly answeredAtMs?: number | undefined;
  /** Why it was not read the last time; absent after a good answer. */
  readonly failure?: MeterFailure | undefined;
  /** A login for it is kept. */
  readonly hasSecret?: boolean | undefined;
}

export interface MeterFailure {
  readonly kind: DeviceErrorKind | 'no-such-part';
  readonly detail: string;
  readonly atMs: number;
}

/** Time between two questions to one meter, ms: slow enough for a plug's small processor. */
export const METER_POLL_MS = 15_000;
/** Periods that may be missed before what a meter said is old. */
const STALE_AFTER_PERIODS = 3;

/** Is what the meter said last still true enough to count with? */
export function isMeterFresh({ answeredAtMs }: Pick<MeterView, 'answeredAtMs'>, nowMs: number): boolean {
  return answeredAtMs !== undefined && nowMs - answeredAtMs <= STALE_AFTER_PERIODS * METER_POLL_MS;
}

/** One device may be several meters (a strip, Home Assistant): it has one login, kept under this name. */
export function meterDevice({ kind, address }: Pick<WallMeter, 'kind' | 'address'>): string {
  return `${kind} ${formatAddress(address)}`;
}

/** Does the meter feed this miner? */
export function feeds({ role }: WallMeter, minerId: string): boolean {
  return role.kind !== 'room' && role.kind !== 'grid' && role.minerIds.includes(minerId);
}

/** What the part of a meter can be used for. */
export function rolesOf(offers: readonly MeterQuantity[]): readonly MeterRole['kind'][] {
  return [
    ...(offers.includes('power') ? (['power', 'grid'] as const) : []),
    ...(offers.includes('temperature') ? (['room'] as const) : []),
    ...(offers.includes('switch') && !offers.includes('power') ? (['switch'] as const) : []),
  ];
}
