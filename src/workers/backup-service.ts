import { TIER_MS } from '../domain/buckets.ts';
import { SERIES } from '../domain/series.ts';
import { BackupError } from '../store/backup/backup-error.ts';
import type { ByteSource } from '../store/backup/backup-reader.ts';
import { EntityArchive } from '../store/backup/entity-archive.ts';
import { makeBackup } from '../store/backup/make-backup.ts';
import { restoreBackup } from '../store/backup/restore-backup.ts';
import { TelemetryArchive } from '../store/backup/telemetry-archive.ts';
import type { EntityStore } from '../store/entity-store.ts';
import { CsvTable } from '../store/export/csv-table.ts';
import { exportChunks, storedSeries } from '../store/export/export-chunks.ts';
import { exportColumns } from '../store/export/export-columns.ts';
import { spanStart } from '../store/segment.ts';
import type { TelemetryStore } from '../store/telemetry-store.ts';
import type {
  BackupApi,
  MakeBackupAsk,
  Progress,
  RestoreAnswer,
  RestoreBackupAsk,
  SavedFile,
  TableAsk,
} from './backup-api.ts';
import { type FileSink, openFileSink } from './file-sink.ts';
import { importInto, importPreview, opened } from './import-service.ts';
import { repairedHistory } from './repaired-history.ts';

export interface BackupServicePorts {
  readonly telemetry: TelemetryStore;
  readonly entities: EntityStore;
  readonly kind: 'real' | 'demo';
  readonly nowMs: () => number;
  /** Miners, settings and more may be others now. */
  readonly storeChanged: () => Promise<void>;
}

/** The part of the collector's API that carries data in and out. Fails with StoreError. */
export function createBackupService(ports: BackupServicePorts): BackupApi {
  let stop = new AbortController();
  let looking = new AbortController();
  /** One at a time: what is begun ends what was under way. */
  const begin = () => {
    stop.abort();
    stop = new AbortController();
    return stop.signal;
  };
  return {
    async lastBackup() {
      const { oldestAtMs } = await ports.telemetry.extent();
      const { entities } = ports;
      const [atMs, encrypted] = await Promise.all([
        entities.lastBackupAtMs(),
        entities.lastBackupEncrypted(),
      ]);
      return { atMs, encrypted, oldestAtMs };
    },
    makeBackup: (ask, onProgress) => madeBackup(ports, ask, begin(), onProgress),
    restoreBackup: (ask, onProgress) => restored(ports, ask, begin(), onProgress),
    exportTable: (ask, onProgress) => exported(ports, ask, begin(), onProgress),
    async surveyImport(file, zone, layout) {
      const answer = await opened(file, zone, layout);
      return 'refused' in answer ? answer : { read: answer.read.survey };
    },
    previewImport(ask) {
      // A newer question about a file ends the older one, and no other work.
      looking.abort();
      looking = new AbortController();
      return importPreview(ask, ports.nowMs(), looking.signal);
    },
    importFile: (ask, onProgress) => importInto({ ...ports, signal: begin() }, ask, onProgress),
    async stopDataWork() {
      stop.abort();
    },
  };
}

function archivesOf({ telemetry, entities }: BackupServicePorts) {
  return {
    telemetry: new TelemetryArchive(telemetry.database),
    entities: new EntityArchive(...entities.forArchive, telemetry.outside),
  };
}

async function madeBackup(
  ports: BackupServicePorts,
  { handle, passphrase, app }: MakeBackupAsk,
  signal: AbortSignal,
  onProgress: Progress,
): Promise<SavedFile | undefined> {
  const sink = await openFileSink(handle, 'application/octet-stream');
  const madeAtMs = ports.nowMs();
  const made = await unlessStopped(sink, signal, () =>
    makeBackup({
      ...archivesOf(ports),
      sink,
      fleet: ports.kind,
      madeAtMs,
      app,
      passphrase: passphrase || undefined,
      signal,
      onProgress,
    }),
  );
  if (!made) return undefined;
  const blob = await sink.close();
  await ports.entities.noteBackup(madeAtMs, Boolean(passphrase));
  return { bytes: sink.bytes, blob, leftOut: made.leftOut };
}

