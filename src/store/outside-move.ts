import { pointsOf } from '../domain/outside-series.ts';
import type { EntityStore } from './entity-store.ts';
import type { OutsideStore } from './outside-store.ts';

/**
 * Moves what versions before the fifth of the telemetry database kept of outside series among the entities, a month at
 * a time. A month goes only when it is stored in its new place: killed midway, it is done again at the next start, and
 * what was heard meanwhile counts for more.
 * @throws StoreError
 */
export async function moveOutsideMonths(
  { outsideMonths }: Pick<EntityStore, 'outsideMonths'>,
  outside: Pick<OutsideStore, 'fill'>,
): Promise<void> {
  for (const key of await outsideMonths.keys()) {
    const month = await outsideMonths.get(key);
    if (month) await outside.fill(month.series, [...pointsOf(month)]);
    await outsideMonths.delete(key);
  }
}
