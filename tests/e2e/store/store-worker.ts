import * as Comlink from 'comlink';
import { openDB } from 'idb';
import type { SeriesColumns } from '../../../src/domain/series.ts';
import { renewLog } from '../../../src/store/log-renewal.ts';
import { StoreError } from '../../../src/store/store-error.ts';
import { openTelemetry, type TelemetryStore } from '../../../src/store/telemetry-store.ts';
import { rowAt } from '../../support/telemetry-rows.ts';

/** A poll of the store's page comes this much after the last one, ms. */
export const POLL_MS = 10_000;
export const FIRST_POLL_MS = Date.UTC(2026, 2, 1);
const HOUR_MS = 3_600_000;

let store: TelemetryStore | undefined;

/** What a test asks of the worker that holds the store. Telemetry is told by poll: poll n of a miner says n. */
const api = {
  async open(name: string): Promise<void> {
    store?.close();
    store = await openTelemetry(name);
  },

  /** As the collector does when it takes the lead. */
  renewLog: (): Promise<string> => outcome(() => renewLog('scratch')),

  /** One batch: a row of each miner for each poll in [fromPoll, toPoll). Returns the kind of the error, if there was one. */
  append(minerIds: readonly string[], fromPoll: number, toPoll: number): Promise<string> {
    const rows = Array.from({ length: toPoll - fromPoll }, (_, index) =>
      minerIds.map((minerId) => pollRow(minerId, fromPoll + index)),
    );
    return outcome(() => opened().append(rows.flat()));
  },

  compact: (atPoll: number): Promise<string> =>
    outcome(() => opened().compact(FIRST_POLL_MS + atPoll * POLL_MS)),

  remove: (minerId: string): Promise<string> => outcome(() => opened().remove(minerId)),

  /** Records in quarantine, counted beside the store. */
  async quarantined(name: string): Promise<number> {
    const database = await openDB(name);
    const count = await database.count('quarantine');
    database.close();
    return count;
  },

  rowCount: (): Promise<number> => opened().rowCount(),

  /** The polls of one miner in [0, toPoll) that are stored, as its counter tells them; hour by hour, as polled. */
  async polls(minerId: string, toPoll: number): Promise<{ polls: number[]; misread: number }> {
    const polls: number[] = [];
    let misread = 0;
    const endMs = FIRST_POLL_MS + toPoll * POLL_MS;
    for (let fromMs = FIRST_POLL_MS; fromMs < endMs; fromMs += HOUR_MS) {
      const toMs = Math.min(endMs, fromMs + HOUR_MS);
      const { atMs, values } = await columns(minerId, fromMs, toMs);
      values.sharesAccepted?.forEach((poll, row) => {
        // A gap is drawn as an empty row.
        if (Number.isNaN(poll)) return;
        polls.push(poll);
        const said = values.powerW?.[row] === powerOf(poll) && atMs[row] === FIRST_POLL_MS + poll * POLL_MS;
        if (!said) misread += 1;
      });
    }
    return { polls, misread };
  },
};

export type StorePageApi = typeof api;

function columns(minerId: string, fromMs: number, toMs: number): Promise<SeriesColumns> {
  const names = ['powerW', 'sharesAccepted'] as const;
  return opened().columns({ minerId, names, fromMs, toMs, maxPoints: Number.POSITIVE_INFINITY });
}

function pollRow(minerId: string, poll: number) {
  const known = { powerW: powerOf(poll), sharesAccepted: poll, uptimeS: poll * 10, hashrateHs: 1e12 + poll };
  return rowAt(minerId, FIRST_POLL_MS + poll * POLL_MS, known);
}

function powerOf(poll: number): number {
  return 15 + (poll % 7);
}

/** Comlink carries an error's message only; the kind is what a test asks for. */
async function outcome(work: () => Promise<void>): Promise<string> {
  try {
    await work();
    return 'done';
  } catch (error) {
    if (error instanceof StoreError) return error.kind;
    throw error;
  }
}

function opened(): TelemetryStore {
  if (!store) throw new Error('no store is open');
  return store;
}

Comlink.expose(api);
