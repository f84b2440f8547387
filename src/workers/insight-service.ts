import { DeviceError } from '../devices/transport.ts';
import type { EntityStore } from '../store/entity-store.ts';
import type { TelemetryStore } from '../store/telemetry-store.ts';
import { poolAudits } from './audit-service.ts';
import type { InsightApi } from './insight-api.ts';
import { type PoolCountPorts, poolCount } from './insight-pool-count.ts';
import { type RetargetPorts, retargetReport } from './insight-retarget.ts';
import { TwoMeterDesk } from './insight-two-meter.ts';
import { JournalDesk, type JournalPorts } from './journal-service.ts';
import { createLedgerService, type LedgerPorts } from './ledger-service.ts';
import { payoutCalendars } from './payout-service.ts';
import { repairedHistory } from './repaired-history.ts';

export interface InsightServicePorts extends PoolCountPorts, RetargetPorts, LedgerPorts {
  readonly view: JournalPorts['view'];
  readonly telemetry: TelemetryStore;
  readonly entities: Pick<EntityStore, 'eventsBetween' | 'repairs' | 'changesOf' | 'health'>;
}

/**
 * The part of the collector's API that tests and foresees, from the past as its owner had it put right. Loaded on demand:
 * nobody needs it to watch miners.
 */
export function createInsightService(given: InsightServicePorts): InsightApi {
  const telemetry = repairedHistory(given.telemetry, given.entities.repairs);
  const ports = { ...given, telemetry };
  const journal = new JournalDesk(ports);
  const desk = new TwoMeterDesk(telemetry, ports.nowMs);
  return {
    async twoMeter(minerId) {
      const view = ports.view().miners.find(({ miner }) => miner.id === minerId);
      if (!view) throw new DeviceError('not-a-miner', 'that miner is not in the fleet any more');
      const [report, pool] = await Promise.all([
        desk.look(minerId, view.miner.identity, view.reading?.shares),
        poolCount(minerId, ports),
      ]);
      return { ...report, pool };
    },
    retargetOutlook: () => retargetReport(ports),
    poolAudits: () => poolAudits(ports),
    payoutCalendars: () => payoutCalendars(ports),
    changeEffects: (minerId) => journal.effectsOf(minerId),
    ...createLedgerService(ports),
  };
}
