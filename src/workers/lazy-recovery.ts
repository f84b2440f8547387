import type { FleetView } from '../domain/fleet-view.ts';
import type { RecoveryPorts, RecoveryService } from './recovery-service.ts';

/** How often miners are looked at: a restart takes minutes, and a flatline is not sure before some have passed. */
const LOOK_EVERY_MS = 10_000;

/** Loads what restarts miners by themselves when any owner has first allowed it. */
export function lazyRecovery(ports: RecoveryPorts): { fleetChanged(view: FleetView): void } {
  let opening: Promise<RecoveryService> | undefined;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  const open = () => {
    opening ??= import('./recovery-service.ts').then(({ RecoveryService }) => new RecoveryService(ports));
    // What could not be fetched once (a new version was put up meanwhile) may be the next time.
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  };
  return {
    fleetChanged({ leading, miners }) {
      const nowMs = ports.nowMs();
      // A clock that was set back looks at once, and not when it has caught up.
      if (nowMs >= lookedAtMs && nowMs - lookedAtMs < LOOK_EVERY_MS) return;
      if (!leading || !miners.some(({ miner }) => miner.recovery === 'restart')) return;
      lookedAtMs = nowMs;
      open()
        .then((service) => service.look())
        .catch((error: unknown) => console.error('miners cannot be looked at for a restart', error));
    },
  };
}
