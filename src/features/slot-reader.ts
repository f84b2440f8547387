import type { FeaturePlan, InputSlot } from './feature-plan.ts';
import type { GridPlace } from './grid-place.ts';
import type { EntityBlock } from './input-needs.ts';
import { LinkedColumn } from './linked-column.ts';
import { joinRows, type LastRow } from './row-join.ts';
import { ToldColumn } from './told-column.ts';
import type { ToldInput } from './told-inputs.ts';

/** Reads one input of one entity, block after block. */
export interface SlotReader {
  take(block: EntityBlock): void;
  /** Fills the slot's column with the rows of the present block. */
  fill(place: GridPlace): void;
}

interface OtherRows {
  /** Rows of features of other steps in the present block, and the last of each before it. */
  readonly lastRows: readonly LastRow[];
  readonly placeOf: (node: number) => GridPlace;
}

/** The reader of a slot, for one entity. */
export function slotReader({ input, out }: InputSlot, plan: FeaturePlan, others: OtherRows): SlotReader {
  const { registry } = plan;
  switch (input.from) {
    case 'series': {
      const left = { atMs: Number.NEGATIVE_INFINITY, value: Number.NaN };
      return { take() {}, fill: ({ buckets }) => buckets.fill(input.series, input.stat, out, left) };
    }
    case 'node':
      return nodeReader(input.node, out, plan, others);
    case 'linked': {
      const column = new LinkedColumn(input.name, registry.get(input.name).step);
      return {
        take: ({ linked }) => column.give(linked[input.entity] ?? []),
        fill: ({ rows, startMs, stepMs }) => column.fill(out, rows, startMs, stepMs),
      };
    }
    case 'fact':
      return toldReader(registry.known.facts, input.name, out, 0, ({ facts }) => facts[input.name]);
    case 'outside':
    case 'ahead': {
      const { series } = input;
      const aheadMs = input.from === 'ahead' ? input.aheadMs : 0;
      return toldReader(registry.known.outside, series, out, aheadMs, ({ outside }) => outside[series]);
    }
  }
}

function toldReader(
  inputs: readonly ToldInput[],
  name: string,
  out: Float64Array,
  aheadMs: number,
  toldIn: (block: EntityBlock) => EntityBlock['outside'][string] | undefined,
): SlotReader {
  const { goodForMs = 0, lagMs } = inputs.find((each) => each.name === name) ?? {};
  const column = new ToldColumn({ goodForMs, lagMs, aheadMs });
  return {
    take(block) {
      const told = toldIn(block);
      if (told) column.tell(told);
    },
    fill: ({ rows, startMs, stepMs }) => column.fill(out, rows, startMs, stepMs),
  };
}

function nodeReader(
  node: number,
  out: Float64Array,
  plan: FeaturePlan,
  { lastRows, placeOf }: OtherRows,
): SlotReader {
  const values = plan.nodes[node]?.out;
  const last = lastRows[node];
  if (values === undefined || last === undefined) throw new RangeError(`The plan has no node ${node}.`);
  const from = placeOf(node);
  return {
    take() {},
    fill({ rows, startMs, stepMs }) {
      const source = { values, from: 0, rows: from.rows, startMs: from.startMs, stepMs: from.stepMs };
      joinRows(source, last, out, { from: 0, to: rows, startMs, stepMs });
    },
  };
}
