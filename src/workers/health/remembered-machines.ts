import type { FleetView } from '../../domain/fleet-view.ts';
import { HEARD_STEP_MS, type JudgedPast } from '../../insight/health/judged-past.ts';
import { loadOf } from '../../insight/health/miner-means.ts';
import {
  readWatchedMachines,
  remembered,
  type WatchedMachine,
  type WatchedMachines,
} from '../../insight/lifetime/watched-machines.ts';
import type { HealthStore } from '../../store/health-store.ts';
import { sizeOf } from './place-now.ts';

interface RememberPorts {
  readonly entities: { readonly health: Pick<HealthStore, 'kept' | 'keep'> };
  readonly view: () => Pick<FleetView, 'miners'>;
}

/**
 * Remembers of each machine what lifetimes will need once its owner has removed it, and its history with it. In the tab that
 * leads. @throws StoreError
 */
export async function rememberMachines(past: JudgedPast, { entities, view }: RememberPorts): Promise<void> {
  const { health } = entities;
  const before = readWatchedMachines(await health.kept('health-machines'));
  const after = remembered(before, presentMachines(past, view(), before));
  if (JSON.stringify(after) !== JSON.stringify(before)) await health.keep('health-machines', after);
}

function presentMachines(
  { means, heard, toMs, book }: JudgedPast,
  { miners }: Pick<FleetView, 'miners'>,
  before: WatchedMachines,
): readonly WatchedMachine[] {
  return miners.flatMap((view) => {
    const { id, purchase } = view.miner;
    const own = means[id];
    const lastHeardMs = heard[id]?.at(-1);
    if (!own || lastHeardMs === undefined) return [];
    // Until it answers, what it told of its boards before.
    const known = before.findLast(({ minerId }) => minerId === id)?.size;
    return [
      {
        minerId: id,
        watchedFromMs: own.fromMs,
        watchedToMs: Math.max(own.fromMs, Math.min(toMs, lastHeardMs + HEARD_STEP_MS)),
        newAtMs: purchase?.boughtAtMs,
        size: view.reading ? sizeOf(view) : (known ?? sizeOf(view)),
        load: loadOf(own),
        coolingFindings: book.flatMap(({ finding: { minerId, trouble, sinceMs }, endedAtMs }) =>
          minerId === id && trouble === 'thermal-resistance'
            ? [{ minerIds: [id], trouble, sinceMs, endedAtMs }]
            : [],
        ),
      },
    ];
  });
}
