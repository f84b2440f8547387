import type { Evaluate, FeatureStep } from './definition.ts';
import type { FeaturePlan } from './feature-plan.ts';
import { type FeatureTable, type FeatureTables, firstRowMs, STEPS } from './feature-table.ts';
import { GridPlace } from './grid-place.ts';
import type { EntityBlock } from './input-needs.ts';
import { keepLastRow, type LastRow } from './row-join.ts';
import { type Standing, settleRows } from './settled-rows.ts';
import { type SlotReader, slotReader } from './slot-reader.ts';
import { TableRoom } from './table-room.ts';

export interface StreamSetting {
  /** The first moment wanted, epoch ms. What comes before it, as far back as the plan's warm-up, is worked out unseen. */
  readonly fromMs: number;
  /** Minutes that the house's clock is ahead of UTC at a moment. */
  readonly offsetMinutes: (atMs: number) => number;
}

/**
 * The features of one entity as time goes on. A minute at a time or a year at once come to the same numbers: what the
 * evaluators remember is carried on, and each row is worked out once.
 */
export class FeatureStream {
  readonly #plan: FeaturePlan;
  readonly #places: Readonly<Record<FeatureStep, GridPlace>>;
  readonly #evaluators: readonly Evaluate[];
  readonly #standing: readonly Standing[];
  readonly #readers: readonly SlotReader[];
  /** Up to where the column of each slot was read. */
  readonly #filledTo: Float64Array;
  readonly #lastRows: readonly LastRow[];
  /** Nodes that features of another step are worked out from. */
  readonly #joined: readonly number[];
  readonly #fromMs: number;
  /** Those that anything is worked out of, finest first. */
  readonly #steps: readonly FeatureStep[];
  #atMs: number;

  constructor(plan: FeaturePlan, { fromMs, offsetMinutes }: StreamSetting) {
    const { warmUp } = plan.needs;
    const places = {
      minute: new GridPlace('minute', fromMs - warmUp.minute),
      hour: new GridPlace('hour', fromMs - warmUp.hour),
      day: new GridPlace('day', fromMs - warmUp.day),
    };
    const nothing = () => ({ endMs: Number.NaN, value: Number.NaN });
    const lastRows = plan.nodes.map(nothing);
    const placeOf = (node: number) => places[plan.nodes[node]?.definition.step ?? 'minute'];
    this.#plan = plan;
    this.#fromMs = fromMs;
    this.#steps = STEPS.filter((step) => plan.nodes.some(({ definition }) => definition.step === step));
    this.#atMs = Math.min(...this.#steps.map((step) => places[step].startMs));
    this.#places = places;
    this.#evaluators = plan.nodes.map(({ definition, stepMs }) =>
      definition.evaluator({ stepMs, offsetMinutes }),
    );
    this.#standing = plan.nodes.map(nothing);
    this.#lastRows = lastRows;
    this.#filledTo = new Float64Array(plan.slots.length).fill(Number.NaN);
    this.#readers = plan.slots.map((slot) => slotReader(slot, plan, { lastRows, placeOf }));
    this.#joined = [
      ...new Set(plan.slots.flatMap(({ input }) => (input.from === 'node' ? [input.node] : []))),
    ];
  }

  /** Up to where rows have been worked out, epoch ms. */
  get atMs(): number {
    return this.#atMs;
  }

  /**
   * Works out the rows that have ended since the last time, and gives them alone. Those made in a room that was handed in
   * stand until it is used again.
   */
  advance(block: EntityBlock, room = new TableRoom()): FeatureTables {
    for (const step of STEPS) this.#places[step].buckets.give(block.buckets[step]);
    for (const reader of this.#readers) reader.take(block);
    const tables = this.#emptyTables(block.toMs, room);
    while (this.#atMs < block.toMs) {
      this.#atMs = Math.min(block.toMs, this.#blockEndMs());
      for (const step of this.#steps) this.#places[step].goOn(this.#atMs);
      this.#workOut(tables);
    }
    return tables;
  }

  /**
   * Where the next block ends: so many rows on of the finest step that has begun, and before a finer one begins. Years of
   * days warm up in a few blocks before the first minute.
   */
  #blockEndMs(): number {
    let endMs = Number.POSITIVE_INFINITY;
    for (const step of this.#steps) {
      const { nextMs, stepMs } = this.#places[step];
      if (nextMs <= this.#atMs) return Math.min(endMs, nextMs + this.#plan.blockRows * stepMs);
      endMs = Math.min(endMs, nextMs);
    }
    return endMs;
  }

  #emptyTables(toMs: number, room: TableRoom): FeatureTables {
    const tables: Partial<Record<FeatureStep, FeatureTable>> = {};
    for (const [step, names] of this.#plan.columns) {
      const place = this.#places[step];
      const startMs = Math.max(place.nextMs, firstRowMs(step, this.#fromMs));
      const rows = Math.max(0, Math.floor((toMs - startMs) / place.stepMs));
      tables[step] = { step, startMs, rows, names, ...room.columns(step, rows * names.length) };
    }
    return tables;
  }

  /** The rows of the present block, feature after feature. */
  #workOut(tables: FeatureTables): void {
    const { nodes } = this.#plan;
    for (let k = 0; k < nodes.length; k++) {
      const node = nodes[k];
      const evaluate = this.#evaluators[k];
      const standing = this.#standing[k];
      if (node === undefined || evaluate === undefined || standing === undefined) return;
      const place = this.#places[node.definition.step];
      // What no row wanted depends on is not worked out, and nobody reads it.
      if (place.rows === 0 || this.#atMs <= this.#fromMs - node.reachMs) continue;
      for (const slot of node.slots) this.#fill(slot, place);
      evaluate(node.inputs, node.out, place.rows, place.startMs);
      const table = node.column === -1 ? undefined : tables[node.definition.step];
      settleRows(node, place, standing, table);
    }
    for (const k of this.#joined) this.#keepLast(k);
  }

  /** Each input is read once a block, by the first feature that asks for it. */
  #fill(slot: number, place: GridPlace): void {
    if (this.#filledTo[slot] === this.#atMs) return;
    this.#filledTo[slot] = this.#atMs;
    this.#readers[slot]?.fill(place);
  }

  #keepLast(k: number): void {
    const node = this.#plan.nodes[k];
    const last = this.#lastRows[k];
    if (node === undefined || last === undefined || this.#atMs <= this.#fromMs - node.reachMs) return;
    const { rows, startMs, stepMs } = this.#places[node.definition.step];
    keepLastRow({ values: node.out, from: 0, rows, startMs, stepMs }, last);
  }
}
