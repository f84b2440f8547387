import { deleteDB, openDB } from 'idb';
import { guarded } from './store-error.ts';

/** From 64 KiB on Chromium keeps a value in a file of its own, past the log. */
const RECORD_BYTES = 60_000;
/** LevelDB leaves a log behind once its write buffer of 4 MiB is full (leveldb_chrome.cc, WriteBufferSize). */
const RECORDS = Math.ceil((4.5 * 1024 * 1024) / RECORD_BYTES);
const RECORDS_AT_ONCE = 10;

/**
 * Makes Chromium begin a new log, before anything that matters is written into the present one.
 *
 * Chromium keeps all IndexedDB of an origin in one LevelDB, and after a start it goes on writing into the log that the
 * process before left (`reuse_logs`). If that process was killed between the two writes of a record, its last record is
 * torn: harmless at the end of a log, but once something follows it, the log cannot be read any more, and at the start
 * after next Chromium throws everything away that the origin ever stored. So some megabytes of noise, which cannot be
 * compressed, are written and deleted again; with them the torn log is left behind.
 * @param scratch name of a database of its own for the noise, which nobody else uses meanwhile
 * @throws StoreError `quota` on a full disk
 */
export function renewLog(scratch: string): Promise<void> {
  return guarded(async () => {
    const database = await openDB(scratch, 1, {
      upgrade: (fresh) => void fresh.createObjectStore('noise', { autoIncrement: true }),
    });
    try {
      for (let written = 0; written < RECORDS; written += RECORDS_AT_ONCE) {
        const { store, done } = database.transaction('noise', 'readwrite', { durability: 'relaxed' });
        for (let record = 0; record < RECORDS_AT_ONCE; record += 1)
          void store.add(crypto.getRandomValues(new Uint8Array(RECORD_BYTES)));
        await done;
      }
    } finally {
      database.close();
    }
    await deleteDB(scratch);
  });
}
