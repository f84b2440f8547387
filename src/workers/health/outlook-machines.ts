import type { FleetView } from '../../domain/fleet-view.ts';
import { temperatureLimits } from '../../domain/temperature-limits.ts';
import type { JudgedPast } from '../../insight/health/judged-past.ts';
import { lastDay, loadOf } from '../../insight/health/miner-means.ts';
import type { OutlookMachine } from '../../insight/lifetime/miner-outlook.ts';
import { goneOf, type WatchedMachines } from '../../insight/lifetime/watched-machines.ts';
import { sizeOf } from './place-now.ts';

/**
 * Miners that have answered at least once, since of others nothing is known to go by; and those that are gone, which tell
 * how long parts lived.
 */
export function outlookMachines(
  { means }: Pick<JudgedPast, 'means'>,
  { miners }: Pick<FleetView, 'miners'>,
  watched: WatchedMachines,
): readonly OutlookMachine[] {
  const present = miners.flatMap((view) => {
    const { id, identity, purchase } = view.miner;
    const own = means[id];
    if (!own) return [];
    const { chip, regulator } = temperatureLimits(identity);
    return [
      {
        minerId: id,
        watchedFromMs: own.fromMs,
        newAtMs: purchase?.boughtAtMs,
        size: sizeOf(view),
        load: loadOf(own),
        lastDay: lastDay(own),
        limits: { chipC: chip?.stopsAtC, regulatorC: regulator?.stopsAtC },
      },
    ];
  });
  return [...present, ...goneOf(watched, present).map((gone) => ({ ...gone, limits: {} }))];
}
