import type { Miner } from '../../src/domain/miner.ts';
import { type EntityStore, openEntities } from '../../src/store/entity-store.ts';
import { openTelemetry, type TelemetryStore } from '../../src/store/telemetry-store.ts';
import { type DatabaseDump, dumpDatabase } from './database-dump.ts';
import { type SampleEntities, sampleEntities } from './sample-entities.ts';
import { packSample } from './sample-file.ts';
import { COMPACTED_UNTIL_MS, type ExpectedTelemetry, expectedTelemetry, samplePast } from './sample-past.ts';

/** One kept sample: two databases as code of an earlier day wrote them, and what they must be read as ever after. */
export interface Sample {
  /** The commit whose code wrote it. */
  readonly madeBy: string;
  readonly telemetry: DatabaseDump;
  readonly entities: DatabaseDump;
  readonly expected: { readonly telemetry: ExpectedTelemetry; readonly entities: SampleEntities };
}

declare global {
  /** Writes both databases by the code that this page is bundled with; the packed sample, byte by byte. */
  var makeSample: (madeBy: string) => Promise<number[]>;
}

const TELEMETRY = 'sample-telemetry';
const ENTITIES = 'sample-entities';
const COMPACTED_EVERY = 15;

globalThis.makeSample = async (madeBy) => {
  const past = samplePast();
  await writeTelemetry(past);
  const entities = await writeEntities();
  const sample: Sample = {
    madeBy,
    telemetry: await dumpDatabase(TELEMETRY),
    entities: await dumpDatabase(ENTITIES),
    expected: { telemetry: expectedTelemetry(past), entities },
  };
  return [...(await packSample(sample))];
};

async function writeTelemetry({ night, polls }: ReturnType<typeof samplePast>): Promise<void> {
  const store: AnyTelemetryStore = await openTelemetry(TELEMETRY);
  await store.append(night);
  await store.compact(COMPACTED_UNTIL_MS);
  await store.cascade?.(COMPACTED_UNTIL_MS);
  for (const [index, rows] of polls.entries()) {
    await store.append(rows);
    const nowMs = rows[0]?.atMs ?? COMPACTED_UNTIL_MS;
    if (index % COMPACTED_EVERY === 0 && nowMs < COMPACTED_UNTIL_MS) await store.compact(nowMs);
  }
  store.close();
}

/** Up to version 3 there were no buckets longer than a minute, and up to version 4 nothing from outside. */
type AnyTelemetryStore = Omit<TelemetryStore, 'cascade' | 'outside'> &
  Partial<Pick<TelemetryStore, 'cascade' | 'outside'>>;

/** Up to version 2 miners were put one by one; what came later is not there yet. */
type AnyEntityStore = Omit<EntityStore, keyof LaterParts> &
  Partial<LaterParts> & {
    putMiner?(miner: Miner): Promise<void>;
    readonly outside?: Pick<TelemetryStore['outside'], 'add'>;
  };
type LaterParts = Pick<EntityStore, 'putMiners' | 'addChange' | 'meters' | 'sources'>;

async function writeEntities(): Promise<SampleEntities> {
  const store: AnyEntityStore = await openEntities(ENTITIES);
  const version = await entityVersion();
  const entities = sampleEntities(version);
  for (const miner of entities.miners) await (store.putMiner?.(miner) ?? store.putMiners?.([miner]));
  await store.putSnapshots(entities.snapshots);
  await store.putAlerts(entities.alerts);
  await store.addEvents(entities.events);
  await store.saveSettings(entities.settings);
  await store.savePairingToken(entities.pairingToken);
  for (const change of entities.changes ?? []) await store.addChange?.(change);
  if (entities.meters) await store.meters?.put(entities.meters);
  for (const choice of entities.choices ?? []) await store.sources?.choose(choice.id, () => choice);
  for (const answer of entities.answers ?? []) await store.sources?.putAnswer(answer);
  await writeOutside(store, entities);
  store.close();
  return entities;
}

/** Up to version 4 of the telemetry database, the past from outside lay among the entities. */
async function writeOutside(store: AnyEntityStore, { outside }: SampleEntities): Promise<void> {
  if (!outside) return;
  const telemetry: AnyTelemetryStore = await openTelemetry(TELEMETRY);
  for (const [series, points] of Object.entries(outside))
    await (store.outside ?? telemetry.outside)?.add(series, points);
  telemetry.close();
}

/** Dexie's version n is IndexedDB's 10 n. */
async function entityVersion(): Promise<number> {
  const all = await indexedDB.databases();
  return Math.floor((all.find(({ name }) => name === ENTITIES)?.version ?? 0) / 10);
}
