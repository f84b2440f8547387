import { expose } from 'comlink';
import { version } from '../../package.json';
import { REGISTRY } from '../features/catalogue.ts';
import { zoneOffset } from '../features/zone-offset.ts';
import { openEntities } from '../store/entity-store.ts';
import { openModels } from '../store/model-store.ts';
import { StoreError } from '../store/store-error.ts';
import { openTelemetry } from '../store/telemetry-store.ts';
import { openBackends } from './backend-choice.ts';
import { passCallbacks } from './callbacks.ts';
import type { LearnerOptions } from './learner-api.ts';
import { createLearnerService, type LearnerStores } from './learner-service.ts';
import { netThreads, openNetThread } from './net-threads.ts';
import { repairedTelemetry } from './repaired-buckets.ts';

/** The learner worker: wires the service to this browser's clock and to the stores that the collector worker fills. */

async function open(
  { fleet }: LearnerOptions,
  onSuperseded: (why: StoreError) => void,
): Promise<LearnerStores> {
  const options = {
    onSuperseded: () =>
      onSuperseded(
        new StoreError('newer-version', 'another tab with a newer version has taken the data over'),
      ),
  };
  const telemetry = await openTelemetry(`davylamp-${fleet}-telemetry`, options);
  try {
    const entities = await openEntities(`davylamp-${fleet}-entities`, options);
    const models = await openModels(`davylamp-${fleet}-models`, options).catch((error: unknown) => {
      entities.close();
      throw error;
    });
    return {
      models,
      // What is learned is learned from values as their owner had them put right.
      telemetry: repairedTelemetry(telemetry, entities.repairs),
      entities,
      past: (series, fromMs, toMs) => telemetry.outside.read(series, fromMs, toMs),
      close() {
        telemetry.close();
        entities.close();
        models.close();
      },
    };
  } catch (error) {
    telemetry.close();
    throw error;
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      reject(signal.reason);
    });
  });
}

const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
passCallbacks();
expose(
  createLearnerService({
    nowMs: () => Date.now(),
    timeZone,
    offsetMinutes: zoneOffset(timeZone),
    registry: REGISTRY,
    open,
    pause,
    browser: {
      // Absent on an insecure page (plain http on the LAN): then each tab works at its own queue.
      locks: navigator.locks as LockManager | undefined,
      openChannel: (name) => new BroadcastChannel(name),
      clockMs: () => performance.now(),
      rest: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
      timer: (ms, run) => {
        const timer = setTimeout(run, ms);
        return () => clearTimeout(timer);
      },
      newSeed: () => crypto.getRandomValues(new Uint32Array(1))[0] ?? 1,
      appVersion: version,
      openBackends: () =>
        openBackends({
          gpu: navigator.gpu as GPU | undefined,
          threads: netThreads(navigator.hardwareConcurrency),
          openThread: openNetThread,
          isIsolated: crossOriginIsolated,
        }),
      machine: navigator,
    },
  }),
);
