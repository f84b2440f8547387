import { afterEach, beforeEach, expect, test } from 'vitest';
import { aModel } from '../../tests/support/a-model.ts';
import { aMiner } from '../../tests/support/learner-house.ts';
import { learntIn } from '../../tests/support/learnt-in.ts';
import { type EntityStore, openEntities } from '../store/entity-store.ts';
import type { FleetStores } from '../store/storage-report.ts';
import { StoreError } from '../store/store-error.ts';
import { openTelemetry, type TelemetryStore } from '../store/telemetry-store.ts';
import { purgeRemoved, UNDO_MS } from './purge.ts';

const NOW_MS = Date.UTC(2026, 2, 20, 12);
/** One whose network address names it. */
const GONE = '[fd00::7]:80';
const OTHER = 'aabbccddeeff';

let name = '';
let telemetry: TelemetryStore;
let entities: EntityStore;
let withLearnt: FleetStores['withLearnt'];

beforeEach(async () => {
  name = crypto.randomUUID();
  telemetry = await openTelemetry(`${name}-t`);
  entities = await openEntities(`${name}-e`);
  withLearnt = learntIn(`${name}-m`);
  await withLearnt(async (models) => {
    for (const targetId of [`power:${GONE}:hour`, `hashrate:${GONE}:hour`, `power:${OTHER}:hour`])
      await models.add(aModel({ targetId, id: `${targetId}/boosted-trees/1` }), new Uint8Array(9));
  });
});
afterEach(() => {
  telemetry.close();
  entities.close();
  for (const part of ['t', 'e', 'm']) indexedDB.deleteDatabase(`${name}-${part}`);
});

const removed = (removedAtMs: number) => ({ ...aMiner(GONE, NOW_MS), removedAtMs });

async function purged(learnt = withLearnt): Promise<readonly string[]> {
  await purgeRemoved({ telemetry, entities, withLearnt: learnt, nowMs: () => NOW_MS }, async (write) => {
    await write(entities).catch(() => {});
  });
  return withLearnt(async (models) => (await models.models()).map(({ targetId }) => targetId).sort());
}

test('what was learnt of a removed miner goes with it, and of no other', async () => {
  await entities.putMiners([removed(NOW_MS - UNDO_MS), aMiner(OTHER, NOW_MS)]);
  expect(await purged()).toEqual([`power:${OTHER}:hour`]);
  expect((await entities.miners()).map(({ id }) => id)).toEqual([OTHER]);
});

test('it stays as long as the removal can be undone', async () => {
  await entities.putMiners([removed(NOW_MS - UNDO_MS + 1), aMiner(OTHER, NOW_MS)]);
  expect((await purged()).length).toBe(3);
});

test('where the models cannot be reached, the miner goes all the same', async () => {
  await entities.putMiners([removed(NOW_MS - UNDO_MS)]);
  await purged(() => Promise.reject(new StoreError('blocked', 'another tab holds the models')));
  expect(await entities.miners()).toEqual([]);
});
