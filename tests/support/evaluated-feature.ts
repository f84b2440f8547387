import { type FeatureDefinition, STEP_MS } from '../../src/features/definition.ts';

/** What a definition makes of columns of inputs, in one go; a number stands for a column of it. UTC unless told. */
export function evaluated(
  definition: FeatureDefinition,
  inputs: readonly (readonly number[] | number)[],
  { startMs = 0, offsetMinutes = () => 0 }: Partial<{ startMs: number; offsetMinutes: () => number }> = {},
): number[] {
  const rows = Math.max(1, ...inputs.map((column) => (typeof column === 'number' ? 1 : column.length)));
  const columns = inputs.map((column) =>
    typeof column === 'number' ? new Float64Array(rows).fill(column) : Float64Array.from(column),
  );
  if (columns.length !== definition.inputs.length)
    throw new Error(`${definition.name} has ${definition.inputs.length} inputs, not ${columns.length}`);
  const out = new Float64Array(rows);
  definition.evaluator({ stepMs: STEP_MS[definition.step], offsetMinutes })(columns, out, rows, startMs);
  return [...out];
}
