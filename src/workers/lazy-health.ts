import type { FleetView } from '../domain/fleet-view.ts';
import type { HealthPorts, HealthService } from './health-service.ts';

type GivenPorts = Omit<HealthPorts, 'newId' | 'zone' | 'clockMs' | 'rest'>;

/** Loads the watch over the fleet's health where this tab leads and has miners, or a page asks. */
export function lazyHealth(ports: GivenPorts): HealthService {
  let opening: Promise<HealthService> | undefined;
  let closed = false;
  const open = async () => {
    opening ??= import('./health-service.ts').then(({ createHealthService }) =>
      createHealthService({
        ...ports,
        newId: () => crypto.randomUUID(),
        zone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
        clockMs: () => performance.now(),
        rest: () => new Promise((resolve) => setTimeout(resolve)),
      }),
    );
    // What could not be fetched once (a new version was put up meanwhile) may be the next time.
    opening.catch(() => {
      opening = undefined;
    });
    const service = await opening;
    if (closed) await service.close();
    return service;
  };
  return {
    followHealth: async (listener) => (await open()).followHealth(listener),
    stopHealth: async () => (await opening)?.stopHealth(),
    logMaintenance: async (entry) => (await open()).logMaintenance(entry),
    removeMaintenance: async (id) => (await open()).removeMaintenance(id),
    offerAgain: async (id) => (await open()).offerAgain(id),
    verdicts: async () => (await open()).verdicts(),
    judgeFinding: async (id, verdict) => (await open()).judgeFinding(id, verdict),
    setAlarmBudget: async (falseAlarmsPerMonth) => (await open()).setAlarmBudget(falseAlarmsPerMonth),
    fleetChanged(view: FleetView) {
      if (closed || !view.leading || view.miners.length === 0 || view.asking === true) return;
      open().then(
        (service) => service.fleetChanged(view),
        // Nobody waits for it; the next view tries again.
        () => undefined,
      );
    },
    async close() {
      closed = true;
      // One that could not be opened has nothing to close.
      const service = await opening?.catch(() => undefined);
      await service?.close();
    },
  };
}
