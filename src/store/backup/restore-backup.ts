import * as v from 'valibot';
import { SERIES, type TelemetryRow } from '../../domain/series.ts';
import { type BackupPart, partsOf } from './backup-contents.ts';
import { BackupError } from './backup-error.ts';
import { BackupReader, type ByteSource } from './backup-reader.ts';
import type { EntityArchive } from './entity-archive.ts';
import { isTier, type MissingParts, missingParts } from './missing-parts.ts';
import { type BackupRecord, decodeRecord } from './record-codec.ts';
import { decodeRows } from './table-rows.ts';
import type { ArchivedSegment, TelemetryArchive } from './telemetry-archive.ts';

/** What is restored, and into what. */
export interface RestoreAsk {
  readonly source: ByteSource;
  readonly passphrase?: string | undefined;
  readonly telemetry: TelemetryArchive;
  /** Stores rows of the past that were in the tail. */
  readonly importRows: (rows: readonly TelemetryRow[]) => Promise<void>;
  readonly entities: EntityArchive;
  readonly fleet: 'real' | 'demo';
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((done: number) => void) | undefined;
}

/** What came of it. */
export interface RestoreReport {
  readonly madeAtMs: number;
  readonly encrypted: boolean;
  /** Segments of telemetry that were not there, were filled up, were there already. */
  readonly added: number;
  readonly merged: number;
  readonly there: number;
  /** Rows of other things that were not there, by table. */
  readonly rows: Readonly<Record<string, number>>;
  /** Was the file whole? */
  readonly whole: boolean;
  /** Undefined where the file does not even tell what it should hold. */
  readonly missing: MissingParts | undefined;
  /** It was stopped: what was restored by then stays, and it can be done again. */
  readonly stopped: boolean;
}

/** Segments put back in one transaction. */
const SEGMENTS_AT_ONCE = 64;

/**
 * Restores a backup into what there is. Whatever is stored already stays as it is; only what it lacks is added, piece by
 * piece, each in a transaction of its own: stopped or killed midway, the database is whole, and the rest can be added by
 * doing it again.
 * @throws BackupError where nothing of it can be read; StoreError
 */
export async function restoreBackup(ask: RestoreAsk): Promise<RestoreReport> {
  const reader = await BackupReader.open(ask.source, ask.passphrase);
  const { head } = reader;
  if (head.fleet !== ask.fleet)
    throw new BackupError(
      'other-fleet',
      `the backup is of the ${head.fleet} fleet, this is the ${ask.fleet} one`,
    );
  const restoring = new Restoring(ask);
  const seen = new Set<number>();
  const found: BackupPart[] = [];
  let stopped = false;
  for await (const { firstRecord, records, done } of reader.stretches()) {
    if (ask.signal?.aborted) {
      stopped = true;
      break;
    }
    for (const [place, bytes] of records.entries()) {
      seen.add(firstRecord + place);
      const record = decodeRecord(bytes);
      if (record && !(await restoring.take(record))) found.push(record.part);
    }
    ask.onProgress?.(done);
  }
  found.push(...(await restoring.end()));
  const parts = reader.contents && partsOf(reader.contents);
  const lost = parts?.filter((_, number) => !seen.has(number)) ?? [];
  return {
    madeAtMs: head.madeAtMs,
    encrypted: head.sealing !== undefined,
    ...restoring.counts,
    whole: reader.ended && reader.damagedBytes === 0 && found.length === 0,
    missing: parts && !stopped ? missingParts([...lost, ...found]) : undefined,
    stopped,
  };
}

const tailRow = v.object({ minerId: v.string(), atMs: v.number(), values: v.record(v.string(), v.number()) });
const dirtyDay = v.tuple([v.string(), v.number()]);

/** Takes record after record, and writes segments many at a time. */
class Restoring {
  readonly #ask: RestoreAsk;
  #segments: ArchivedSegment[] = [];
  readonly #damaged: BackupPart[] = [];
  readonly #latest: TelemetryRow[] = [];
  readonly #dirty: [entity: string, dayMs: number][] = [];
  #added = 0;
  #merged = 0;
  #there = 0;
  readonly #rows: Record<string, number> = {};

  constructor(ask: RestoreAsk) {
    this.#ask = ask;
  }

  get counts() {
    return { added: this.#added, merged: this.#merged, there: this.#there, rows: this.#rows };
  }

  /** @returns whether there was something in it, and it was of use */
  async take({ part, body }: BackupRecord): Promise<boolean> {
    if (!body) return false;
    if (part.kind === 'table') {
      await this.#takeRows(part.table, decodeRows(body));
      return true;
    }
    if (part.kind === 'tail') {
      this.#latest.push(...decodeRows(body).flatMap((row) => telemetryRows(row)));
      return true;
    }
    const { tier, entity, startMs } = part;
    if (!isTier(tier)) return false;
    this.#segments.push({ tier, minerId: entity, startMs, bytes: body });
    if (this.#segments.length >= SEGMENTS_AT_ONCE) await this.#flush();
    return true;
  }

  /** @returns parts that turned out to be damaged inside */
  async end(): Promise<readonly BackupPart[]> {
    await this.#flush();
    // Behind the segments: minutes are made of all the rows of them, and days of all their minutes.
    await this.#ask.importRows(this.#latest);
    await this.#ask.telemetry.mark(this.#dirty);
    return this.#damaged;
  }

  async #takeRows(table: string, rows: readonly unknown[]): Promise<void> {
    if (table === 'dirty') {
      const days = rows.flatMap((row) => {
        const checked = v.safeParse(dirtyDay, row);
        return checked.success ? [checked.output] : [];
      });
      this.#dirty.push(...days);
      return;
    }
    const added = await this.#ask.entities.add(table, rows);
    this.#rows[table] = (this.#rows[table] ?? 0) + added;
  }

  async #flush(): Promise<void> {
    const segments = this.#segments;
    if (segments.length === 0) return;
    this.#segments = [];
    const outcomes = await this.#ask.telemetry.put(segments);
    for (const [place, outcome] of outcomes.entries()) {
      const segment = segments[place];
      if (outcome === 'added') this.#added += 1;
      if (outcome === 'merged') this.#merged += 1;
      if (outcome === 'there') this.#there += 1;
      if (outcome === 'damaged' && segment)
        this.#damaged.push({
          kind: 'segment',
          tier: segment.tier,
          entity: segment.minerId,
          startMs: segment.startMs,
        });
    }
  }
}

function telemetryRows(row: unknown): readonly TelemetryRow[] {
  const checked = v.safeParse(tailRow, row);
  if (!checked.success) return [];
  const { minerId, atMs, values } = checked.output;
  return [{ minerId, atMs, values: Float64Array.from(SERIES, ({ name }) => values[name] ?? Number.NaN) }];
}
