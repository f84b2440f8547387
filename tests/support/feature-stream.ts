import { type FeatureDefinition, STEP_MS } from '../../src/features/definition.ts';
import type { Operator } from '../../src/features/operators/operator.ts';

export interface StreamOptions {
  readonly stepMs: number;
  /** First moment of the first row; 0 unless said. */
  readonly startMs?: number;
  /** Rows of the first calls, again and again; all at once unless said. */
  readonly chunks?: readonly number[];
  readonly offsetMinutes?: (atMs: number) => number;
}

/** What an operator makes of columns that are handed to it in pieces. */
export function streamed(
  operator: Operator,
  columns: readonly ArrayLike<number>[],
  { stepMs, startMs = 0, chunks = [Number.MAX_SAFE_INTEGER], offsetMinutes = () => 0 }: StreamOptions,
): number[] {
  const evaluate = operator({ stepMs, offsetMinutes });
  const all = columns.map((column) => Float64Array.from(column));
  const rows = all[0]?.length ?? 0;
  const out: number[] = [];
  for (let call = 0; out.length < rows; call++) {
    const from = out.length;
    const count = Math.min(rows - from, chunks[call % chunks.length] ?? rows);
    const piece = new Float64Array(count);
    evaluate(
      all.map((column) => column.slice(from, from + count)),
      piece,
      count,
      startMs + from * stepMs,
    );
    out.push(...piece);
  }
  return out;
}

/** What a definition makes of the columns of its inputs, in its own order. */
export function valuesOf(
  definition: FeatureDefinition,
  columns: readonly ArrayLike<number>[],
  options: Omit<StreamOptions, 'stepMs'> = {},
): number[] {
  return streamed(definition.evaluator, columns, { ...options, stepMs: STEP_MS[definition.step] });
}
