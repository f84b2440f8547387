import type { InsightApi } from './insight-api.ts';
import type { InsightServicePorts } from './insight-service.ts';

/** Loads the tests and forecasts when a page first asks for one. */
export function lazyInsight(ports: InsightServicePorts): InsightApi {
  let opening: Promise<InsightApi> | undefined;
  const open = () => {
    opening ??= import('./insight-service.ts').then(({ createInsightService }) =>
      createInsightService(ports),
    );
    // What could not be fetched once (a new version was put up meanwhile) may be the next time.
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  };
  return {
    twoMeter: async (minerId) => (await open()).twoMeter(minerId),
    retargetOutlook: async () => (await open()).retargetOutlook(),
    poolAudits: async () => (await open()).poolAudits(),
    payoutCalendars: async () => (await open()).payoutCalendars(),
    makeLedger: async (ask, onProgress) => (await open()).makeLedger(ask, onProgress),
    stopLedger: async () => (await open()).stopLedger(),
    changeEffects: async (minerId) => (await open()).changeEffects(minerId),
  };
}
