import { deleteDB } from 'idb';
import { afterEach, describe, expect, it } from 'vitest';
import { rowAt } from '../../../tests/support/telemetry-rows.ts';
import type { TelemetryRow } from '../../domain/series.ts';
import { openEntityDatabase } from '../entity-schema.ts';
import { EntityStore } from '../entity-store.ts';
import { openTelemetry, type TelemetryStore } from '../telemetry-store.ts';
import type { ByteSource } from './backup-reader.ts';
import { BACKED_UP_TABLES, EntityArchive, LEFT_OUT_TABLES } from './entity-archive.ts';
import { makeBackup } from './make-backup.ts';
import { type RestoreAsk, restoreBackup } from './restore-backup.ts';
import { TelemetryArchive } from './telemetry-archive.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const DAY_BEGIN_MS = Date.UTC(2026, 2, 1);
const NOW_MS = DAY_BEGIN_MS + 10 * DAY_MS + 30_000;

interface House {
  readonly telemetry: TelemetryStore;
  readonly entities: EntityStore;
}
const closing: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});

async function house(): Promise<House> {
  const name = crypto.randomUUID();
  const telemetry = await openTelemetry(`${name}-telemetry`);
  const entities = new EntityStore(await openEntityDatabase(`${name}-entities`));
  closing.push(async () => {
    telemetry.close();
    entities.close();
    await deleteDB(`${name}-telemetry`);
    await deleteDB(`${name}-entities`);
  });
  return { telemetry, entities };
}

/** Nine days in minutes, the last two hours in polls, some of them still in the tail. */
const past = (minerId: string): TelemetryRow[] =>
  Array.from({ length: (9 * DAY_MS) / MINUTE_MS }, (_, minute) =>
    rowAt(minerId, DAY_BEGIN_MS + minute * MINUTE_MS + 7_000, {
      hashrateHs: 1.2e12 + 1e9 * Math.sin(minute / 40),
      powerW: 17 + (minute % 7) / 8,
      sharesAccepted: (minute * 3) % 5_000,
      state: minute % 97 === 0 ? 2 : 1,
    }),
  );
const polls = (minerId: string): TelemetryRow[] =>
  Array.from({ length: 720 }, (_, poll) =>
    rowAt(minerId, NOW_MS - 2 * HOUR_MS + poll * 10_000, { powerW: 16 + (poll % 5), sharesAccepted: poll }),
  );

async function lived(): Promise<House> {
  const made = await house();
  const { telemetry, entities } = made;
  for (const minerId of ['gamma', 'attic']) await telemetry.importRows(past(minerId), NOW_MS);
  await telemetry.cascade(NOW_MS);
  await telemetry.append(polls('gamma').slice(0, 600));
  await telemetry.compact(NOW_MS);
  await telemetry.append(polls('gamma').slice(600));
  await entities.putMiners([minerCalled('gamma'), minerCalled('attic')]);
  await entities.saveSettings({ currency: 'CHF' });
  await entities.addEvents([{ id: 'e', minerId: 'gamma', atMs: NOW_MS, kind: 'restarted' }]);
  await entities.saveCredentials('gamma', { username: 'root', password: 'hunter2' });
  await entities.savePairingToken('not-for-others');
  await telemetry.outside.add('price:BTC:EUR', [{ atMs: NOW_MS, value: 88_000 }]);
  return made;
}

function minerCalled(id: string) {
  const identity = { family: 'axeos', algorithm: 'sha256' } as const;
  return { id, identity, address: { host: '192.168.1.5', port: 80 }, name: id, addedAtMs: 1 };
}

function archives({ telemetry, entities }: House) {
  return {
    telemetry: new TelemetryArchive(telemetry.database),
    entities: new EntityArchive(...entities.forArchive, telemetry.outside),
    importRows: (rows: readonly TelemetryRow[]) => telemetry.importRows(rows, NOW_MS),
  };
}

async function backupOf(from: House, passphrase?: string): Promise<Uint8Array<ArrayBuffer>> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  const sink = { write: async (bytes: Uint8Array<ArrayBuffer>) => void pieces.push(bytes) };
  const about = { fleet: 'real', madeAtMs: NOW_MS, app: 'test', passphrase } as const;
  await makeBackup({ ...archives(from), ...about, sink });
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

function restored(into: House, bytes: Uint8Array<ArrayBuffer>, more: Partial<RestoreAsk> = {}) {
  const source: ByteSource = {
    sizeBytes: bytes.length,
    read: async (from, length) => bytes.slice(from, from + length),
  };
  return restoreBackup({ ...archives(into), source, fleet: 'real', ...more });
}