async function restored(
  ports: BackupServicePorts,
  { file, passphrase }: RestoreBackupAsk,
  signal: AbortSignal,
  onProgress: Progress,
): Promise<RestoreAnswer> {
  const source: ByteSource = {
    sizeBytes: file.size,
    read: async (from, length) => new Uint8Array(await file.slice(from, from + length).arrayBuffer()),
  };
  try {
    const report = await restoreBackup({
      ...archivesOf(ports),
      importRows: (rows) => ports.telemetry.importRows(rows, ports.nowMs()),
      source,
      passphrase: passphrase || undefined,
      fleet: ports.kind,
      signal,
      onProgress,
    });
    await ports.storeChanged();
    return { report };
  } catch (error) {
    if (error instanceof BackupError) return { refused: error.kind, detail: error.message };
    throw error;
  }
}

/** Clocks of miners may be ahead of this one. */
const AHEAD_MS = 86_400_000;
const NO_ROWS: SavedFile = { bytes: 0, rows: 0 };

async function exported(
  { telemetry, entities, nowMs }: BackupServicePorts,
  { handle, format, minerIds, tier, values, names = SERIES.map(({ name }) => name), ...asked }: TableAsk,
  signal: AbortSignal,
  onProgress: Progress,
): Promise<SavedFile | undefined> {
  const { oldestAtMs = asked.toMs } = await telemetry.extent();
  // Days without anything are not worth a look each: an owner may ask from the year 1 on.
  const fromMs = Math.max(asked.fromMs, spanStart(oldestAtMs, TIER_MS.day));
  const range = { minerIds, fromMs, toMs: Math.min(asked.toMs, nowMs() + AHEAD_MS) };
  const told = await storedSeries(telemetry, { ...range, names });
  if (told.length === 0) return NO_ROWS;
  const columns = exportColumns(tier, told);
  const history = repairedHistory(telemetry, entities.repairs);
  const reading = values === 'recorded' ? telemetry : history;
  const known = new Map((await entities.miners()).map(({ id, name }) => [id, name]));
  const nameOf = (minerId: string) => known.get(minerId) ?? minerId;
  const sink = await openFileSink(
    handle,
    format === 'csv' ? 'text/csv;charset=utf-8' : 'application/octet-stream',
  );
  const rows = await unlessStopped(sink, signal, async () => {
    const Table =
      format === 'csv' ? CsvTable : (await import('../store/export/parquet-table.ts')).ParquetTable;
    const table = new Table(sink, columns, nameOf);
    await table.begin();
    let count = 0;
    for await (const chunk of exportChunks(reading, { ...range, tier, names: told }, columns)) {
      signal.throwIfAborted();
      await table.add(chunk);
      count += chunk.atMs.length;
      onProgress(chunk.done);
    }
    await table.end();
    return count;
  });
  if (rows === 0) {
    await sink.abandon();
    return NO_ROWS;
  }
  if (rows === undefined) return undefined;
  const saved = { blob: await sink.close(), bytes: sink.bytes, rows };
  if (values === 'recorded') return saved;
  const met = [...(await history.changesMet(minerIds, { ...range, names: told })).values()];
  const repairs = met.reduce((sum, changes) => sum + changes.length, 0);
  return repairs > 0 ? { ...saved, repairs } : saved;
}

/** Runs work that writes a file; where it is stopped or fails, no half of a file is left. */
async function unlessStopped<T>(
  sink: FileSink,
  signal: AbortSignal,
  work: () => Promise<T>,
): Promise<T | undefined> {
  try {
    return await work();
  } catch (error) {
    await sink.abandon();
    if (signal.aborted) return undefined;
    throw error;
  }
}
