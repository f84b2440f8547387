import { expose } from 'comlink';
import { openEntities } from '../store/entity-store.ts';
import { moveOutsideMonths } from '../store/outside-move.ts';
import type { FleetStores } from '../store/storage-report.ts';
import { StoreError } from '../store/store-error.ts';
import { openTelemetry } from '../store/telemetry-store.ts';
import { passCallbacks } from './callbacks.ts';
import type { StartOptions } from './collector-api.ts';
import { createCollectorService } from './collector-service.ts';
import { hardwareLimits } from './hardware-limits.ts';
import { openRealFleet } from './real-fleet.ts';
import type { OpenFleet } from './running-fleet.ts';

/** The collector worker: wires the service to this browser's clock, stores and network. */

async function openFleet(
  { fleet, token }: StartOptions,
  onSuperseded: (why: StoreError) => void,
): Promise<OpenFleet> {
  const options = {
    onSuperseded: () =>
      onSuperseded(
        new StoreError('newer-version', 'another tab with a newer version has taken the data over'),
      ),
  };
  const [telemetry, entities, demo] = await Promise.all([
    openTelemetry(`davylamp-${fleet}-telemetry`, options),
    openEntities(`davylamp-${fleet}-entities`, options),
    // Loaded only when a demo is shown: an owner's own page does not carry the physics of miners.
    fleet === 'demo' ? import('./demo-fleet.ts') : undefined,
  ]);
  await moveOutsideMonths(entities, telemetry.outside);
  const withLearnt: FleetStores['withLearnt'] = async (work) => {
    const { openModels } = await import('../store/model-store.ts');
    const models = await openModels(`davylamp-${fleet}-models`);
    return work(models).finally(() => models.close());
  };
  const stores = { telemetry, entities, withLearnt, nowMs: () => Date.now() };
  return demo ? demo.openDemoFleet(stores) : openRealFleet({ ...stores, token });
}

passCallbacks();
expose(
  createCollectorService({
    nowMs: () => Date.now(),
    random: Math.random,
    locks: navigator.locks as LockManager | undefined,
    limitsOf: hardwareLimits,
    openFleet,
  }),
);
