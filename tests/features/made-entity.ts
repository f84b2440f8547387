import {
  type EntityKind,
  type FeatureDefinition,
  type FeatureStep,
  STEP_MS,
} from '../../src/features/definition.ts';
import { type FeatureTables, STEPS } from '../../src/features/feature-table.ts';
import type { EntityBlock, InputNeeds, LinkedNeed } from '../../src/features/input-needs.ts';
import type { LinkedStretch } from '../../src/features/linked-column.ts';
import type { FeatureRegistry } from '../../src/features/registry.ts';
import type { ToldValues } from '../../src/features/told-column.ts';
import type { ToldInput } from '../../src/features/told-inputs.ts';
import { Random } from '../../src/numerics/random.ts';
import { type MadeSpan, madeBuckets } from './made-telemetry.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** All that features need of one entity over a span, made up from a seed. */
export function madeEntity(needs: InputNeeds, registry: FeatureRegistry, span: MadeSpan): EntityBlock {
  const told = (inputs: readonly ToldInput[], names: readonly string[], everyMs: number) =>
    Object.fromEntries(
      inputs
        .filter(({ name }) => names.includes(name))
        .map((input) => [input.name, madeTold(input, everyMs, span)]),
    );
  const lengthMs = span.toMs - span.fromMs;
  return {
    toMs: span.toMs,
    buckets: Object.fromEntries(
      Object.entries(needs.series).map(([step, names]) => [
        step,
        madeBuckets(names, STEP_MS[step === 'minute' || step === 'hour' ? step : 'day'], span),
      ]),
    ),
    outside: told(registry.known.outside, needs.outside, Math.max(10 * MINUTE_MS, lengthMs / 3_000)),
    facts: told(registry.known.facts, needs.facts, lengthMs / 3),
    linked: Object.fromEntries(
      needs.linked.map((need) => [need.entity, madeLinks(need, registry, span)] as const),
    ),
  };
}

/** Told late, told ahead, told again, now and then nonsense. */
function madeTold({ name, unit }: ToldInput, everyMs: number, { seed, fromMs, toMs }: MadeSpan): ToldValues {
  const random = Random.labelled(seed, name);
  const points: [atMs: number, value: number, knownAtMs: number][] = [];
  let level = unit === 'ms' ? fromMs : 1 + 100 * random.uniform();
  for (let at = fromMs - 3 * everyMs; at < toMs; at += everyMs * (0.5 + random.uniform())) {
    const leap = random.uniform();
    level *= unit === 'ms' ? 1 : Math.exp(0.02 * random.normal());
    const value = leap < 0.01 ? 0 : leap < 0.015 ? -level : leap < 0.02 ? level * 1e6 : level;
    const ahead = random.uniform() < 0.3 ? DAY_MS * random.uniform() : 0;
    const known = at - ahead + HOUR_MS * random.uniform();
    points.push([at, value, known]);
    if (random.uniform() < 0.1) points.push([at, value * 1.1, known + HOUR_MS]);
  }
  return toldOf(points);
}

function toldOf(points: readonly (readonly [atMs: number, value: number, knownAtMs: number])[]): ToldValues {
  return {
    atMs: Float64Array.from(points, ([at]) => at),
    values: Float64Array.from(points, ([, value]) => value),
    knownAtMs: Float64Array.from(points, ([, , known]) => known),
  };
}

function madeLinks(need: LinkedNeed, registry: FeatureRegistry, span: MadeSpan): readonly LinkedStretch[] {
  const random = Random.labelled(span.seed, need.entity);
  const middleMs = span.fromMs + (span.toMs - span.fromMs) * random.uniform();
  const stretch = (entityId: string, sinceMs: number) => ({
    entityId,
    sinceMs,
    tables: madeTables(need.entity, need.names.map(registry.get), {
      ...span,
      seed: Math.floor(random.uniform() * 2 ** 31),
    }),
  });
  return [stretch('first', span.fromMs), stretch('second', middleMs)];
}

function madeTables(
  kind: EntityKind,
  definitions: readonly FeatureDefinition[],
  span: MadeSpan,
): FeatureTables {
  const random = Random.labelled(span.seed, `${kind} tables`);
  const tableOf = (step: FeatureStep) => {
    const its = definitions.filter((each) => each.step === step);
    const stepMs = STEP_MS[step];
    const startMs = Math.floor(span.fromMs / stepMs) * stepMs;
    const rows = Math.floor((span.toMs - startMs) / stepMs);
    const columns = its.flatMap(({ range: [least, greatest] }) => {
      const low = Math.max(least, -1e3);
      const high = Math.min(greatest, Math.max(1, low) * 1e3);
      return Array.from({ length: rows }, () =>
        random.uniform() < 0.05 ? Number.NaN : low + (high - low) * random.uniform(),
      );
    });
    const values = Float64Array.from(columns);
    return {
      step,
      startMs,
      rows,
      names: its.map(({ name }) => name),
      values,
      flags: new Uint8Array(values.length),
    };
  };
  const steps = STEPS.filter((step) => definitions.some((each) => each.step === step));
  return Object.fromEntries(steps.map((step) => [step, tableOf(step)]));
}
