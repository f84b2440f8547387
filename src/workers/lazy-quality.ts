import type { QualityApi } from './quality-api.ts';
import type { QualityPorts } from './quality-service.ts';

/** Loads the checks of stored data when a page first asks for them. */
export function lazyQuality(ports: Omit<QualityPorts, 'newId' | 'zone' | 'factsOf'>): QualityApi {
  let opening: Promise<QualityApi> | undefined;
  const open = () => {
    opening ??= import('./quality-service.ts').then(({ createQualityService, catalogueFacts }) =>
      createQualityService({
        ...ports,
        newId: () => crypto.randomUUID(),
        zone: () => new Intl.DateTimeFormat().resolvedOptions().timeZone,
        factsOf: catalogueFacts,
      }),
    );
    // What could not be fetched once (a new version was put up meanwhile) may be the next time.
    opening.catch(() => {
      opening = undefined;
    });
    return opening;
  };
  return {
    dataQuality: async (minerId, days) => (await open()).dataQuality(minerId, days),
    repairData: async (minerId, change) => (await open()).repairData(minerId, change),
    undoRepair: async (repairId) => (await open()).undoRepair(repairId),
  };
}
