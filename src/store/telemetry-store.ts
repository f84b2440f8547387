import type { SeriesColumns, TelemetryRow } from '../domain/series.ts';
import { downsample, medianStepMs, openGaps } from './chart-columns.ts';
import { compactStep } from './compaction.ts';
import type { OpenOptions } from './opening.ts';
import { despiteDamage, readSegment, readTail } from './quarantine.ts';
import { removeTelemetry, segmentsOf } from './removal.ts';
import type { SegmentKey } from './segment.ts';
import { guarded } from './store-error.ts';
import {
  readMinutes,
  readMinutesOfEach,
  readPolls,
  readTransaction,
  type StoredColumns,
  type StoredRange,
} from './stored-range.ts';
import { sumOnGrid } from './sum-on-grid.ts';
import { packTail, unpackTail } from './tail-record.ts';
import { openTelemetryDatabase, type TelemetryDatabase } from './telemetry-schema.ts';
import { wallFirst, withWallPower } from './wall-first.ts';

/** Up to this range a chart is drawn from polls, ms. */
const POLLS_RANGE_MS = 6 * 3_600_000;

export interface ColumnsQuery extends StoredRange {
  readonly maxPoints: number;
}

export interface Extent {
  readonly oldestAtMs?: number;
  readonly newestAtMs?: number;
}

type Reading = ReturnType<typeof readTransaction>;

/** Opens the telemetry of one fleet; real and demo have databases of their own. */
export async function openTelemetry(name: string, options: OpenOptions = {}): Promise<TelemetryStore> {
  return new TelemetryStore(await openTelemetryDatabase(name, options));
}

/**
 * All telemetry of one fleet. Rows are written ahead to a tail, one transaction a batch, and folded into columnar
 * segments by {@link compact}: a browser that is killed at any moment loses at most the batch it was writing. What
 * cannot be read is put into quarantine, and the rest can.
 * Every method throws StoreError.
 */
export class TelemetryStore {
  readonly #database: TelemetryDatabase;

  constructor(database: TelemetryDatabase) {
    this.#database = database;
  }

  /** Writes a batch of rows of any miners, in any order. */
  async append(rows: readonly TelemetryRow[]): Promise<void> {
    if (rows.length === 0) return;
    await guarded(async () => {
      // Relaxed: the batch survives a killed browser; only a power cut may take the last seconds, as it takes the poll.
      const transaction = this.#database.transaction('tail', 'readwrite', { durability: 'relaxed' });
      // When the disk is full, the request only says that it was aborted; the transaction says why.
      const [, done] = await Promise.allSettled([transaction.store.add(packTail(rows)), transaction.done]);
      if (done.status === 'rejected') throw done.reason;
    });
  }

  /** Folds the tail into its segments and drops what is kept for two days only. */
  compact(nowMs: number): Promise<void> {
    return this.#work(async () => {
      while (await compactStep(this.#database, nowMs)) {
        // Another step: the tail held more than one transaction should carry.
      }
    });
  }

  /**
   * Columns of one miner over [fromMs, toMs), gaps left open, at most about `maxPoints` rows: over a few hours as polled
   * where the polls are still kept, else in minutes.
   */
  async columns({ maxPoints, ...asked }: ColumnsQuery): Promise<SeriesColumns> {
    const read = asked.toMs - asked.fromMs <= POLLS_RANGE_MS ? readPolls : readMinutes;
    return downsample(gapsOpened(await this.#work(() => read(this.#database, asked))), maxPoints);
  }

  /** Whole columns of several miners in minutes, in their order, gaps left open: one look at the store for them all. */
  async columnsOfEach(
    minerIds: readonly string[],
    asked: Omit<StoredRange, 'minerId'>,
  ): Promise<readonly SeriesColumns[]> {
    const each = await this.#work(() => readMinutesOfEach(this.#database, minerIds, asked));
    return each.map(gapsOpened);
  }

  /**
   * The sum over miners, on a common grid of whole minutes. A bucket in which nobody spoke is open. Of a
   * miner's power that at the wall counts, where it was known.
   */
  async sumColumns({
    minerIds,
    names,
    fromMs,
    toMs,
    maxPoints,
  }: Omit<ColumnsQuery, 'minerId'> & { readonly minerIds: readonly string[] }): Promise<SeriesColumns> {
    const asked = { names: withWallPower(names), fromMs, toMs };
    const parts = await this.#work(() => readMinutesOfEach(this.#database, minerIds, asked));
    return sumOnGrid(
      parts.map(({ columns }) => wallFirst(columns)),
      names,
      { fromMs, toMs, maxPoints },
    );
  }

  /** First and last moment that is stored, of one miner or of all. */
  extent(minerId?: string): Promise<Extent> {
    return this.#work(async () => {
      const transaction = readTransaction(this.#database);
      let oldestAtMs = Number.POSITIVE_INFINITY;
      let newestAtMs = Number.NEGATIVE_INFINITY;
      const stretch = (moment: number | undefined) => {
        if (moment === undefined) return;
        oldestAtMs = Math.min(oldestAtMs, moment);
        newestAtMs = Math.max(newestAtMs, moment);
      };
      for (const record of await readTail(transaction))
        for (const { atMs } of unpackTail(record, minerId)) stretch(atMs);
      for (const key of await edgeKeys(transaction, minerId)) {
        const segment = await readSegment(transaction, 'minute', key);
        stretch(segment?.atMs[0]);
        stretch(segment?.atMs.at(-1));
      }
      return oldestAtMs <= newestAtMs ? { oldestAtMs, newestAtMs } : {};
    });
  }

  /** Minute rows stored, over all miners; those still in the tail are not counted yet. */
  rowCount(): Promise<number> {
    return guarded(async () => (await this.#database.getAll('meta')).reduce((sum, rows) => sum + rows, 0));
  }

  /** Deletes all telemetry of one miner; see {@link removeTelemetry} for a full disk. */
  remove(minerId: string): Promise<void> {
    return this.#work(() => removeTelemetry(this.#database, minerId));
  }

  close(): void {
    this.#database.close();
  }

  #work<T>(work: () => Promise<T>): Promise<T> {
    return guarded(() => despiteDamage(this.#database, work));
  }
}

function gapsOpened({ columns, noGapMs }: StoredColumns): SeriesColumns {
  return openGaps(columns, Math.max(noGapMs, 3 * medianStepMs(columns.atMs)));
}

/** Keys of the minute segments that can hold the first or the last moment of one miner, or of all. */
async function edgeKeys(transaction: Reading, minerId: string | undefined): Promise<SegmentKey[]> {
  const minute = transaction.objectStore('minute');
  const keys: SegmentKey[] = [];
  for (const direction of ['next', 'prev'] as const) {
    const edge =
      minerId === undefined
        ? await minute.index('startMs').openKeyCursor(null, direction)
        : await minute.openKeyCursor(segmentsOf(minerId), direction);
    if (!edge) continue;
    const startMs = edge.primaryKey[1];
    const ids =
      minerId === undefined ? await minute.index('startMs').getAllKeys(startMs) : [[minerId] as const];
    keys.push(...ids.map(([id]) => ({ minerId: id, startMs })));
  }
  return keys;
}
