import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkBlock, decodeBlock, encodeBlock } from './block.ts';
import { BlockDamage } from './block-damage.ts';
import type { Column } from './column.ts';

const float64 = fc.double();
const float32 = fc.float();

/** Any columns of equal length, with any values that their precision allows. */
const anyColumns: fc.Arbitrary<Column[]> = fc.nat(40).chain((rows) =>
  fc.uniqueArray(
    fc.constantFrom<Column['precision'][]>('float32', 'float64').chain((precision) =>
      fc.record({
        name: fc.string(),
        precision: fc.constant(precision),
        values: fc
          .array(precision === 'float32' ? float32 : float64, { minLength: rows, maxLength: rows })
          .map((values) => Float64Array.from(values)),
      }),
    ),
    { selector: ({ name }) => name, maxLength: 6 },
  ),
);

/** All NaN are one; +0 and −0 are not. */
const bitsOf = (values: Float64Array | undefined) =>
  values &&
  new BigUint64Array(Float64Array.from(values, (value) => (Number.isNaN(value) ? Number.NaN : value)).buffer);

const rowsOf = (columns: readonly Column[]) => columns[0]?.values.length ?? 0;

describe('a block', () => {
  it('gives back every value of every column, bit by bit', () => {
    fc.assert(
      fc.property(anyColumns, (columns) => {
        const { rows, columns: decoded } = decodeBlock(encodeBlock(rowsOf(columns), columns));
        expect(rows).toBe(rowsOf(columns));
        expect([...decoded.keys()]).toEqual(columns.map(({ name }) => name));
        for (const { name, values } of columns) expect(bitsOf(decoded.get(name))).toEqual(bitsOf(values));
      }),
    );
  });

  it('decodes only what is asked for', () => {
    const values = Float64Array.of(1, 2, 3);
    const bytes = encodeBlock(3, [
      { name: 'a', values, precision: 'float64' },
      { name: 'b', values, precision: 'float64' },
    ]);
    expect([...decodeBlock(bytes, (name) => name === 'b').columns.keys()]).toEqual(['b']);
  });

  it('tells each damaged byte and each cut', () => {
    fc.assert(
      fc.property(anyColumns, fc.nat(), fc.integer({ min: 1, max: 255 }), (columns, place, flip) => {
        const bytes = encodeBlock(rowsOf(columns), columns);
        const at = place % bytes.length;
        const damaged = bytes.map((byte, index) => (index === at ? byte ^ flip : byte));
        for (const read of [checkBlock, decodeBlock])
          for (const broken of [damaged, bytes.slice(0, at)]) expect(() => read(broken)).toThrow(BlockDamage);
      }),
    );
  });
});