const NAMES = ['hashrateHs', 'powerW', 'sharesAccepted', 'state'] as const;

/** All that a chart, a feature or a sum could ask. */
async function answers({ telemetry }: House) {
  const range = { fromMs: DAY_BEGIN_MS, toMs: NOW_MS };
  const all: unknown[] = [await telemetry.extent(), await telemetry.rowCount()];
  for (const minerId of ['gamma', 'attic']) {
    for (const tier of ['minute', 'quarter', 'hour', 'day'] as const)
      all.push(await telemetry.buckets({ ...range, entityId: minerId, names: NAMES, tier }));
    all.push(await telemetry.columns({ ...range, minerId, names: NAMES, maxPoints: 500 }));
    const latest = { minerId, names: NAMES, fromMs: NOW_MS - 3 * HOUR_MS, toMs: NOW_MS };
    all.push(await telemetry.columns({ ...latest, maxPoints: 100_000 }));
  }
  all.push(
    await telemetry.sumColumns({ ...range, minerIds: ['gamma', 'attic'], names: ['powerW'], maxPoints: 300 }),
  );
  return all;
}

describe('backup, wipe, restore', () => {
  it('answers every question with the same bytes as before', async () => {
    const before = await lived();
    const bytes = await backupOf(before);
    const after = await house();
    const report = await restored(after, bytes);
    expect(report).toMatchObject({
      whole: true,
      stopped: false,
      merged: 0,
      missing: { stretches: [], tables: [] },
    });
    // What is still in the tail is folded in the new house, and counted there.
    await before.telemetry.compact(NOW_MS);
    expect(await answers(after)).toEqual(await answers(before));
    expect(await after.entities.miners()).toEqual(await before.entities.miners());
    expect((await after.entities.settings()).currency).toBe('CHF');
    expect(await after.entities.eventsBetween(0, 2 * NOW_MS)).toHaveLength(1);
    expect(await after.telemetry.outside.read('price:BTC:EUR', 0, 2 * NOW_MS)).toEqual(
      await before.telemetry.outside.read('price:BTC:EUR', 0, 2 * NOW_MS),
    );
  });

  it('goes on deriving days where the old house had stopped', async () => {
    const before = await lived();
    const after = await house();
    await restored(after, await backupOf(before));
    for (const each of [before, after]) {
      await each.telemetry.compact(NOW_MS);
      await each.telemetry.cascade(NOW_MS + 2 * DAY_MS);
    }
    expect(await answers(after)).toEqual(await answers(before));
  });

  it('carries passwords only under a passphrase, and never what is between a browser and its helper', async () => {
    const before = await lived();
    const open = await house();
    await restored(open, await backupOf(before));
    expect(await open.entities.credentials('gamma')).toBeUndefined();
    const sealed = await house();
    const report = await restored(sealed, await backupOf(before, 'correct horse'), {
      passphrase: 'correct horse',
    });
    expect(report.encrypted).toBe(true);
    expect(await sealed.entities.credentials('gamma')).toEqual({ username: 'root', password: 'hunter2' });
    expect(await sealed.entities.pairingToken()).toBeUndefined();
  });

  it('is made while the collector goes on', async () => {
    const before = await lived();
    let stored = 0;
    const pieces: Uint8Array<ArrayBuffer>[] = [];
    const sink = {
      async write(bytes: Uint8Array<ArrayBuffer>) {
        pieces.push(bytes);
        stored += 1;
        await before.telemetry.append([rowAt('gamma', NOW_MS + stored * 10_000, { powerW: 20 })]);
        await before.telemetry.compact(NOW_MS);
      },
    };
    const expected = await answers(before);
    await makeBackup({ ...archives(before), sink, fleet: 'real', madeAtMs: NOW_MS, app: 'test' });
    const after = await house();
    await restored(after, new Uint8Array(await new Blob(pieces).arrayBuffer()));
    const got = await answers(after);
    // All but the extent and the count, which what was stored meanwhile may have moved.
    expect(got.slice(2)).toEqual(expected.slice(2));
  });
});

