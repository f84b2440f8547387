import { type EntityKind, type FeatureStep, STEP_MS } from '../../src/features/definition.ts';
import { type FeatureTable, type FeatureTables, STEPS } from '../../src/features/feature-table.ts';
import type { EntityBlock } from '../../src/features/input-needs.ts';
import type { LinkedStretch } from '../../src/features/linked-column.ts';
import type { ToldValues } from '../../src/features/told-column.ts';
import type { ToldInput } from '../../src/features/told-inputs.ts';
import { bucketsBetween, bucketsThen } from './buckets-between.ts';

/** What of a block an engine that stands at `fromMs` is given when it is taken to `toMs`: what is new, and no more. */
export function heardBetween(
  block: EntityBlock,
  told: readonly ToldInput[],
  fromMs: number,
  toMs: number,
): EntityBlock {
  return {
    toMs,
    buckets: eachStep(block.buckets, (buckets, step) => {
      // A row that had not ended by then comes with what follows.
      const began = (atMs: number) => Math.floor(atMs / STEP_MS[step]) * STEP_MS[step];
      return bucketsBetween(buckets, began(fromMs), began(toMs));
    }),
    outside: eachTold(block.outside, (values, name) =>
      arrivedBetween(values, lagOf(told, name), fromMs, toMs),
    ),
    facts: eachTold(block.facts, (values, name) => arrivedBetween(values, lagOf(told, name), fromMs, toMs)),
    linked: eachLink(block.linked, (stretches) =>
      stretches
        .filter(({ sinceMs }, k) => sinceMs <= toMs && (stretches[k + 1]?.sinceMs ?? toMs) >= fromMs)
        .map((stretch) => ({ ...stretch, tables: endedBetween(stretch.tables, fromMs, toMs) })),
    ),
  };
}

/** One history up to a moment, another from then on: what could not be known by then differs in everything. */
export function historyThen(
  before: EntityBlock,
  after: EntityBlock,
  told: readonly ToldInput[],
  cutMs: number,
): EntityBlock {
  const values = (early: ToldValues, late: ToldValues | undefined, name: string) =>
    joinedTold(
      arrivedBetween(early, lagOf(told, name), Number.NEGATIVE_INFINITY, cutMs),
      late && arrivedBetween(late, lagOf(told, name), cutMs, Number.POSITIVE_INFINITY),
    );
  return {
    toMs: before.toMs,
    buckets: eachStep(before.buckets, (early, step) => {
      const late = after.buckets[step];
      // A bucket that the cut goes through was not closed by then.
      const closedMs = Math.floor(cutMs / STEP_MS[step]) * STEP_MS[step];
      return late ? bucketsThen(early, late, closedMs) : early;
    }),
    outside: eachTold(before.outside, (early, name) => values(early, after.outside[name], name)),
    facts: eachTold(before.facts, (early, name) => values(early, after.facts[name], name)),
    linked: eachLink(before.linked, (early, kind) => linksThen(early, after.linked[kind] ?? [], cutMs)),
  };
}

function lagOf(told: readonly ToldInput[], name: string): number {
  return told.find((each) => each.name === name)?.lagMs ?? Number.POSITIVE_INFINITY;
}

function arrivedBetween(
  { atMs, values, knownAtMs }: ToldValues,
  lagMs: number,
  fromMs: number,
  toMs: number,
): ToldValues {
  const known = (i: number) => Math.min(knownAtMs[i] ?? Number.NaN, (atMs[i] ?? Number.NaN) + lagMs);
  const its = (column: Float64Array) => column.filter((_, i) => known(i) > fromMs && known(i) <= toMs);
  return { atMs: its(atMs), values: its(values), knownAtMs: its(knownAtMs) };
}

function joinedTold(early: ToldValues, late: ToldValues | undefined): ToldValues {
  const joined = (a: Float64Array, b: Float64Array | undefined) => Float64Array.from([...a, ...(b ?? [])]);
  return {
    atMs: joined(early.atMs, late?.atMs),
    values: joined(early.values, late?.values),
    knownAtMs: joined(early.knownAtMs, late?.knownAtMs),
  };
}

function linksThen(
  early: readonly LinkedStretch[],
  late: readonly LinkedStretch[],
  cutMs: number,
): readonly LinkedStretch[] {
  const changed = (stretch: LinkedStretch) => ({
    ...stretch,
    tables: eachStep(stretch.tables, (table, step) => tableThen(table, late[0]?.tables[step], cutMs)),
  });
  return [
    ...early.filter(({ sinceMs }) => sinceMs <= cutMs).map(changed),
    ...late.filter(({ sinceMs }) => sinceMs > cutMs),
  ];
}

function tableThen(early: FeatureTable, late: FeatureTable | undefined, cutMs: number): FeatureTable {
  const stepMs = STEP_MS[early.step];
  const values = early.values.map((value, i) => {
    const endMs = early.startMs + ((i % early.rows) + 1) * stepMs;
    return endMs <= cutMs ? value : (late?.values[i] ?? Number.NaN);
  });
  return { ...early, values };
}

/** Rows that ended within (fromMs, toMs], and the one before them. */
function endedBetween(tables: FeatureTables, fromMs: number, toMs: number): FeatureTables {
  return eachStep(tables, (table) => {
    const stepMs = STEP_MS[table.step];
    const from = Math.max(0, Math.floor((fromMs - table.startMs) / stepMs) - 1);
    const to = Math.max(from, Math.min(table.rows, Math.floor((toMs - table.startMs) / stepMs)));
    const its = (k: number) => table.values.subarray(k * table.rows + from, k * table.rows + to);
    const values = Float64Array.from(table.names.flatMap((_, k) => [...its(k)]));
    const startMs = table.startMs + from * stepMs;
    return { ...table, startMs, rows: to - from, values, flags: new Uint8Array(values.length) };
  });
}

type ByStep<V> = Readonly<Partial<Record<FeatureStep, V>>>;

function eachStep<V>(record: ByStep<V>, f: (its: V, step: FeatureStep) => V): ByStep<V> {
  return Object.fromEntries(
    STEPS.flatMap((step) => {
      const its = record[step];
      return its === undefined ? [] : [[step, f(its, step)]];
    }),
  );
}

function eachTold(
  record: Readonly<Record<string, ToldValues>>,
  f: (its: ToldValues, name: string) => ToldValues,
): Record<string, ToldValues> {
  return Object.fromEntries(Object.entries(record).map(([name, its]) => [name, f(its, name)]));
}

const KINDS: readonly EntityKind[] = ['miner', 'pool', 'coin', 'site', 'fleet'];

type Links = EntityBlock['linked'];

function eachLink(
  record: Links,
  f: (its: readonly LinkedStretch[], kind: EntityKind) => readonly LinkedStretch[],
): Links {
  return Object.fromEntries(
    KINDS.flatMap((kind) => {
      const its = record[kind];
      return its === undefined ? [] : [[kind, f(its, kind)]];
    }),
  );
}
