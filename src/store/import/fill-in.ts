import { TIER_MS } from '../../domain/buckets.ts';
import type { ImportedValue } from '../../domain/file-import/imported-value.ts';
import { SERIES, type TelemetryRow } from '../../domain/series.ts';
import { minuteOf, spanStart } from '../segment.ts';
import type { TelemetryStore } from '../telemetry-store.ts';

/** What became of imported figures. */
export interface FillCounts {
  readonly stored: number;
  /** Left out, because the miner's series is known of that minute. */
  readonly known: number;
}

const MINUTES_A_DAY = TIER_MS.day / TIER_MS.minute;
const NAMES = SERIES.map(({ name }) => name);

/**
 * Stores figures of the past where nothing is known: what is stored wins. A minute of which a miner's series was measured
 * stays as it was measured; each figure of other minutes is stored. Which minutes were known is looked up before the first
 * of a day is stored, so that a file's own figures do not stand in each other's way.
 */
export class FillIn {
  readonly #store: TelemetryStore;
  /** By miner and day: a bit for each series and minute. */
  readonly #known = new Map<string, Promise<Uint8Array>>();

  constructor(store: TelemetryStore) {
    this.#store = store;
  }

  /** @param values in the order of miners and moments @throws StoreError */
  async store(values: readonly ImportedValue[], nowMs: number): Promise<FillCounts> {
    const rows: TelemetryRow[] = [];
    let stored = 0;
    let row: TelemetryRow | undefined;
    for (const { minerId, atMs, series, value } of values) {
      const known = await this.#knownOf(minerId, spanStart(atMs, TIER_MS.day));
      if (hasBit(known, placeOf(series, atMs))) continue;
      stored += 1;
      if (row?.minerId !== minerId || row.atMs !== atMs) {
        row = { minerId, atMs, values: new Float64Array(SERIES.length).fill(Number.NaN) };
        rows.push(row);
      }
      row.values[series] = value;
    }
    await this.#store.importRows(rows, nowMs);
    return { stored, known: values.length - stored };
  }

  #knownOf(minerId: string, dayMs: number): Promise<Uint8Array> {
    const key = `${dayMs} ${minerId}`;
    const found = this.#known.get(key) ?? this.#read(minerId, dayMs);
    this.#known.set(key, found);
    return found;
  }

  async #read(minerId: string, dayMs: number): Promise<Uint8Array> {
    const bits = new Uint8Array(Math.ceil((SERIES.length * MINUTES_A_DAY) / 8));
    const day = { fromMs: dayMs, toMs: dayMs + TIER_MS.day, names: NAMES, tier: 'minute' as const };
    const { atMs, series } = await this.#store.buckets({ entityId: minerId, ...day });
    for (const [place, name] of NAMES.entries()) {
      const counts = series[name]?.count;
      counts?.forEach((count, row) => {
        if (count > 0) setBit(bits, placeOf(place, atMs[row] ?? 0));
      });
    }
    return bits;
  }
}

function placeOf(series: number, atMs: number): number {
  return series * MINUTES_A_DAY + (minuteOf(atMs) % TIER_MS.day) / TIER_MS.minute;
}

function hasBit(bits: Uint8Array, place: number): boolean {
  return ((bits[place >> 3] ?? 0) & (1 << (place & 7))) !== 0;
}

function setBit(bits: Uint8Array, place: number): void {
  bits[place >> 3] = (bits[place >> 3] ?? 0) | (1 << (place & 7));
}
