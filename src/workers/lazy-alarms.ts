import type { FleetView } from '../domain/fleet-view.ts';
import type { AlarmApi } from './alarm-api.ts';
import type { AlarmService, AlarmServicePorts } from './alarm-service.ts';
import { hasSeen } from './seen-alerts.ts';

export interface LazyAlarms extends AlarmApi {
  fleetChanged(view: FleetView): void;
}

/** Loads the alarms of the helper when a page first asks for them, or when something was seen that it should know. */
export function lazyAlarms(ports: AlarmServicePorts): LazyAlarms {
  let opening: Promise<AlarmService> | undefined;
  const open = () => {
    opening ??= import('./alarm-service.ts').then(({ createAlarmService }) => createAlarmService(ports));
    // What could not be fetched once (a new version was put up meanwhile) may be the next time.
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  };
  return {
    alarms: async () => (await open()).alarms(),
    addChannel: async (channel) => (await open()).addChannel(channel),
    changeChannel: async (id, channel) => (await open()).changeChannel(id, channel),
    removeChannel: async (id) => (await open()).removeChannel(id),
    restoreChannel: async (id) => (await open()).restoreChannel(id),
    testChannel: async (id) => (await open()).testChannel(id),
    setAlarmRules: async (rules) => (await open()).setAlarmRules(rules),
    muteMiners: async (ids, untilMs) => (await open()).muteMiners(ids, untilMs),
    fleetChanged(view) {
      // Told some times a second: nothing is loaded before it has work.
      if (!hasSeen(view)) return;
      open()
        .then((alarms) => alarms.fleetChanged(view))
        .catch((error: unknown) => console.info('the helper was not told what was seen:', error));
    },
  };
}
