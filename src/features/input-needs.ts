import type { Buckets } from '../domain/buckets.ts';
import type { EntityKind, EntityRef, FeatureDefinition, FeatureStep } from './definition.ts';
import { STEPS } from './feature-table.ts';
import type { LinkedStretch } from './linked-column.ts';
import type { FeatureRegistry } from './registry.ts';
import type { ToldValues } from './told-column.ts';
import type { WarmUp } from './warm-up.ts';

/** What some features of one kind of entity are worked out from. */
export interface InputNeeds {
  /** Telemetry series of each step; a step that reads none is absent. */
  readonly series: Readonly<Partial<Record<FeatureStep, readonly string[]>>>;
  readonly outside: readonly string[];
  readonly facts: readonly string[];
  readonly linked: readonly LinkedNeed[];
  /** How long before the first row wanted the buckets of each step are read from. */
  readonly warmUp: WarmUp;
}

export interface LinkedNeed {
  readonly entity: EntityKind;
  readonly names: readonly string[];
}

/** What was heard of one entity since a moment, up to a later one. */
export interface EntityBlock {
  /** Up to here everything is known that ever will be in time, epoch ms: rows that end by then are worked out. */
  readonly toMs: number;
  /** Of each step the closed buckets since the last row that had ended by the block before; earlier ones do no harm. */
  readonly buckets: Readonly<Partial<Record<FeatureStep, Buckets>>>;
  /** By series, what arrived since the block before; at the beginning also what was known and still stands. */
  readonly outside: Readonly<Record<string, ToldValues>>;
  readonly facts: Readonly<Record<string, ToldValues>>;
  /** What it is linked to over these rows, by the moment since when. */
  readonly linked: Readonly<Partial<Record<EntityKind, readonly LinkedStretch[]>>>;
}

/** Where what features need comes from: the store, in the worker; rows made up, in tests. */
export interface InputPort {
  /**
   * What there is of an entity for rows from `fromMs` up to `toMs`: the buckets of each step from its warm-up before, of
   * what was told all that may still count by then, of linked entities the rows from the longest warm-up before.
   */
  read(entity: EntityRef, needs: InputNeeds, fromMs: number, toMs: number): Promise<EntityBlock>;
  /** A word for all that {@link read} would give: another one as soon as any of it is another, and read without it. */
  version(entity: EntityRef, needs: InputNeeds, fromMs: number, toMs: number): Promise<string>;
}

/** What definitions of one kind of entity need together. */
export function needsOf(
  definitions: readonly FeatureDefinition[],
  warmUp: WarmUp,
  { known }: FeatureRegistry,
): InputNeeds {
  const inputs = definitions.flatMap((definition) =>
    definition.inputs.map((input) => ({ ...input, step: definition.step })),
  );
  const series = (step: FeatureStep) =>
    unique(inputs.flatMap((input) => (input.from === 'series' && input.step === step ? [input.series] : [])));
  const linked = inputs.flatMap((input) => (input.from === 'linked' ? [input] : []));
  return {
    warmUp,
    series: Object.fromEntries(
      STEPS.map((step) => [step, series(step)]).filter(([, names]) => names?.length),
    ),
    outside: unique(
      inputs.flatMap((input) => (input.from === 'outside' || input.from === 'ahead' ? [input.series] : [])),
    ).filter((name) => known.outside.some((each) => each.name === name)),
    facts: unique(inputs.flatMap((input) => (input.from === 'fact' ? [input.name] : []))),
    linked: unique(linked.map(({ entity }) => entity)).map((entity) => ({
      entity,
      names: unique(linked.flatMap((input) => (input.entity === entity ? [input.name] : []))),
    })),
  };
}

function unique<T>(values: readonly T[]): readonly T[] {
  return [...new Set(values)];
}
