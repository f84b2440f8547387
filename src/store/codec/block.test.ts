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

  it('of a few minutes tells every single bit that flips, and every length that is too short', () => {
    const minutes = Float64Array.from({ length: 30 }, (_, row) => Math.fround(17 + ((row * 7) % 11) / 10));
    const bytes = encodeBlock(30, [
      { name: 'at', values: minutes.map((_, row) => row * 60_000), precision: 'float64' },
      { name: 'powerW', values: minutes, precision: 'float32' },
      {
        name: 'powerW.min',
        values: minutes.map((value, row) => (row % 9 ? value : Number.NaN)),
        precision: 'float32',
      },
    ]);
    for (let at = 0; at < bytes.length; at += 1) {
      expect(() => checkBlock(bytes.slice(0, at))).toThrow(BlockDamage);
      for (let bit = 1; bit < 256; bit *= 2) {
        const damaged = bytes.slice();
        damaged[at] = (bytes[at] ?? 0) ^ bit;
        expect(() => checkBlock(damaged)).toThrow(BlockDamage);
      }
    }
  });

  it('whose one column is damaged still gives the others', () => {
    const values = Float64Array.of(1.5, 2.5, 4.5);
    const bytes = encodeBlock(3, [
      { name: 'whole', values, precision: 'float64' },
      { name: 'broken', values: values.map((value) => value ** 2), precision: 'float64' },
    ]);
    bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
    expect(decodeBlock(bytes, (name) => name === 'whole').columns.get('whole')).toEqual(values);
    expect(() => decodeBlock(bytes)).toThrow(/^broken with a wrong checksum/);
  });

  it('refuses a column of another length', () => {
    const short = { name: 'a', values: Float64Array.of(1), precision: 'float64' } as const;
    expect(() => encodeBlock(2, [short])).toThrow(RangeError);
  });
});
