import { enrol, probeDevice } from '../collect/enrolment.ts';
import { addedEvent } from '../collect/fleet-events.ts';
import type { DeviceSnapshot } from '../devices/adapter.ts';
import { DeviceError, type DeviceTransport } from '../devices/transport.ts';
import { type DeviceAddress, type Miner, minerId } from '../domain/miner.ts';
import { purchaseProblem } from '../domain/purchase.ts';
import { tagsProblem, tidyTags } from '../domain/tags.ts';
import type { EntityStore } from '../store/entity-store.ts';
import { failure } from './collector-failure.ts';
import type { RosterApi } from './roster-api.ts';

export interface RosterServicePorts {
  readonly nowMs: () => number;
  readonly entities: EntityStore;
  readonly transportTo: (address: DeviceAddress) => DeviceTransport;
  /** Miners in the store were changed by this tab. */
  readonly storeChanged: () => Promise<void>;
  /** Miners were removed: they are forgotten when their time for undo is over. */
  readonly removed: () => void;
}

/** The part of the collector's API that knows which miners there are. Fails with CollectorFailure, DeviceError, StoreError. */
export function createRosterService(ports: RosterServicePorts): RosterApi {
  const { entities, nowMs, storeChanged } = ports;

  /** Changes stored miners in one step. Those that are gone are left out. */
  async function change(minerIds: readonly string[], edit: (miner: Miner) => Miner): Promise<void> {
    await entities.changeMiners(minerIds, edit);
    await storeChanged();
  }

  return {
    async probe(address) {
      const { snapshot, known } = await probed(address, ports);
      return { ...snapshot, address, known };
    },
    async add(address, name) {
      const { snapshot, known } = await probed(address, ports);
      if (known) throw failure('already-added', known.name, nowMs());
      const miner = enrol(snapshot, address, name);
      await entities.putMiners([miner]);
      await entities.addEvents([addedEvent(miner, miner.addedAtMs)]);
      await storeChanged();
      return miner;
    },
    rename: (id, name) => change([id], (miner) => ({ ...miner, name: name.trim() || miner.name })),
    async changeAddress(id, address) {
      await refuseOthersAddress(id, address, ports);
      await change([id], (miner) => ({ ...miner, address }));
    },
    async setTags(all) {
      const wanted = new Map(
        all.map(({ minerId: id, tags }): [string, readonly string[]] => [id, tidyTags(tags)]),
      );
      const problem = [...wanted.values()].map(tagsProblem).find((found) => found !== undefined);
      if (problem) throw new RangeError(`these cannot be the tags of a miner: ${problem}`);
      await change([...wanted.keys()], (miner) => ({ ...miner, tags: wanted.get(miner.id) }));
    },
    async setPurchase(id, purchase) {
      const problem = purchase && purchaseProblem(purchase, nowMs());
      if (problem) throw new RangeError(`a miner was not bought so: ${problem}`);
      await change([id], (miner) => ({ ...miner, purchase }));
    },
    async remove(ids) {
      await change(ids, (miner) => ({ ...miner, removedAtMs: nowMs() }));
      ports.removed();
    },
    undoRemove: (ids) => change(ids, ({ removedAtMs: _, ...miner }) => miner),
  };
}

async function probed(
  address: DeviceAddress,
  { entities, transportTo, nowMs }: RosterServicePorts,
): Promise<{ snapshot: DeviceSnapshot; known: Miner | undefined }> {
  const snapshot = await probeDevice(transportTo(address), nowMs);
  const id = minerId(snapshot.identity, address);
  const known = (await entities.miners()).find((miner) => miner.id === id && miner.removedAtMs === undefined);
  return { snapshot, known };
}

/** A miner that is switched off may be given its address; one at which another answers is not its own. */
async function refuseOthersAddress(
  id: string,
  address: DeviceAddress,
  ports: RosterServicePorts,
): Promise<void> {
  const miner = (await ports.entities.miners()).find((each) => each.id === id);
  const found = await probed(address, ports).catch((error: unknown) => {
    if (error instanceof DeviceError) return undefined;
    throw error;
  });
  if (!found || !miner) return;
  if (found.known && found.known.id !== id) throw failure('already-added', found.known.name, ports.nowMs());
  const [expected, mac] = [miner.identity.mac, found.snapshot.identity.mac];
  if (expected && mac && expected !== mac)
    throw failure('not-a-miner', `another device (${mac}) answers there`, ports.nowMs());
}
