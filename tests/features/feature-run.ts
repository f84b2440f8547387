import type { FeaturePlan } from '../../src/features/feature-plan.ts';
import { FeatureStream } from '../../src/features/feature-stream.ts';
import {
  type FeatureColumn,
  type FeatureTables,
  featureColumn,
  firstRowMs,
  STEPS,
} from '../../src/features/feature-table.ts';
import type { EntityBlock } from '../../src/features/input-needs.ts';
import { zoneOffset } from '../../src/features/zone-offset.ts';
import { heardBetween } from './entity-history.ts';

export interface RunSetting {
  readonly fromMs: number;
  readonly zone: string;
}

/** A feature over a whole history at once. */
export function batch(
  plan: FeaturePlan,
  name: string,
  block: EntityBlock,
  setting: RunSetting,
): FeatureColumn {
  return columnOf(begun(plan, setting).advance(heardFrom(plan, block, setting.fromMs)), name);
}

/** The same, taken from each of some moments to the next. */
export function streamed(
  plan: FeaturePlan,
  name: string,
  block: EntityBlock,
  setting: RunSetting,
  moments: readonly number[],
): FeatureColumn {
  const stream = begun(plan, setting);
  const parts = moments.map((toMs, k) => {
    const told = [...plan.registry.known.outside, ...plan.registry.known.facts];
    const fromMs = moments[k - 1] ?? setting.fromMs;
    const heard = heardBetween(block, told, fromMs, toMs);
    return columnOf(stream.advance(k === 0 ? { ...heardFrom(plan, block, fromMs), toMs } : heard), name);
  });
  const [first] = parts;
  if (first === undefined) throw new Error('a stream of no parts');
  return {
    ...first,
    values: Float64Array.from(parts.flatMap(({ values }) => [...values])),
    flags: Uint8Array.from(parts.flatMap(({ flags }) => [...flags])),
  };
}

function begun(plan: FeaturePlan, { fromMs, zone }: RunSetting): FeatureStream {
  return new FeatureStream(plan, { fromMs, offsetMinutes: zoneOffset(zone) });
}

/** As a port reads it for rows from a moment on: no bucket earlier than the warm-up asks for. */
function heardFrom({ needs, registry }: FeaturePlan, block: EntityBlock, fromMs: number): EntityBlock {
  const told = [...registry.known.outside, ...registry.known.facts];
  const buckets = Object.fromEntries(
    STEPS.flatMap((step) => {
      const firstMs = firstRowMs(step, fromMs - needs.warmUp[step]);
      const its = heardBetween(block, told, firstMs, block.toMs).buckets[step];
      return its ? [[step, its]] : [];
    }),
  );
  return { ...block, buckets };
}

function columnOf(tables: FeatureTables, name: string): FeatureColumn {
  const column = featureColumn(tables, name);
  if (column === undefined) throw new Error(`no table holds ${name}`);
  return column;
}
