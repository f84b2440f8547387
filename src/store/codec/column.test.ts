import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { type Column, readColumn, writeColumn } from './column.ts';

const DAY = 1_440;

function written(values: Float64Array, precision: Column['precision']): Uint8Array {
  const bytes = new ByteWriter();
  writeColumn(bytes, { name: 'any', values, precision });
  return bytes.written();
}

/** Bytes of a column, after it was read again as it was. */
function bytesOf(values: Float64Array, precision: Column['precision']): number {
  const bytes = written(values, precision);
  expect(readColumn(new ByteReader(bytes), values.length)).toEqual(values);
  return bytes.length;
}

/** Row by row, the same at each run: about even over [0, 1). */
function even(row: number): number {
  return ((row * 2_654_435_761) % 2 ** 32) / 2 ** 32;
}

const day = (valueAt: (row: number) => number) =>
  Float64Array.from({ length: DAY }, (_, row) => valueAt(row));
const float32 = (valueAt: (row: number) => number) => day((row) => Math.fround(valueAt(row)));

describe('a column', () => {
  it('of polls each minute takes next to nothing', () => {
    expect(
      bytesOf(
        day((row) => 1_750_000_000_000 + row * 60_000),
        'float64',
      ),
    ).toBeLessThan(24);
  });

  it('of polls with an outage in between takes next to nothing, too', () => {
    const atMs = day((row) => 1_750_000_000_000 + row * 60_000 + (row > 700 ? 7_200_000 : 0));
    expect(bytesOf(atMs, 'float64')).toBeLessThan(64);
  });

  it('of whole steps between two temperatures takes their entropy', () => {
    const temperatures = float32((row) => 61.375 + 0.125 * Math.floor(4 * even(row)));
    expect(bytesOf(temperatures, 'float32')).toBeLessThan(DAY * (2 / 8) * 1.1);
  });

  it('of a hashrate told to two decimals takes what its noise takes, wherever float32 rounds it', () => {
    // 1,000 even steps of 0.01 GH/s; every 512th or so lies halfway between two float32.
    const hashrates = day((row) => {
      const told = 1_093.12e9 + 1e7 * Math.floor(1_000 * even(row));
      return Math.fround(row % 50 === 0 ? (told / 1e9) * 1e9 * (1 - 1e-15) : told);
    });
    expect(bytesOf(hashrates, 'float32')).toBeLessThan(DAY * (Math.log2(1_000) / 8) * 1.05);
  });

  it('of a counter takes what its steps take, also over a restart', () => {
    let accepted = 200_000;
    const counter = day((row) => {
      accepted = row === 900 ? 0 : accepted + Math.floor(8 * even(row));
      return accepted;
    });
    expect(bytesOf(counter, 'float64')).toBeLessThan(DAY * (3 / 8) * 1.1);
  });

  it('of a fan that knows few speeds takes their places in a list', () => {
    // 5,400,000 over whole ticks, as a tachometer tells it.
    const speeds = float32((row) => Math.round(5_400_000 / (930 + Math.floor(8 * even(row)))));
    expect(bytesOf(speeds, 'float32')).toBeLessThan(DAY * (3 / 8) * 1.1 + 30);
  });

  it('of sums of float32 takes no 8 bytes a value', () => {
    const sums = day(
      (row) => Math.fround(18.7312469 + 0.01 * even(row)) + Math.fround(18.7 + 0.02 * even(row)),
    );
    expect(bytesOf(sums, 'float64')).toBeLessThan(DAY * 2.6);
  });

  it('holds missing rows apart, in less than a bit each', () => {
    const whole = float32((row) => Math.floor(16 * even(row)));
    const gaps = whole.map((value, row) => (row > 300 && row < 500 ? Number.NaN : value));
    expect(bytesOf(gaps, 'float32')).toBeLessThan(bytesOf(whole, 'float32'));
  });

  it.each<[string, Column['precision'], number[]]>([
    ['zeros of both signs', 'float32', [0, -0, 0, -0]],
    ['zeros of both signs in doubles', 'float64', [0, -0, 1.5, -0]],
    ['infinities', 'float32', [Number.POSITIVE_INFINITY, 1, Number.NEGATIVE_INFINITY]],
    ['infinities in doubles', 'float64', [Number.POSITIVE_INFINITY, 1, Number.NEGATIVE_INFINITY]],
    ['the least and the greatest float32', 'float32', [2 ** -149, -(2 ** -149), 3.4028234663852886e38]],
    ['the least and the greatest double', 'float64', [Number.MIN_VALUE, -Number.MAX_VALUE, 0.1]],
    ['numbers beyond whole ones', 'float64', [2 ** 53, 2 ** 53 + 2, -(2 ** 60)]],
    ['a small value beside a great one', 'float64', [-5_629.5, 6.5072658372855585e-9]],
  ])('holds %s', (_, precision, values) => {
    bytesOf(Float64Array.from(values), precision);
  });

  it('holds whatever a wandering device tells, missing or not', () => {
    const steps = fc.array(fc.option(fc.integer({ min: -50, max: 50 }), { freq: 6 }), {
      minLength: 1,
      maxLength: 300,
    });
    fc.assert(
      fc.property(
        steps,
        fc.constantFrom(1, 8, 10, 100, 1_000, 1e-7, 3),
        fc.nat(100_000),
        (walk, parts, from) => {
          let at = from;
          const values = walk.map((step) => {
            at += step ?? 0;
            return step === null ? Number.NaN : at / parts;
          });
          if (values.every(Number.isNaN)) return;
          bytesOf(Float64Array.from(values), 'float64');
          bytesOf(Float64Array.from(values, Math.fround), 'float32');
        },
      ),
    );
  });

  it('made of any bytes is read, or said to be damaged', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 80 }), (bytes) => {
        let read: Float64Array | undefined;
        try {
          read = readColumn(new ByteReader(bytes), 30);
        } catch (error) {
          expect(error).toMatchObject({ name: 'BlockDamage' });
        }
        if (read) expect(read).toHaveLength(30);
      }),
      { numRuns: 2_000 },
    );
  });
});
