import type { FleetView } from '../domain/fleet-view.ts';
import type { TuningApi } from './tuning-api.ts';
import type { TuningPorts, TuningService } from './tuning-service.ts';

/** The tuner, loaded when a page first asks for it, or when a session is found that somebody had begun. */
export interface LazyTuning extends TuningApi {
  fleetChanged(view: FleetView): void;
}

export function lazyTuning(ports: TuningPorts): LazyTuning {
  let opening: Promise<TuningService> | undefined;
  let isOpenKnown: Promise<boolean> | undefined;
  const open = () => {
    opening ??= import('./tuning-service.ts').then(({ TuningService }) => new TuningService(ports));
    // What could not be fetched once (a new version was put up meanwhile) may be the next time.
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  };
  const look = async () => {
    isOpenKnown ??= ports.tunings.all().then((kept) => kept.some(({ session }) => session.phase !== 'ended'));
    if (opening || (await isOpenKnown)) await (await open()).look();
  };
  return {
    fleetChanged({ leading, miners }) {
      if (!leading && !opening) {
        // Whoever leads may begin one: it is looked for anew when this tab comes to lead.
        isOpenKnown = undefined;
        return;
      }
      if (miners.length === 0) return;
      look().catch((error: unknown) => console.error('miners cannot be tuned', error));
    },
    tuningOf: async (minerId) => (await open()).tuningOf(minerId),
    startTuning: async (minerId, wish) => (await open()).startTuning(minerId, wish),
    stopTuning: async (minerId) => (await open()).stopTuning(minerId),
    pauseTuning: async (minerId, isPaused) => (await open()).pauseTuning(minerId, isPaused),
    applyTuned: async (minerId, point) => (await open()).applyTuned(minerId, point),
  };
}
