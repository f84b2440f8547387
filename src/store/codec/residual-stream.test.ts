import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { bitLength, readResiduals, writeResiduals } from './residual-stream.ts';

/** Whole numbers of every size up to 53 bits, small ones most. */
const residual = fc
  .tuple(fc.nat(53), fc.boolean(), fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }))
  .map(([size, negative, share]) => {
    const magnitude = Math.floor(share * 2 ** size);
    return negative && magnitude > 0 ? -magnitude : magnitude;
  });

function written(residuals: Float64Array): Uint8Array {
  const bytes = new ByteWriter();
  writeResiduals(bytes, residuals);
  return bytes.written();
}

/** Normal noise (Box & Muller 1958) of a small generator. */
function noise(count: number, sigma: number): Float64Array {
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state + 0.5) / 2 ** 32;
  };
  return new Float64Array(count).map(() =>
    Math.round(sigma * Math.sqrt(-2 * Math.log(next())) * Math.cos(2 * Math.PI * next())),
  );
}

describe('a stream of residuals', () => {
  it('gives back every number', () => {
    fc.assert(
      fc.property(fc.array(residual, { maxLength: 300 }), (numbers) => {
        const residuals = Float64Array.from(numbers);
        expect(readResiduals(new ByteReader(written(residuals)), numbers.length)).toEqual(residuals);
      }),
    );
  });

  it('takes one byte where all are 0', () => {
    expect(written(new Float64Array(10_000))).toEqual(Uint8Array.of(0));
  });

  it.each([2, 30, 1_000, 250_000])('takes at most 5 % more than the entropy of noise of σ = %d', (sigma) => {
    const rows = 1_440;
    // Entropy of a normal distribution in whole steps: log2(σ √(2πe)).
    const entropyBytes = (rows * Math.log2(sigma * Math.sqrt(2 * Math.PI * Math.E))) / 8;
    expect(written(noise(rows, sigma)).length).toBeLessThan(1.05 * entropyBytes);
  });

  it('reads any bytes at all, or says that they are damaged', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (bytes) => {
        let read: Float64Array | undefined;
        try {
          read = readResiduals(new ByteReader(bytes), 50);
        } catch (error) {
          expect(error).toMatchObject({ name: 'BlockDamage' });
        }
        if (read) expect(read).toHaveLength(50);
      }),
    );
  });
});

describe('the length of a number in bits', () => {
  it('is that of its binary form', () => {
    for (const number of [0, 1, 2, 3, 255, 256, 2 ** 31, 2 ** 32 - 1, 2 ** 32, 2 ** 53 - 1])
      expect(bitLength(number)).toBe(number === 0 ? 0 : number.toString(2).length);
  });
});
