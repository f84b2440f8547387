import type { DrainState } from '../domain/drain-state.ts';
import type { RecorderReport } from '../domain/recorder-report.ts';
import { SERIES, type SeriesColumns, type SeriesName, type TelemetryRow } from '../domain/series.ts';
import { clockOffsetMs } from './clock-offset.ts';
import { MinuteBatch } from './minute-batch.ts';
import type { RecordedQuery, RecorderClient } from './recorder-client.ts';

export interface DrainPorts {
  readonly nowMs: () => number;
  readonly client: Pick<RecorderClient, 'recorded' | 'report'>;
  readonly telemetry: {
    append(rows: readonly TelemetryRow[]): Promise<void>;
    compact(nowMs: number): Promise<void>;
    columns(query: {
      readonly minerId: string;
      readonly names: readonly SeriesName[];
      readonly fromMs: number;
      readonly toMs: number;
      readonly maxPoints: number;
    }): Promise<SeriesColumns>;
  };
  /** The miners of this browser: rows of others are not its own. */
  readonly minerIds: () => ReadonlySet<string>;
  readonly load: () => Promise<DrainState>;
  readonly save: (state: DrainState) => Promise<void>;
  /** Part that is taken over, 0..1; undefined when all is. */
  readonly onProgress: (part: number | undefined) => void;
}

/** Up to this range the store answers as polled, ms. */
const POLLS_RANGE_MS = 6 * 3_600_000;
/** Rows that are stored and folded at once: half a day of four miners. */
const BATCH_ROWS = 16_000;
/** Of what is further ahead than this the clock was wrong, ms. */
const FUTURE_MS = 60_000;
/** Every answer has a value of one of these. */
const NAMES: readonly SeriesName[] = SERIES.map(({ name }) => name);

/**
 * Takes over what the recorder has recorded while nobody watched. Rows are known by miner and moment: one that is stored
 * already stays as it is, so whatever is read twice is stored once, and what broke off goes on where it was.
 */
export class RecordedDrain {
  readonly #ports: DrainPorts;
  #state: DrainState | undefined;

  constructor(ports: DrainPorts) {
    this.#ports = ports;
  }

  /** See {@link DrainState}; 0 before it is known. */
  get clockOffsetMs(): number {
    return this.#state?.clockOffsetMs ?? 0;
  }

  async state(): Promise<DrainState> {
    this.#state ??= await this.#ports.load();
    return this.#state;
  }

