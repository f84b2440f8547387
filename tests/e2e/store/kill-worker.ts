import * as Comlink from 'comlink';
import { openDB } from 'idb';
import { renewLog } from '../../../src/store/log-renewal.ts';
import { openTelemetry, type TelemetryStore } from '../../../src/store/telemetry-store.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { type Finding, findAmiss } from './stored-polls.ts';
import { MINERS, momentOf, toldRows } from './told-polls.ts';

/** Far oftener than the collector does, so that a kill meets compaction, too. */
const COMPACTED_EVERY = 5;
const CASCADED_EVERY = 2 * COMPACTED_EVERY;
const THINNED_EVERY = 3 * COMPACTED_EVERY;
/** Less than what is spared takes, so that everything else goes as soon as it may. */
const BUDGET_BYTES = 100_000;
/** A back-fill brings so many polls at once, and one in so many appends is one. */
const MOST_AT_ONCE = 480;
const BACK_FILL_ONE_IN = 4;
/** One in so many appends tells again what is stored already, up to five days ago. */
const TOLD_AGAIN_ONE_IN = 10;
const TOLD_AGAIN_POLLS = 5 * 4_320;

let name = '';
let store: TelemetryStore | undefined;

/** What the kill test asks of the worker that holds the store. */
const api = {
  async open(database: string): Promise<void> {
    name = database;
    store = await openTelemetry(name);
  },

  /** As the collector does when it takes the lead. */
  renewLog: (): Promise<void> => renewLog('scratch'),

  /** See {@link findAmiss}; nothing may be in quarantine either. */
  async findAmiss(acknowledged: number, fromPoll: number): Promise<Finding> {
    const finding = await findAmiss(opened(), acknowledged, fromPoll);
    const quarantined = await countIn('quarantine');
    const problems = quarantined > 0 ? [`${quarantined} records in quarantine`] : [];
    return { ...finding, problems: [...finding.problems, ...problems] };
  },

  /** All that is left to fold is folded, and all that is left to derive derived; the minutes that are stored then. */
  async foldAll(nextPoll: number): Promise<number> {
    await opened().compact(momentOf(nextPoll));
    await opened().cascade(momentOf(nextPoll));
    return opened().rowCount();
  },

  /** Writes on and on: polls, back-fills, what is there already; compacts, cascades and thins out often. Tells the last poll of what is stored. */
  async writeOn(fromPoll: number, seed: number, onStored: (poll: number) => void) {
    const random = seededRandom(seed);
    const oneIn = (count: number) => random() * count < 1;
    let poll = fromPoll;
    // Not always the same first: few rounds come far.
    for (let append = Math.floor(random() * THINNED_EVERY * CASCADED_EVERY); ; append += 1) {
      const toPoll = poll + (oneIn(BACK_FILL_ONE_IN) ? 1 + Math.floor(random() * MOST_AT_ONCE) : 1);
      await opened().append(toldRows(poll, toPoll));
      poll = toPoll;
      onStored(poll - 1);
      if (oneIn(TOLD_AGAIN_ONE_IN)) {
        const again = Math.max(0, Math.floor(poll - random() * TOLD_AGAIN_POLLS));
        const rows = toldRows(again, Math.min(poll, again + 10));
        await (oneIn(2) ? opened().append(rows) : opened().importRows(rows, momentOf(poll)));
      }
      if (append % COMPACTED_EVERY === 0) await opened().compact(momentOf(poll));
      if (append % CASCADED_EVERY === 0) await opened().cascade(momentOf(poll));
      if (append % THINNED_EVERY === 0)
        await opened().thin({ nowMs: momentOf(poll), budgetBytes: BUDGET_BYTES });
    }
  },
};

export type KillWorkerApi = typeof api;

async function countIn(table: string): Promise<number> {
  const database = await openDB(name);
  const count = await database.count(table);
  database.close();
  return count;
}

function opened(): TelemetryStore {
  if (!store) throw new Error(`no store is open for ${MINERS.join(' and ')}`);
  return store;
}

Comlink.expose(api);
