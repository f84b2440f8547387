import { ArithmeticReader, ArithmeticWriter } from './arithmetic-coder.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { PlainBitReader, PlainBitWriter } from './plain-bits.ts';

/** Bits of a magnitude behind its leading one that are worth learning: below them, noise is even. */
const LEARNT = 3;
/** Contexts of the magnitude's size, for each of three sizes before it: none, up to 3, more. */
const SIZE_CONTEXTS = 64;
const SIGNS = 3 * SIZE_CONTEXTS;
const LEADS = SIGNS + 64;
const CONTEXTS = LEADS + 64 * 2 ** LEARNT;

/** Powers of two: working one out takes longer than all else that is done with a number. */
const POWERS = Float64Array.from({ length: 54 }, (_, exponent) => 2 ** exponent);

function powerOfTwo(exponent: number): number {
  return POWERS[exponent] ?? 0;
}

/** Number of bits of a whole number from 0 to 2^53 − 1; 0 of 0. */
export function bitLength(magnitude: number): number {
  return magnitude < 0x100000000
    ? 32 - Math.clz32(magnitude)
    : 64 - Math.clz32(Math.floor(magnitude / 0x100000000));
}

/**
 * Writes whole numbers of either sign, magnitudes below 2^53, that lie around 0: of each how many bits it has, its sign
 * and its first bits by arithmetic coding, the rest as it is. So also do lossless audio coders and "adaptive Golomb" ones.
 */
export function writeResiduals(bytes: ByteWriter, residuals: Float64Array): void {
  const { longest, usual } = sizesOf(residuals);
  bytes.byte(longest);
  if (longest === 0) return;
  bytes.byte(usual);
  const ranks = new Uint8Array(64);
  for (const [rank, size] of likelySizes(usual, longest).entries()) ranks[size] = rank;
  const coded = new ArithmeticWriter(CONTEXTS);
  const plain = new PlainBitWriter();
  let before = 0;
  for (const residual of residuals) {
    const magnitude = Math.abs(residual);
    const size = bitLength(magnitude);
    const rank = ranks[size] ?? 0;
    for (let asked = 0; asked < rank; asked += 1) coded.bit(before + asked, 0);
    if (rank < longest) coded.bit(before + rank, 1);
    before = contextAfter(size);
    if (size === 0) continue;
    coded.bit(SIGNS + size, residual < 0 ? 1 : 0);
    let rest = magnitude - powerOfTwo(size - 1);
    const unlearnt = Math.max(0, size - 1 - LEARNT);
    const factor = powerOfTwo(unlearnt);
    const lead = Math.floor(rest / factor);
    rest -= lead * factor;
    for (let node = 1, level = size - 2 - unlearnt; level >= 0; level -= 1) {
      const bit = (lead >> level) & 1;
      coded.bit(LEADS + (size << LEARNT) + node, bit);
      node = 2 * node + bit;
    }
    if (unlearnt > 0) plain.bits(rest, unlearnt);
  }
  const first = coded.finish();
  const second = plain.finish();
  bytes.varint(first.length);
  bytes.varint(second.length);
  bytes.bytes(first);
  bytes.bytes(second);
}

/**
 * Reads `count` numbers that {@link writeResiduals} wrote.
 * @throws BlockDamage where the bytes end too early or a size is none
 */
export function readResiduals(bytes: ByteReader, count: number): Float64Array {
  const residuals = new Float64Array(count);
  const longest = bytes.byte();
  if (longest > 53) throw bytes.damage(`numbers of ${longest} bits`);
  if (longest === 0) return residuals;
  const order = likelySizes(bytes.byte(), longest);
  const codedLength = bytes.varint();
  const plainLength = bytes.varint();
  const coded = new ArithmeticReader(CONTEXTS, bytes.bytes(codedLength));
  const plain = new PlainBitReader(bytes.bytes(plainLength));
  let before = 0;
  for (let row = 0; row < count; row += 1) {
    let rank = 0;
    while (rank < longest && coded.bit(before + rank) === 0) rank += 1;
    const size = order[rank] ?? 0;
    before = contextAfter(size);
    if (size === 0) continue;
    const negative = coded.bit(SIGNS + size) === 1;
    const unlearnt = Math.max(0, size - 1 - LEARNT);
    let lead = 1;
    for (let level = size - 1 - unlearnt; level > 0; level -= 1)
      lead = 2 * lead + coded.bit(LEADS + (size << LEARNT) + lead);
    const magnitude = lead * powerOfTwo(unlearnt) + (unlearnt > 0 ? plain.bits(unlearnt) : 0);
    residuals[row] = negative ? -magnitude : magnitude;
  }
  return residuals;
}

function contextAfter(size: number): number {
  return size === 0 ? 0 : size <= 2 ? SIZE_CONTEXTS : 2 * SIZE_CONTEXTS;
}

/** The greatest size of numbers, and the most frequent. */
function sizesOf(residuals: Float64Array): { readonly longest: number; readonly usual: number } {
  const counts = new Uint32Array(64);
  for (const residual of residuals) {
    const size = bitLength(Math.abs(residual));
    counts[size] = (counts[size] ?? 0) + 1;
  }
  return {
    longest: Math.max(
      0,
      counts.findLastIndex((count) => count > 0),
    ),
    usual: counts.indexOf(Math.max(...counts)),
  };
}

/** Sizes from 0 to the longest, the likely ones first: the usual one, then those around it. */
function likelySizes(usual: number, longest: number): readonly number[] {
  return Array.from({ length: longest + 1 }, (_, size) => size).sort(
    (a, b) => Math.abs(a - usual) - Math.abs(b - usual) || a - b,
  );
}
