import { type Buckets, type BucketTier, TIER_MS } from '../domain/buckets.ts';
import { coarserThan, type Thinning, type TierReport } from '../domain/retention.ts';
import type { SeriesColumns, SeriesName, TelemetryRow } from '../domain/series.ts';
import { type CascadeOptions, cascadeStep, markedDays } from './cascade.ts';
import { downsample, medianStepMs, openGaps } from './chart-columns.ts';
import { compactStep, storeRows } from './compaction.ts';
import { type PartsQuery, type SumQuery, sumOfParts, sumParts } from './fleet-sum.ts';
import { tierReports } from './held-segments.ts';
import type { OpenOptions } from './opening.ts';
import { OutsideStore } from './outside-store.ts';
import { despiteDamage, readTail } from './quarantine.ts';
import { removeTelemetry } from './removal.ts';
import { groupBySpan } from './segment.ts';
import { guarded } from './store-error.ts';
import { type Extent, storedExtent } from './stored-extent.ts';
import {
  readMinuteColumns,
  readMinuteColumnsOfEach,
  readPolled,
  readPolls,
  readTransaction,
  type StoredColumns,
  type StoredRange,
} from './stored-range.ts';
import { packTail } from './tail-record.ts';
import { openTelemetryDatabase, SPAN_MS, type TelemetryDatabase } from './telemetry-schema.ts';
import { type ThinningOptions, thin } from './thinning.ts';
import { chartTier } from './tier-choice.ts';
import { readTier, readTierOfEach } from './tier-range.ts';
import { bucketPoints } from './tiers/chart-points.ts';
import { atomically } from './transaction.ts';

/** Up to this range a chart is drawn from polls, ms. */
const POLLS_RANGE_MS = 6 * 3_600_000;
/** Up to three missing minutes are no gap, ms. */
const MINUTES_NO_GAP_MS = 3 * TIER_MS.minute;
/** Segments of minutes that are stored in one transaction without going through the tail. */
const SEGMENTS_AT_ONCE = 64;

export interface ColumnsQuery extends StoredRange {
  readonly maxPoints: number;
}

