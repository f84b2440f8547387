import { describe, expect, it } from 'vitest';
import type { FeatureDefinition } from '../../src/features/definition.ts';
import { type StreamOptions, valuesOf } from './feature-stream.ts';

/** What a feature must come to in the last row, of what its inputs tell; NaN: it must be missing. */
export interface FeatureCase {
  readonly feature: string;
  readonly given: string;
  /** A column an input, in the definition's order. */
  readonly inputs: readonly ArrayLike<number>[];
  readonly is: number;
  readonly at?: Omit<StreamOptions, 'stepMs'>;
}

/** Checks a table of cases; and that no feature is without a case in which it has a value. */
export function checkCases(definitions: readonly FeatureDefinition[], cases: readonly FeatureCase[]): void {
  describe('worked out by hand', () => {
    it.each(cases)('$feature of $given', ({ feature, inputs, is, at }) => {
      const definition = definitions.find(({ name }) => name === feature);
      if (definition === undefined) throw new Error(`nobody defines ${feature}`);
      expect(inputs, 'a column for each input').toHaveLength(definition.inputs.length);
      // Features of the calendar alone have no inputs: one row of nothing is one row.
      const columns = inputs.length === 0 ? [[Number.NaN]] : inputs;
      const value = valuesOf(definition, columns, at).at(-1) ?? Number.NaN;
      if (Number.isNaN(is)) expect(value).toBeNaN();
      else expect(Math.abs(value - is), `${value}, not ${is}`).toBeLessThan(1e-9 * Math.max(1, Math.abs(is)));
      if (Number.isNaN(value)) return;
      const [least, greatest] = definition.range;
      expect(value >= least && value <= greatest, `${value} lies within ${least}..${greatest}`).toBe(true);
    });
  });

  it('no feature is without a case', () => {
    const shown = new Set(cases.filter(({ is }) => !Number.isNaN(is)).map(({ feature }) => feature));
    expect(definitions.map(({ name }) => name).filter((name) => !shown.has(name))).toEqual([]);
  });
}

/** So many rows of one value. */
export function steady(rows: number, value: number): number[] {
  return new Array<number>(rows).fill(value);
}

/** Rows by their place. */
export function byPlace(rows: number, value: (place: number) => number): number[] {
  return Array.from({ length: rows }, (_, place) => value(place));
}
