import type { DeviceSnapshot } from '../../src/devices/adapter.ts';
import type { MinerCondition } from '../../src/domain/action.ts';
import { type ConditionRow, conditionOf } from '../../src/domain/miner-condition.ts';
import type { Reading } from '../../src/domain/reading.ts';
import type { BookedMiner } from '../recorder/fleet-book.ts';
import type { RecorderListener } from '../recorder/recorder.ts';

/** A day is judged, and the hour before it. */
const KEPT_MS = 25 * 3_600_000;
/** Closer together they say no more, ms. */
const APART_MS = 10_000;

/** How miners did of late, as the recorder heard it; a helper that starts knows nothing yet, and says so. */
export class ConditionLog implements RecorderListener {
  readonly #rows = new Map<string, ConditionRow[]>();
  readonly #latest = new Map<string, Reading>();

  answered({ id }: BookedMiner, _: unknown, { reading }: DeviceSnapshot): void {
    const rows = this.#rows.get(id) ?? [];
    this.#rows.set(id, rows);
    this.#latest.set(id, reading);
    const latest = rows.at(-1);
    if (latest && Math.abs(reading.atMs - latest.atMs) < APART_MS) return;
    rows.push({
      atMs: reading.atMs,
      hashrateHs: reading.hashrateHs,
      hwErrorPct: reading.hwErrorPct,
      tempChipMaxC: reading.tempChipMaxC,
      uptimeS: reading.uptimeS,
      sharesAccepted: reading.shares.accepted,
    });
    const oldest = rows.findIndex(({ atMs }) => atMs >= reading.atMs - KEPT_MS);
    // Not at each poll: an array of thousands is not moved for one row.
    if (oldest > 500) rows.splice(0, oldest);
  }

  failed({ id }: BookedMiner): void {
    this.#latest.delete(id);
  }

  /** What a miner told last; undefined once it does not answer. */
  latest(minerId: string): Reading | undefined {
    return this.#latest.get(minerId);
  }

  of(minerId: string, fromMs: number, toMs: number): MinerCondition {
    const rows = (this.#rows.get(minerId) ?? []).filter(({ atMs }) => atMs >= fromMs && atMs <= toMs);
    return { ...conditionOf(rows, toMs - fromMs), overheated: this.#latest.get(minerId)?.overheated };
  }
}
