import type { Parameter } from '../../../src/numerics/nets/layer.ts';
import type { Given } from '../given.ts';

/** A weight of a problem, row by row: numbers as they stand, or bytes that are numbers times a scale. */
export function weightOf(inputs: Given, name: string): Float64Array {
  const given = inputs.record('weights').fields[name];
  if (Array.isArray(given)) return Float64Array.from(given.flat(), Number);
  const { int8_base64: bytes } = Object(given);
  const scale = Number(/int8 \/ ([\d.]+)/.exec(inputs.text('weight_scale'))?.[1]);
  return Float64Array.from(Int8Array.from(Buffer.from(String(bytes), 'base64')), (byte) => byte / scale);
}

/** Sets a parameter to a weight of a problem. */
export function setWeight(parameter: Parameter, inputs: Given, name: string): void {
  parameter.value.set(weightOf(inputs, name));
}

/** Sequences of a problem (batch × steps × width), step by step. */
export interface GivenSequences {
  readonly batch: number;
  readonly steps: number;
  readonly width: number;
  readonly values: Float64Array<ArrayBuffer>;
}

export function sequencesOf(given: unknown): GivenSequences {
  const rows: readonly (readonly (readonly number[])[])[] = Array.isArray(given) ? given : [];
  const [first = []] = rows;
  const batch = rows.length;
  const steps = first.length;
  const width = first[0]?.length ?? 0;
  const values = new Float64Array(steps * batch * width);
  for (const [row, sequence] of rows.entries())
    for (const [step, features] of sequence.entries()) values.set(features, (step * batch + row) * width);
  return { batch, steps, width, values };
}

/** The other way: as the reference has them, batch × steps × width. */
export function nested(
  values: ArrayLike<number>,
  { batch, steps }: GivenSequences,
): readonly (readonly (readonly number[])[])[] {
  const width = values.length / (batch * steps);
  return Array.from({ length: batch }, (_, row) =>
    Array.from({ length: steps }, (__, step) =>
      Array.from({ length: width }, (___, at) => values[(step * batch + row) * width + at] ?? Number.NaN),
    ),
  );
}

/** Rows of a matrix that lies row by row. */
export function matrixOf(values: ArrayLike<number>, columns: number): readonly (readonly number[])[] {
  return Array.from({ length: values.length / columns }, (_, row) =>
    Array.from({ length: columns }, (__, column) => values[row * columns + column] ?? Number.NaN),
  );
}
