import type { Alert } from '../domain/alert.ts';
import type { FlapMemory } from '../domain/watch/flap-damping.ts';
import type { EntityStore } from '../store/entity-store.ts';

/** Alerts as they were last kept, and how their troubles came and went. */
export interface KeptAlerts {
  /** Those that stood within the last day, and all that are open. */
  readonly alerts: readonly Alert[];
  readonly flaps: FlapMemory;
}

const DAY_MS = 24 * 60 * 60_000;

/** @throws StoreError */
export async function readAlerts(entities: EntityStore, nowMs: number): Promise<KeptAlerts> {
  const [stood, open, flaps] = await Promise.all([
    entities.alertsBetween(nowMs - DAY_MS, nowMs + 1),
    entities.openAlerts(),
    entities.flaps.kept(),
  ]);
  return { alerts: [...new Map([...stood, ...open].map((alert) => [alert.id, alert])).values()], flaps };
}

/** @throws StoreError */
export async function keepAlerts(
  entities: EntityStore,
  changed: readonly Alert[],
  flaps: FlapMemory,
): Promise<void> {
  await entities.putAlerts(changed);
  await entities.flaps.keep(flaps);
}
