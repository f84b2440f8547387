import { proxyAlarms } from '../collect/proxy-alarms.ts';
import type { ProxyConnection } from '../collect/proxy-transport.ts';
import { DeviceError } from '../devices/transport.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import { LONGEST_MUTE_MS } from '../domain/mute.ts';
import type { EntityStore } from '../store/entity-store.ts';
import type { AlarmApi } from './alarm-api.ts';
import { SeenTeller } from './seen-teller.ts';

export interface AlarmServicePorts {
  readonly nowMs: () => number;
  readonly entities: EntityStore;
  /** The way to the helper, with this browser's token; absent in the demo. */
  readonly connection?: (() => ProxyConnection) | undefined;
  /** Miners in the store were changed by this tab. */
  readonly storeChanged: () => Promise<void>;
}

export interface AlarmService extends AlarmApi {
  /** Tells the helper what was seen. */
  fleetChanged(view: FleetView): Promise<void>;
}

/** The part of the collector's API that knows what reaches the owner. Fails with DeviceError and StoreError. */
export function createAlarmService({
  nowMs,
  entities,
  connection,
  storeChanged,
}: AlarmServicePorts): AlarmService {
  const client = proxyAlarms(connection ?? noHelper);
  const seen = new SeenTeller({ nowMs, tell: (alarm) => client.seen(alarm) });
  return {
    alarms: () => client.report(),
    addChannel: (channel) => client.add(channel),
    changeChannel: (id, channel) => client.change(id, channel),
    removeChannel: (id) => client.remove(id),
    restoreChannel: (id) => client.restore(id),
    testChannel: (id) => client.test(id),
    setAlarmRules: (rules) => client.setRules(rules),
    async muteMiners(minerIds, untilMs) {
      const lasts = (untilMs ?? nowMs()) - nowMs();
      if (!(lasts <= LONGEST_MUTE_MS)) throw new RangeError('a miner is muted for a week at most');
      await entities.changeMiners(minerIds, ({ mute: _, ...miner }) =>
        untilMs === undefined ? miner : { ...miner, mute: { untilMs, by: 'owner' } },
      );
      await storeChanged();
    },
    fleetChanged: (view) => seen.fleetChanged(view),
  };
}

function noHelper(): never {
  throw new DeviceError('no-proxy', 'the demo has no helper');
}
