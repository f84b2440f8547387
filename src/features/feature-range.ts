import type { EntityRef } from './definition.ts';
import type { CacheKey, FeatureCache } from './feature-cache.ts';
import { planFeatures } from './feature-plan.ts';
import { FeatureStream } from './feature-stream.ts';
import { type FeatureColumn, featureColumn } from './feature-table.ts';
import type { InputPort } from './input-needs.ts';
import type { FeatureRegistry } from './registry.ts';

/** What reading features of the past takes. */
export interface FeatureReading {
  readonly registry: FeatureRegistry;
  readonly port: InputPort;
  readonly cache: FeatureCache;
  readonly offsetMinutes: (atMs: number) => number;
}

export interface FeatureQuery {
  readonly entity: EntityRef;
  readonly names: readonly string[];
  /** Rows that begin from here on, epoch ms … */
  readonly fromMs: number;
  /** … and have ended by then. */
  readonly toMs: number;
}

/**
 * Features of one entity over a stretch of the past, by name. What was worked out before of the same past comes from the
 * cache; the rest is worked out together, in one pass.
 *
 * @throws RegistryError for a name that there is not; what the port throws
 */
export async function readFeatures(
  { registry, port, cache, offsetMinutes }: FeatureReading,
  { entity, names, fromMs, toMs }: FeatureQuery,
): Promise<ReadonlyMap<string, FeatureColumn>> {
  const columns = new Map<string, FeatureColumn>();
  const keyOf = new Map<string, CacheKey>();
  for (const name of names) {
    const { needs } = planFeatures(registry, [name]);
    const segments = await port.version(entity, needs, fromMs, toMs);
    const key = { entity, identity: registry.identity(name), fromMs, toMs, segments };
    const kept = cache.get(key);
    if (kept) columns.set(name, kept);
    else keyOf.set(name, key);
  }
  if (keyOf.size === 0) return columns;
  const plan = planFeatures(registry, [...keyOf.keys()]);
  const block = await port.read(entity, plan.needs, fromMs, toMs);
  const tables = new FeatureStream(plan, { fromMs, offsetMinutes }).advance({ ...block, toMs });
  for (const [name, key] of keyOf) {
    const column = featureColumn(tables, name);
    if (column === undefined) throw new RangeError(`No table holds ${name}.`);
    const own = { ...column, values: column.values.slice(), flags: column.flags.slice() };
    cache.put(key, own);
    columns.set(name, own);
  }
  return columns;
}