  /** The recorder's clock was seen. @returns how far it is behind ours, ms */
  async noteClock(recorderNowMs: number): Promise<number> {
    const state = await this.state();
    const offset = clockOffsetMs(state.clockOffsetMs, this.#ports.nowMs() - recorderNowMs);
    if (offset !== state.clockOffsetMs) await this.#keep({ clockOffsetMs: offset });
    return offset;
  }

  /**
   * Takes the last stretch of time alone, ahead of the rest.
   * @throws DeviceError, StoreError
   */
  async takeRecent(sinceMs: number, signal: AbortSignal): Promise<void> {
    const { clockOffsetMs: known } = await this.state();
    const wanted = this.#ports.minerIds();
    for await (const { rows, mark } of this.#ports.client.recorded({ fromMs: sinceMs - known }, signal)) {
      const offset = await this.noteClock(mark.nowMs);
      await this.#store(this.#ownRows(rows, wanted, offset));
    }
  }

  /**
   * Takes all there is that was not taken yet.
   * @throws DeviceError, StoreError; what was taken until then is kept
   */
  async takeAll(report: RecorderReport, signal: AbortSignal): Promise<void> {
    if (!report.recording) return;
    await this.noteClock(report.nowMs);
    const wanted = this.#ports.minerIds();
    const { cursor, minerIds } = await this.state();
    const taken = new Set(minerIds);
    const recorded = new Set(report.miners.map(({ minerId }) => minerId));
    const added = new Set([...wanted].filter((id) => !taken.has(id) && recorded.has(id)));
    try {
      // A miner that this browser has only now was recorded for another one before.
      if (cursor !== undefined && added.size > 0) await this.#take({}, added, signal, async () => {});
      await this.#keep({ minerIds: [...wanted] });
      await this.#take({ cursor }, wanted, signal, (reached) => this.#keep({ cursor: reached }));
    } finally {
      this.#ports.onProgress(undefined);
    }
  }

  async #take(
    from: RecordedQuery,
    wanted: ReadonlySet<string>,
    signal: AbortSignal,
    reached: (cursor: string) => Promise<void>,
  ): Promise<void> {
    const { client, telemetry, nowMs, onProgress } = this.#ports;
    const batch = new MinuteBatch();
    let total: number | undefined;
    for await (const { rows, mark } of client.recorded(from, signal)) {
      const offset = await this.noteClock(mark.nowMs);
      batch.add(this.#ownRows(rows, wanted, offset), mark.cursor);
      total ??= mark.remainingBytes;
      const isEnd = mark.remainingBytes === 0;
      if (batch.size < BATCH_ROWS && !isEnd) continue;
      const { ready, cursor } = batch.take(isEnd);
      await this.#store(ready);
      await telemetry.compact(nowMs());
      if (cursor !== undefined) await reached(cursor);
      onProgress(total > 0 ? 1 - mark.remainingBytes / total : 1);
    }
  }

  /** The rows of wanted miners by our clock; without those of which theirs was wrong. */
  #ownRows(rows: readonly TelemetryRow[], wanted: ReadonlySet<string>, offsetMs: number): TelemetryRow[] {
    const latestMs = this.#ports.nowMs() + FUTURE_MS;
    return rows
      .filter(({ minerId }) => wanted.has(minerId))
      .map((row) => ({ ...row, atMs: row.atMs + offsetMs }))
      .filter(({ atMs }) => atMs <= latestMs);
  }

  /** Stores those rows that are not stored yet. */
  async #store(rows: readonly TelemetryRow[]): Promise<void> {
    const byMiner = new Map<string, TelemetryRow[]>();
    for (const row of rows) {
      const ofMiner = byMiner.get(row.minerId) ?? [];
      byMiner.set(row.minerId, ofMiner);
      ofMiner.push(row);
    }
    const fresh: TelemetryRow[] = [];
    for (const [minerId, ofMiner] of byMiner) {
      const known = await this.#moments(minerId, ofMiner);
      fresh.push(...ofMiner.filter(({ atMs }) => !known.has(atMs)));
    }
    await this.#ports.telemetry.append(fresh);
  }

  /** Which moments of a miner are stored, among those of some rows. */
  async #moments(minerId: string, rows: readonly TelemetryRow[]): Promise<ReadonlySet<number>> {
    const times = rows.map(({ atMs }) => atMs).sort((a, b) => a - b);
    const endMs = (times.at(-1) ?? Number.NEGATIVE_INFINITY) + 1;
    const known = new Set<number>();
    // From row to row, because a clock that was wrong for a while leaves years between two of them.
    for (let fromMs = times[0]; fromMs !== undefined; ) {
      const toMs: number = Math.min(endMs, fromMs + POLLS_RANGE_MS);
      const query = { minerId, names: NAMES, fromMs, toMs, maxPoints: Number.POSITIVE_INFINITY };
      const { atMs, values } = await this.#ports.telemetry.columns(query);
      atMs.forEach((moment, row) => {
        // A row without any value only opens a gap.
        if (NAMES.some((name) => !Number.isNaN(values[name]?.[row] ?? Number.NaN))) known.add(moment);
      });
      fromMs = times.find((time) => time >= toMs);
    }
    return known;
  }

  async #keep(change: Partial<DrainState>): Promise<void> {
    this.#state = { ...(await this.state()), ...change };
    await this.#ports.save(this.#state);
  }
}
