import { type EntityRef, STEP_MS } from '../../features/definition.ts';
import { planFeatures } from '../../features/feature-plan.ts';
import { FeatureStream } from '../../features/feature-stream.ts';
import { featureColumn } from '../../features/feature-table.ts';
import type { EntityBlock } from '../../features/input-needs.ts';
import type { FeatureRegistry } from '../../features/registry.ts';
import { joinRows } from '../../features/row-join.ts';
import type { Covariate } from '../../insight/forecast/target-data.ts';
import type { FeatureInputs } from '../feature-inputs.ts';

/** Rows that follow each other: row i is known at `startMs + (i + 1) · stepMs`. */
export interface RowGrid {
  readonly startMs: number;
  readonly stepMs: number;
  readonly rows: number;
}

/** Features that are worked out at once: all of a thing take half a second. */
const AT_ONCE = 8;

export interface FeatureColumnPorts {
  readonly registry: FeatureRegistry;
  readonly offsetMinutes: (atMs: number) => number;
}

/** End of the last row. */
export function endOf({ startMs, stepMs, rows }: RowGrid): number {
  return startMs + rows * stepMs;
}

/**
 * Features of one thing on a grid of hours or days, each as it was known at the end of the row.
 * @throws StoreError
 */
export async function featureColumns(
  entity: EntityRef,
  names: readonly string[],
  grid: RowGrid,
  { registry, offsetMinutes, inputs }: FeatureColumnPorts & { readonly inputs: Pick<FeatureInputs, 'read'> },
): Promise<readonly Covariate[]> {
  const found: Covariate[] = [];
  for (let first = 0; first < names.length && grid.rows > 0; first += AT_ONCE) {
    const some = names.slice(first, first + AT_ONCE);
    const { needs } = planFeatures(registry, some);
    const block = await inputs.read(entity, needs, grid.startMs, endOf(grid));
    found.push(...columnsOfBlock(some, grid, block, { registry, offsetMinutes }));
    // Whoever else asks this worker meanwhile has a turn.
    await new Promise((resolve) => setTimeout(resolve));
  }
  return found;
}

/** What the clock and the calendar say of rows, also of those to come. */
export function calendarColumns(grid: RowGrid, ports: FeatureColumnPorts): readonly Covariate[] {
  const names = ports.registry
    .ofEntity('site')
    .filter(
      ({ group, step, inputs, name }) =>
        group === 'time' && step === 'hour' && inputs.length === 0 && isCyclic(name),
    )
    .map(({ name }) => name)
    .filter((name) => grid.stepMs < STEP_MS.day || !name.startsWith('hour_'));
  const block = { toMs: endOf(grid), buckets: {}, outside: {}, facts: {}, linked: {} };
  return columnsOfBlock(names, grid, block, ports);
}

/** Hours and months as numbers jump where the clock goes round; their sines and cosines do not. */
function isCyclic(name: string): boolean {
  return /_(sin|cos)$/.test(name) || name === 'is_weekend';
}

function columnsOfBlock(
  names: readonly string[],
  grid: RowGrid,
  block: EntityBlock,
  { registry, offsetMinutes }: FeatureColumnPorts,
): readonly Covariate[] {
  const plan = planFeatures(registry, names);
  const tables = new FeatureStream(plan, { fromMs: grid.startMs, offsetMinutes }).advance(block);
  return names.map((name) => {
    const { version } = registry.get(name);
    const values = new Float64Array(grid.rows).fill(Number.NaN);
    const column = featureColumn(tables, name);
    if (!column) return { name, version, values };
    const source = {
      ...column,
      from: 0,
      rows: column.values.length,
      stepMs: STEP_MS[column.step],
    };
    const nothing = { endMs: Number.NaN, value: Number.NaN };
    joinRows(source, nothing, values, { ...grid, from: 0, to: grid.rows });
    return { name, version, values };
  });
}
