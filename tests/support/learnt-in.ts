import { openModels } from '../../src/store/model-store.ts';
import type { FleetStores } from '../../src/store/storage-report.ts';

/** What was learnt from a fleet, in a database of a test's own. */
export function learntIn(name: string): FleetStores['withLearnt'] {
  return async (work) => {
    const models = await openModels(name);
    return work(models).finally(() => models.close());
  };
}
