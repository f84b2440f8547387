import type { FeatureStep } from './definition.ts';

interface Columns {
  readonly values: Float64Array;
  readonly flags: Uint8Array;
}

/**
 * Memory for tables, used again and again: a miner's month of all features takes 25 MB, and the collector goes through
 * everything there is each time that so much is thrown away. A table stands until the next is made in its room.
 */
export class TableRoom {
  readonly #columns = new Map<FeatureStep, Columns>();

  /** So many places for a step's table: values are rubbish, flags are none. */
  columns(step: FeatureStep, length: number): Columns {
    const kept = this.#columns.get(step);
    const room = kept && kept.values.length >= length ? kept : blank(length);
    this.#columns.set(step, room);
    const flags = room.flags.subarray(0, length);
    return { values: room.values.subarray(0, length), flags: flags.fill(0) };
  }
}

function blank(length: number): Columns {
  return { values: new Float64Array(length), flags: new Uint8Array(length) };
}
