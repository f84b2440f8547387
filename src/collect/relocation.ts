import { formatAddress, type Miner } from '../domain/miner.ts';
import type { EntityStore } from '../store/entity-store.ts';
import { movedEvent } from './fleet-events.ts';

/**
 * Keeps that a miner of the fleet answers at another address now: name, tags and history stay, the journal tells it.
 * Nothing is kept of one that was removed meanwhile, or that is where it was.
 */
export async function relocate(
  entities: Pick<EntityStore, 'miners' | 'putMiners' | 'addEvents'>,
  { id, address, identity }: Pick<Miner, 'id' | 'address' | 'identity'>,
  atMs: number,
): Promise<void> {
  const before = (await entities.miners()).find((miner) => miner.id === id);
  if (!before || before.removedAtMs !== undefined) return;
  if (formatAddress(before.address) === formatAddress(address)) return;
  const after: Miner = { ...before, address, identity: { ...before.identity, ...identity } };
  await entities.putMiners([after]);
  await entities.addEvents([movedEvent(before, after, atMs)]);
}
