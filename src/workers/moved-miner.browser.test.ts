import { expect, test, vi } from 'vitest';
import { learntIn } from '../../tests/support/learnt-in.ts';
import { jsonReply, scriptedDevice } from '../../tests/support/scripted-device.ts';
import { DeviceError } from '../devices/transport.ts';
import { openEntities } from '../store/entity-store.ts';
import { openTelemetry } from '../store/telemetry-store.ts';
import { createCollectorService } from './collector-service.ts';

const MINUTE_MS = 60_000;

test('a miner that its router gave another address is read there by itself, with its history and name', {
  timeout: 60_000,
}, async () => {
  const gamma = scriptedDevice({
    web: {
      '/api/system/info': jsonReply({ ASICModel: 'BM1370', hashRate: 1200, macAddr: 'AA:BB:CC:DD:EE:01' }),
    },
  });
  const nobody = scriptedDevice({ otherwise: new DeviceError('unreachable', 'nobody answers') });
  // Another device has taken the old address, so that there is an answer, but not the miner's.
  const other = scriptedDevice({
    web: {
      '/api/system/info': jsonReply({ ASICModel: 'BM1370', hashRate: 500, macAddr: 'AA:BB:CC:DD:EE:02' }),
    },
  });
  let at: Record<string, typeof gamma> = { '192.168.1.20': gamma };
  let aheadMs = 0;
  const scanned: string[] = [];
  const name = `moved-${crypto.randomUUID()}`;
  const service = createCollectorService({
    nowMs: () => Date.now() + aheadMs,
    random: () => 0,
    locks: undefined,
    limitsOf: async () => ({}),
    openFleet: async () => {
      const [telemetry, entities] = await Promise.all([
        openTelemetry(`${name}-t`),
        openEntities(`${name}-e`),
      ]);
      return {
        telemetry,
        entities,
        withLearnt: learntIn(`${name}-m`),
        transportTo: ({ host }) => at[host] ?? nobody,
        checkProxy: async () => ({ proxy: 'ok' }),
        pair: async () => ({ proxy: 'ok' }),
        async *scan(ranges) {
          scanned.push(ranges);
          for (const host of Object.keys(at)) yield { kind: 'open', host, ports: [80] };
          yield { kind: 'done' };
        },
        close() {
          telemetry.close();
          entities.close();
        },
      };
    },
  });
  await service.start({ fleet: 'real' });
  await service.saveSettings({ pollMs: 5_000 });
  const miner = await service.add({ host: '192.168.1.20', port: 80 }, 'Kitchen');
  expect(miner.id).toBe('aabbccddee01');

  at = { '192.168.1.20': other, '192.168.1.77': gamma };
  await vi.waitFor(
    async () => {
      // As if minutes went by: what is real is only the polling.
      aheadMs += MINUTE_MS;
      const moved = await service.events({ fromMs: 0, toMs: Number.MAX_SAFE_INTEGER, minerId: miner.id });
      expect(moved).toContainEqual(
        expect.objectContaining({
          kind: 'address-changed',
          from: '192.168.1.20:80',
          to: '192.168.1.77:80',
        }),
      );
    },
    { timeout: 50_000, interval: 1_000 },
  );
  expect(scanned).toEqual(['192.168.1.0/24']);
  const found = await service.discover('192.168.1.77', () => {});
  expect(found.found.find(({ id }) => id === miner.id)?.known).toMatchObject({
    name: 'Kitchen',
    address: { host: '192.168.1.77' },
  });
});
