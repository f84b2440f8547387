import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { learntIn } from '../../tests/support/learnt-in.ts';
import { jsonReply, scriptedDevice } from '../../tests/support/scripted-device.ts';
import { openEntities } from '../store/entity-store.ts';
import { StoreError } from '../store/store-error.ts';
import { openTelemetry } from '../store/telemetry-store.ts';
import { createCollectorService } from './collector-service.ts';

let name = '';
beforeEach(() => {
  name = crypto.randomUUID();
});
afterEach(() => {
  indexedDB.deleteDatabase(`${name}-t`);
  indexedDB.deleteDatabase(`${name}-e`);
});

/** A collector whose databases open once `opened` is over. */
function collector(opened: Promise<unknown>) {
  return createCollectorService({
    nowMs: () => Date.now(),
    random: () => 0,
    locks: undefined,
    limitsOf: async () => ({}),
    async openFleet() {
      await opened;
      const [telemetry, entities] = await Promise.all([
        openTelemetry(`${name}-t`),
        openEntities(`${name}-e`),
      ]);
      return {
        telemetry,
        entities,
        withLearnt: learntIn(`${name}-m`),
        transportTo: () => scriptedDevice({ web: { '/': jsonReply({}) } }),
        checkProxy: async () => ({ proxy: 'ok' }),
        pair: async () => ({ proxy: 'ok' }),
        close() {
          telemetry.close();
          entities.close();
        },
      };
    },
  });
}

test('a question that comes while the databases are still being opened is answered when they are', async () => {
  const opened = Promise.withResolvers<void>();
  const service = collector(opened.promise);
  const started = service.start({ fleet: 'real' });
  const answered = vi.fn();
  const last = service.lastBackup().finally(answered);
  const checked = service.checkProxy();
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect(answered).not.toHaveBeenCalled();
  opened.resolve();
  expect(await last).toEqual({});
  expect(await checked).toEqual({ proxy: 'ok' });
  await started;
});

test('where the databases cannot be opened, a question fails instead of waiting for ever', async () => {
  const opened = Promise.reject(new StoreError('blocked', 'another tab holds them'));
  const service = collector(opened);
  const started = service.start({ fleet: 'real' });
  await expect(service.lastBackup()).rejects.toMatchObject({
    kind: 'store',
    detail: 'the fleet is not open',
  });
  expect((await started).storeProblem).toBeDefined();
});
