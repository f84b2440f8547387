import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { FleetView } from '../domain/fleet-view.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { type EntityStore, openEntities } from '../store/entity-store.ts';
import { openTelemetry, type TelemetryStore } from '../store/telemetry-store.ts';
import type { HealthNews } from './health-api.ts';
import { lazyHealth } from './lazy-health.ts';

const NOW_MS = Date.UTC(2026, 2, 20, 12);
let name = '';
let telemetry: TelemetryStore;
let entities: EntityStore;
beforeEach(async () => {
  name = crypto.randomUUID();
  telemetry = await openTelemetry(`${name}-t`);
  entities = await openEntities(`${name}-e`);
});
afterEach(() => {
  telemetry.close();
  entities.close();
  indexedDB.deleteDatabase(`${name}-t`);
  indexedDB.deleteDatabase(`${name}-e`);
});

function view(change: Partial<FleetView> = {}): FleetView {
  const settings = DEFAULT_SETTINGS;
  const one: FleetView['miners'][number] = {
    miner: {
      id: 'one',
      name: 'one',
      identity: { family: 'axeos', algorithm: 'sha256' },
      address: { host: '192.168.1.20', port: 80 },
      addedAtMs: NOW_MS,
    },
    state: 'hashing',
    feed: 'poll',
    spark: new Float64Array(0),
  };
  return { fleet: 'real', atMs: NOW_MS, leading: true, alerts: [], settings, miners: [one], ...change };
}

/** How often the watch asked for the fleet: one that is not loaded never does. */
function watch() {
  const asked = vi.fn(() => view({ leading: false }));
  const health = lazyHealth({
    kind: 'real',
    nowMs: () => NOW_MS,
    view: asked,
    telemetry,
    entities,
    figures: async () => ({}),
    past: async () => ({ atMs: new Float64Array(), values: new Float64Array() }),
    storeChanged: async () => undefined,
  });
  return { health, asked };
}

test('a tab that does not lead, has no miners, or is still asking loads nothing; a page that asks does', async () => {
  const { health, asked } = watch();
  health.fleetChanged(view({ leading: false }));
  health.fleetChanged(view({ miners: [] }));
  health.fleetChanged(view({ asking: true }));
  await health.stopHealth();
  expect(asked).not.toHaveBeenCalled();
  const news: HealthNews[] = [];
  await health.followHealth((each) => news.push(each));
  expect(news.map(({ kind }) => kind)).toContain('report');
  await health.close();
});

test('one that leads is watched without a page, and no more once it is closed', async () => {
  const { health, asked } = watch();
  health.fleetChanged(view());
  await vi.waitFor(() => expect(asked).toHaveBeenCalled());
  await health.close();
  asked.mockClear();
  health.fleetChanged(view({ atMs: NOW_MS + 3_600_000 }));
  expect(asked).not.toHaveBeenCalled();
});
