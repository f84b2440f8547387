import type { ProbedMiner } from '../domain/fleet-view.ts';
import type { DeviceAddress, Miner } from '../domain/miner.ts';
import type { Purchase } from '../domain/purchase.ts';
import type { MinerTags } from '../domain/tags.ts';

/** Which miners there are, and what their owner calls them. */
export interface RosterApi {
  /** Read the device behind an address once, without adding it. Rejects with a {@link CollectorFailure}. */
  probe(address: DeviceAddress): Promise<ProbedMiner>;
  /** Read once more and enrol it, monitor only. Rejects with a {@link CollectorFailure}. */
  add(address: DeviceAddress, name?: string): Promise<Miner>;
  rename(minerId: string, name: string): Promise<void>;
  changeAddress(minerId: string, address: DeviceAddress): Promise<void>;
  /** Gives miners these tags in place of those they have, all in one step; keeps them as `tidyTags` writes them. */
  setTags(tags: readonly MinerTags[]): Promise<void>;
  /** Keeps how a miner was bought; undefined forgets it. */
  setPurchase(minerId: string, purchase: Purchase | undefined): Promise<void>;
  /** Stops polling and removes the miners with their history. Undone by {@link undoRemove} for 30 s. */
  remove(minerIds: readonly string[]): Promise<void>;
  undoRemove(minerIds: readonly string[]): Promise<void>;
}
