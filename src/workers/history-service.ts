import type { EntityStore } from '../store/entity-store.ts';
import type { TelemetryStore } from '../store/telemetry-store.ts';
import type { HistoryApi } from './history-api.ts';
import { repairedHistory } from './repaired-history.ts';
import { transferred } from './transferred.ts';

export interface HistoryServicePorts {
  readonly telemetry: TelemetryStore;
  readonly entities: EntityStore;
  /** The miners that sums are taken over. */
  readonly minerIds: () => readonly string[];
}

/** The part of the collector's API that reads the past. Fails with StoreError. */
export function createHistoryService({ telemetry, entities, minerIds }: HistoryServicePorts): HistoryApi {
  const history = repairedHistory(telemetry, entities.repairs);
  return {
    series: async (query) => transferred(await history.columns(query)),
    fleetSeries: async (query) => transferred(await history.sumColumns({ ...query, minerIds: minerIds() })),
    extent: (minerId) => history.extent(minerId),
    async events({ fromMs, toMs, minerId: id }) {
      const events = await entities.eventsBetween(fromMs, toMs);
      return id === undefined ? events : events.filter((event) => event.minerId === id);
    },
    async alerts({ fromMs, toMs, minerId: id }) {
      const alerts = await entities.alertsBetween(fromMs, toMs);
      return id === undefined ? alerts : alerts.filter((alert) => alert.minerIds.includes(id));
    },
  };
}
