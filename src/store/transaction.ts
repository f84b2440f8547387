import type { IDBPTransaction, StoreNames } from 'idb';
import { asStoreError } from './store-error.ts';
import type { TelemetryDatabase, TelemetrySchema } from './telemetry-schema.ts';

/** A transaction over everything. */
export type TelemetryTransaction = IDBPTransaction<
  TelemetrySchema,
  StoreNames<TelemetrySchema>[],
  'readwrite'
>;

const ALL_STORES: StoreNames<TelemetrySchema>[] = [
  'tail',
  'raw',
  'minute',
  'quarter',
  'hour',
  'day',
  'dirty',
  'outside',
  'quarantine',
  'meta',
];

/**
 * Runs work in one transaction: when it throws, nothing of it is kept. Relaxed durability: what is committed survives
 * a killed browser; only a power cut may take the last seconds, as it takes the polls.
 * @throws StoreError
 */
export async function atomically<T>(
  database: TelemetryDatabase,
  work: (transaction: TelemetryTransaction) => Promise<T>,
): Promise<T> {
  const transaction = database.transaction(ALL_STORES, 'readwrite', { durability: 'relaxed' });
  let finished = false;
  const finish = () => {
    finished = true;
  };
  const settled = transaction.done.then(finish, finish);
  try {
    const result = await work(transaction);
    await transaction.done;
    return result;
  } catch (error) {
    // Without this, IndexedDB would commit what was written before the error.
    if (!finished && transaction.error === null) transaction.abort();
    await settled;
    // Of a full disk the request says only AbortError; the transaction knows why.
    const aborted = error instanceof DOMException && error.name === 'AbortError';
    throw asStoreError(aborted ? (transaction.error ?? error) : error);
  }
}
