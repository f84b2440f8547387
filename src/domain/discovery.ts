import type { DeviceErrorKind } from './device-failure.ts';
import type { ProbedMiner } from './fleet-view.ts';
import type { DeviceAddress, MinerFamily } from './miner.ts';

/** How far looking for miners has come, and what it has found. */
export interface Discovery {
  /** Addresses asked so far, and in all. */
  readonly asked: number;
  readonly total: number;
  /** Miners, each once however many addresses it answers at, in the order in which they answered. */
  readonly found: readonly FoundMiner[];
  /** Told to be miners, but not to be read: a password, a reply that makes no sense. */
  readonly unread: readonly UnreadMiner[];
  /** Devices that answer and are no miners. */
  readonly others: number;
  /** Devices that answer and are being asked who they are. */
  readonly waiting: number;
  /** Why the names that devices advertise cannot be heard; absent where they can. */
  readonly noNames?: string | undefined;
  /** Why it ended before all was asked; absent where it did not. */
  readonly brokeOff?: string | undefined;
}

/** A miner as it answered; `known` where it is in the fleet already. */
export interface FoundMiner extends ProbedMiner {
  /** Under which it would be stored: see `minerId`. */
  readonly id: string;
  /** How it advertises itself, without `.local`. */
  readonly advertisedName?: string | undefined;
  /** Further addresses at which this very MAC answers; absent where there is none. */
  readonly alsoAt?: readonly DeviceAddress[] | undefined;
}

export interface UnreadMiner {
  readonly address: DeviceAddress;
  readonly family: MinerFamily;
  readonly kind: DeviceErrorKind;
  readonly detail: string;
}

export const NOTHING_FOUND: Discovery = {
  asked: 0,
  total: 0,
  found: [],
  unread: [],
  others: 0,
  waiting: 0,
};
