import type { EntityStore } from '../store/entity-store.ts';
import type { FleetStores } from '../store/storage-report.ts';
import type { CollectorPorts } from './collector-ports.ts';

/** A removal can be undone for this long, ms. */
export const UNDO_MS = 30_000;

/**
 * Removed miners whose time for undo is over lose their history and what was learnt of them; removed meters are forgotten with
 * their logins.
 * @param store carries out one write, and shows what stands in its way
 */
export async function purgeRemoved(
  { entities, telemetry, withLearnt, nowMs }: FleetStores & Pick<CollectorPorts, 'nowMs'>,
  store: (write: (entities: EntityStore) => Promise<unknown>) => Promise<void>,
): Promise<void> {
  for (const { id, removedAtMs } of await entities.meters.all())
    if (removedAtMs !== undefined && nowMs() - removedAtMs >= UNDO_MS)
      await store(() => entities.meters.remove(id));
  for (const { id, removedAtMs } of await entities.miners()) {
    if (removedAtMs === undefined || nowMs() - removedAtMs < UNDO_MS) continue;
    // History first: what a full disk keeps from being removed belongs to a miner that is still known, and goes later.
    await store(async () => {
      await telemetry.remove(id);
      await entities.removeMiner(id);
    });
    // Where that cannot be done now, the learner does it when it next looks at its models.
    await store(() => withLearnt((learnt) => learnt.forgetMiner(id)));
  }
}