describe('a restore into a house that lives', () => {
  it('changes nothing that is there, and fills in what is missing', async () => {
    const before = await lived();
    const bytes = await backupOf(before);
    const after = await house();
    const own = rowAt('gamma', DAY_BEGIN_MS + 7_000, { powerW: 99 });
    const between = rowAt('gamma', DAY_BEGIN_MS + 5 * DAY_MS + 30_000, { powerW: 55 });
    await after.telemetry.importRows([own, between], NOW_MS);
    await after.entities.putMiners([{ ...minerCalled('gamma'), name: 'My name for it' }]);
    await after.entities.saveSettings({ currency: 'EUR' });
    const report = await restored(after, bytes);
    expect(report.merged).toBeGreaterThan(0);
    const read = (name: 'powerW' | 'hashrateHs') =>
      after.telemetry.buckets({
        entityId: 'gamma',
        names: [name],
        tier: 'minute',
        fromMs: DAY_BEGIN_MS,
        toMs: DAY_BEGIN_MS + 2 * MINUTE_MS,
      });
    // The first minute keeps its own power, and takes the hashrate that it did not have.
    expect([...((await read('powerW')).series.powerW?.last ?? [])]).toEqual([99, 17.125]);
    expect((await read('hashrateHs')).series.hashrateHs?.last[0]).toBeCloseTo(1.2e12, -6);
    expect((await after.entities.miners()).map(({ name }) => name).sort()).toEqual([
      'My name for it',
      'attic',
    ]);
    expect((await after.entities.settings()).currency).toBe('EUR');
  });

  it('done twice adds nothing the second time', async () => {
    const bytes = await backupOf(await lived());
    const after = await house();
    await restored(after, bytes);
    const once = await answers(after);
    const again = await restored(after, bytes);
    expect([again.added, again.merged, Object.values(again.rows).reduce((a, b) => a + b, 0)]).toEqual([
      0, 0, 0,
    ]);
    expect(await answers(after)).toEqual(once);
  });

  it('stopped midway leaves the database whole, and can be gone on with', async () => {
    const before = await lived();
    const bytes = await backupOf(before);
    const after = await house();
    const stop = new AbortController();
    const first = await restored(after, bytes, { signal: stop.signal, onProgress: () => stop.abort() });
    expect(first.stopped).toBe(true);
    await answers(after);
    const second = await restored(after, bytes);
    expect(second.stopped).toBe(false);
    await before.telemetry.compact(NOW_MS);
    expect(await answers(after)).toEqual(await answers(before));
  });
});

describe('a backup that is not whole', () => {
  it('cut off in the middle restores what is whole, and says which days of which miners are not', async () => {
    const bytes = await backupOf(await lived());
    const after = await house();
    const report = await restored(after, bytes.slice(0, Math.floor(bytes.length * 0.6)));
    expect(report.whole).toBe(false);
    expect(report.added).toBeGreaterThan(0);
    const { stretches, tables } = report.missing ?? { stretches: [], tables: ['?'] };
    expect(tables).toEqual([]);
    expect(stretches.length).toBeGreaterThan(0);
    for (const { entity, tier, fromMs, toMs } of stretches) {
      expect(['gamma', 'attic']).toContain(entity);
      expect(['minute', 'raw', 'quarter', 'hour', 'day']).toContain(tier);
      expect(toMs).toBeGreaterThan(fromMs);
    }
    expect(await after.entities.miners()).toHaveLength(2);
    // The days were before the cut: a year's chart is there even so.
    const days = {
      entityId: 'attic',
      names: NAMES,
      tier: 'day',
      fromMs: DAY_BEGIN_MS,
      toMs: NOW_MS,
    } as const;
    expect((await after.telemetry.buckets(days)).atMs.length).toBeGreaterThan(7);
  });

  it('of the demo is not mixed into the owner’s own', async () => {
    const bytes = await backupOf(await lived());
    const after = await house();
    await expect(restored(after, bytes, { fleet: 'demo' })).rejects.toMatchObject({ kind: 'other-fleet' });
    expect(await after.entities.miners()).toEqual([]);
  });
});

it('no table of the owner’s is forgotten: each is carried, or left out for a reason', async () => {
  const database = await openEntityDatabase(crypto.randomUUID());
  const known = [...BACKED_UP_TABLES, ...Object.keys(LEFT_OUT_TABLES)];
  expect(database.tables.map(({ name }) => name).sort()).toEqual(known.sort());
  database.close();
  await deleteDB(database.name);
});

it('does not carry the consent to restarts by itself into another browser, and leaves the one given there', async () => {
  const from = await house();
  await from.entities.putMiners([
    { ...minerCalled('gamma'), control: 'by-hand', recovery: 'restart' },
    { ...minerCalled('attic'), control: 'by-hand', recovery: 'restart' },
  ]);
  const into = await house();
  await into.entities.putMiners([{ ...minerCalled('attic'), control: 'by-hand', recovery: 'restart' }]);
  await restored(into, await backupOf(from));
  const consents = (await into.entities.miners()).map(({ id, recovery }) => [id, recovery]);
  expect(Object.fromEntries(consents)).toEqual({ gamma: undefined, attic: 'restart' });
});
