import type { DeviceAdapter } from '../devices/adapter.ts';
import { DeviceError, type DeviceTransport } from '../devices/transport.ts';
import type { Miner } from '../domain/miner.ts';
import type { SeriesColumns, SeriesName, TelemetryRow } from '../domain/series.ts';
import { type Gap, gapsIn, memoryBeginsMs, recall } from './back-fill.ts';

export interface GapFillerPorts {
  readonly nowMs: () => number;
  readonly transportFor: (miner: Miner) => DeviceTransport;
  readonly adapterFor: (miner: Miner) => DeviceAdapter | Promise<DeviceAdapter>;
  readonly telemetry: {
    columns(
      query: Gap & {
        readonly minerId: string;
        readonly names: readonly SeriesName[];
        readonly maxPoints: number;
      },
    ): Promise<SeriesColumns>;
  };
  /** Stores what a device remembered. */
  readonly keep: (rows: readonly TelemetryRow[]) => Promise<void>;
}

/** Series of which every answer has at least one. */
const SPOKEN: readonly SeriesName[] = ['hashrateHs', 'uptimeS', 'mining', 'powerW'];

/**
 * Asks each device for what is missing in its stored history: once after the start, and once after each outage. What
 * is missing is read from the store itself, so that a page closed in the middle of it leaves the rest for next time.
 */
export class GapFiller {
  readonly #ports: GapFillerPorts;
  readonly #askedAtMs = new Map<string, number>();
  readonly #failedSince = new Set<string>();

  constructor(ports: GapFillerPorts) {
    this.#ports = ports;
  }

  /** The miner did not answer: once it does, it is asked about this outage. */
  failed(minerId: string): void {
    this.#failedSince.add(minerId);
  }

  /**
   * Fills what can be filled of a miner that has just answered.
   * @throws StoreError; a device whose history fails leaves its gaps open
   */
  async fill(miner: Miner, signal: AbortSignal): Promise<void> {
    const askedAtMs = this.#askedAtMs.get(miner.id);
    if (askedAtMs !== undefined && !this.#failedSince.has(miner.id)) return;
    const { nowMs, adapterFor, transportFor, keep } = this.#ports;
    const toMs = nowMs();
    this.#askedAtMs.set(miner.id, toMs);
    this.#failedSince.delete(miner.id);
    // What it did not remember when it was asked before, it will not remember now.
    const fromMs = Math.max(memoryBeginsMs(toMs), askedAtMs ?? 0);
    const gaps = await this.#gaps(miner.id, { fromMs, toMs });
    try {
      const context = { minerId: miner.id, nowMs, signal };
      const rows = await recall(await adapterFor(miner), transportFor(miner), gaps, context);
      if (rows.length > 0) await keep(rows);
    } catch (error) {
      if (!(error instanceof DeviceError)) throw error;
    }
  }

  async #gaps(minerId: string, stretch: Gap): Promise<readonly Gap[]> {
    const query = { minerId, names: SPOKEN, ...stretch, maxPoints: Number.POSITIVE_INFINITY };
    const { atMs, values } = await this.#ports.telemetry.columns(query);
    const spoken = (row: number) => SPOKEN.some((name) => !Number.isNaN(values[name]?.[row] ?? Number.NaN));
    return gapsIn(
      atMs.filter((_, row) => spoken(row)),
      stretch,
    );
  }
}
