import type { TelemetryRow } from '../../domain/series.ts';
import { SERIES } from '../../domain/series.ts';
import { BackupCipher } from './backup-cipher.ts';
import type { BackupContents, BackupPart } from './backup-contents.ts';
import { BackupWriter, type ByteSink } from './backup-writer.ts';
import type { EntityArchive } from './entity-archive.ts';
import { encodeRecord } from './record-codec.ts';
import { encodeRows } from './table-rows.ts';
import type { TelemetryArchive, TelemetryPlan } from './telemetry-archive.ts';

/** Of what a backup is made, and where it goes. */
export interface BackupAsk {
  readonly telemetry: TelemetryArchive;
  readonly entities: EntityArchive;
  readonly sink: ByteSink;
  readonly fleet: 'real' | 'demo';
  readonly madeAtMs: number;
  /** Version of the app. */
  readonly app: string;
  /** Absent: in the open, and then without passwords and keys. */
  readonly passphrase?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Hears how much is written, 0..1. */
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** What a backup came to. */
export interface BackupMade {
  readonly records: number;
  /** Segments that could not be read, or were thinned away meanwhile. */
  readonly leftOut: number;
}

/** Rows of the tail in one record. */
const TAIL_ROWS = 500;

/**
 * Writes everything there is, while the collector goes on: what it stores meanwhile may or may not be in it, and nothing
 * that was there at the beginning is missed.
 * @throws StoreError; whatever the sink throws; the signal's reason
 */
export async function makeBackup(ask: BackupAsk): Promise<BackupMade> {
  const { telemetry, entities, sink, fleet, madeAtMs, app, passphrase, signal, onProgress } = ask;
  const plan = await telemetry.plan();
  const tables = await entities.plan(passphrase !== undefined);
  const tail = pieces(plan.tail);
  const contents = contentsOf(plan, tables, tail.length);
  const sealed = passphrase === undefined ? undefined : await BackupCipher.create(passphrase);
  const head = { fleet, madeAtMs, app, ...(sealed ? { sealing: sealed.sealing } : {}) };
  const writer = await BackupWriter.begin(sink, head, contents, sealed?.cipher);
  const all = countOf(contents);
  let records = 0;
  let leftOut = 0;
  const add = async (part: BackupPart, body: Uint8Array | undefined) => {
    signal?.throwIfAborted();
    if (!body) leftOut += 1;
    await writer.add(encodeRecord({ part, body: body && new Uint8Array(body) }));
    records += 1;
    if (records % 32 === 0) onProgress?.(records / all);
  };
  for (const [table, parts] of tables)
    for (const [part, keys] of parts.entries())
      await add({ kind: 'table', table, part }, encodeRows(await entities.read(table, keys)));
  await add({ kind: 'table', table: 'dirty', part: 0 }, encodeRows(plan.dirty));
  for (const [part, rows] of tail.entries())
    await add({ kind: 'tail', part }, encodeRows(rows.map(namedRow)));
  for (const { tier, entity, startMs } of plan.segments)
    for (const start of startMs)
      await add({ kind: 'segment', tier, entity, startMs: start }, await telemetry.read(tier, entity, start));
  await writer.end(contents);
  onProgress?.(1);
  return { records, leftOut };
}

function contentsOf(
  { segments }: TelemetryPlan,
  tables: ReadonlyMap<string, readonly unknown[]>,
  tail: number,
): BackupContents {
  const parts = [...tables].map(([table, { length }]) => ({ table, parts: length }));
  return { tables: [...parts, { table: 'dirty', parts: 1 }], tail, segments: [...segments] };
}

function countOf({ tables, tail, segments }: BackupContents): number {
  const sum = (counts: readonly number[]) => counts.reduce((all, count) => all + count, 0);
  return sum(tables.map(({ parts }) => parts)) + tail + sum(segments.map(({ startMs }) => startMs.length));
}

/** With the names of its values: another version has more series, or fewer. */
function namedRow({ minerId, atMs, values }: TelemetryRow) {
  const told = SERIES.flatMap(({ name }, place) => {
    const value = values[place] ?? Number.NaN;
    return Number.isNaN(value) ? [] : [[name, value] as const];
  });
  return { minerId, atMs, values: Object.fromEntries(told) };
}

function pieces(rows: readonly TelemetryRow[]): readonly (readonly TelemetryRow[])[] {
  return Array.from({ length: Math.ceil(rows.length / TAIL_ROWS) }, (_, piece) =>
    rows.slice(piece * TAIL_ROWS, (piece + 1) * TAIL_ROWS),
  );
}