export interface BucketsQuery {
  /** A miner, by its id. */
  readonly entityId: string;
  readonly names: readonly SeriesName[];
  readonly tier: BucketTier;
  readonly fromMs: number;
  readonly toMs: number;
}

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
  /** What is known of the world around: prices, difficulty, tariffs, weather. */
  readonly outside: OutsideStore;

  constructor(database: TelemetryDatabase) {
    this.#database = database;
    this.outside = new OutsideStore(database);
  }

  /** For backup, which carries segments as they lie there. */
  get database(): TelemetryDatabase {
    return this.#database;
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
   * Writes many rows of the past, in any order, straight into their segments: for back-fill, restore and import, where
   * each is written once. It is compaction without the tail: killed midway, the first rows are stored and the others
   * are not, and it can be done again.
   */
  importRows(rows: readonly TelemetryRow[], nowMs: number): Promise<void> {
    return this.#work(async () => {
      const segments = groupBySpan(rows, SPAN_MS.minute);
      for (let first = 0; first < segments.length; first += SEGMENTS_AT_ONCE) {
        const some = segments.slice(first, first + SEGMENTS_AT_ONCE);
        await atomically(this.#database, (transaction) => storeRows(transaction, some, nowMs));
      }
    });
  }

  /**
   * Derives the longer buckets of days that are over and of which rows came since the last time, a few days of a miner
   * in a transaction. Answers are the same before and after; after, those over long ranges come at once.
   */
  cascade(nowMs: number, { signal, onProgress }: CascadeOptions = {}): Promise<void> {
    return this.#work(async () => {
      const marked = await markedDays(this.#database, nowMs);
      for (const [index, days] of marked.entries()) {
        if (signal?.aborted) return;
        await cascadeStep(this.#database, days);
        onProgress?.((index + 1) / marked.length);
      }
    });
  }

  /**
   * Columns of one miner over [fromMs, toMs), gaps left open, at most about `maxPoints` rows: over a few hours as polled
   * where the polls are still kept, else from the longest buckets that still give so many, of which the least and the
   * greatest value are drawn. Where nothing is left of the range in those, the next longer ones tell of it. An unbounded
   * number of points gives minutes, and nothing where there are none.
   */
  async columns({ maxPoints, ...asked }: ColumnsQuery): Promise<SeriesColumns> {
    const rangeMs = asked.toMs - asked.fromMs;
    const finest = chartTier(rangeMs, maxPoints);
    let columns =
      rangeMs <= POLLS_RANGE_MS
        ? gapsOpened(await this.#work(() => readPolls(this.#database, asked)))
        : await this.#tierColumns(finest, asked);
    if (Number.isFinite(maxPoints))
      for (const tier of coarserThan(finest)) {
        if (columns.atMs.length > 0) break;
        columns = await this.#tierColumns(tier, asked);
      }
    return downsample(columns, maxPoints);
  }

  /** Columns of one miner in the buckets of a tier, as they are drawn, gaps left open. */
  #tierColumns(tier: BucketTier, asked: StoredRange): Promise<SeriesColumns> {
    return this.#work(async () => {
      const transaction = readTransaction(this.#database);
      const tail = readTail(transaction);
      if (tier === 'minute') return minuteGapsOpened(await readMinuteColumns(transaction, tail, asked));
      const buckets = await readTier(transaction, tail, tier, asked, 'drawn');
      return bucketPoints(buckets, asked.names, TIER_MS[tier]);
    });
  }

  /** Rows of one miner as they were polled, as far as they are still kept, gaps not marked. */
  polls(asked: StoredRange): Promise<SeriesColumns> {
    return this.#work(() => readPolled(this.#database, asked));
  }

  /** Statistics of one miner in the buckets of a tier that begin within [fromMs, toMs), with what the tail holds. */
  buckets({ entityId, tier, ...asked }: BucketsQuery): Promise<Buckets> {
    return this.#work(() => {
      const transaction = readTransaction(this.#database);
      return readTier(transaction, readTail(transaction), tier, { ...asked, minerId: entityId });
    });
  }

  /** Whole columns of several miners in minutes, in their order, gaps left open: one look at the store for them all. */
  async columnsOfEach(
    minerIds: readonly string[],
    asked: Omit<StoredRange, 'minerId'>,
  ): Promise<readonly SeriesColumns[]> {
    const each = await this.#work(() => readMinuteColumnsOfEach(this.#database, minerIds, asked));
    return each.map(minuteGapsOpened);
  }

  /** Statistics of several miners, in their order: one look at the store for them all. */
  bucketsOfEach(minerIds: readonly string[], { tier, ...asked }: PartsQuery): Promise<readonly Buckets[]> {
    return this.#work(() => readTierOfEach(this.#database, tier, minerIds, asked));
  }

  /**
   * The sum over miners, on a common grid of whole minutes. A bucket in which nobody spoke is open. Of a
   * miner's power that at the wall counts, where it was known.
   */
  async sumColumns(query: SumQuery): Promise<SeriesColumns> {
    const { tier, ...asked } = sumParts(query);
    const parts = await this.#work(() => readTierOfEach(this.#database, tier, query.minerIds, asked, 'mean'));
    return sumOfParts(parts, query);
  }

  /** First and last moment that is stored, of one miner or of all. */
  extent(minerId?: string): Promise<Extent> {
    return this.#work(() => storedExtent(this.#database, minerId));
  }

  /** Minute rows stored, over all miners; those still in the tail are not counted yet. */
  rowCount(): Promise<number> {
    return guarded(async () => (await this.#database.getAll('meta')).reduce((sum, rows) => sum + rows, 0));
  }

  /** Deletes all telemetry of one miner; see {@link removeTelemetry} for a full disk. */
  remove(minerId: string): Promise<void> {
    return this.#work(() => removeTelemetry(this.#database, minerId));
  }

  /** Lets history go by age, budget and room; see {@link thin}. */
  thin(options: ThinningOptions): Promise<readonly Thinning[]> {
    return this.#work(() => thin(this.#database, options));
  }

  /** How much each tier holds, finest first; see {@link tierReports}. */
  tiers(): Promise<readonly TierReport[]> {
    return guarded(() => tierReports(this.#database));
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

function minuteGapsOpened(columns: SeriesColumns): SeriesColumns {
  return gapsOpened({ columns, noGapMs: MINUTES_NO_GAP_MS });
}
