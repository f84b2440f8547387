import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { fromResiduals, type Prediction, residualsOf } from './prediction.ts';
import { bitLength, readResiduals, writeResiduals } from './residual-stream.ts';

/** Whole numbers that are stored lie within ±GREATEST, so that their differences are exact. */
export const GREATEST = 2 ** 49;
/** How the level itself is told as a shift. */
const NO_SHIFT = 15;
/** Rows of which the cost of a prediction is estimated, and its drift. */
const WEIGHED_ROWS = 2_048;
const SAMPLED_STEPS = 63;
/** A drift beyond this is none, ms or counts a row; it also keeps predictions within 2^52. */
const STEEPEST = 2 ** 40;

/** How numbers will be written: less the first, in multiples of `step`, by the cheapest of the predictions. */
export interface Plan {
  readonly first: number;
  readonly step: number;
  readonly multiples: Float64Array;
  readonly prediction: Prediction;
  /** Estimated. */
  readonly bits: number;
}

/** The cheapest way to write whole numbers within ±{@link GREATEST}. */
export function planNumbers(numbers: Float64Array): Plan {
  const first = numbers[0] ?? 0;
  const step = commonStep(numbers, first);
  const multiples = new Float64Array(step === 0 ? 0 : numbers.length);
  for (let row = 0; row < multiples.length; row += 1) multiples[row] = ((numbers[row] ?? 0) - first) / step;
  let plan: Plan = { first, step, multiples, prediction: { level: 0, drift: 0, shift: 0 }, bits: 0 };
  if (step === 0) return plan;
  plan = { ...plan, bits: Number.POSITIVE_INFINITY };
  for (const prediction of predictionsFor(multiples)) {
    const bits = bitsOf(multiples, prediction, plan.bits);
    if (bits < plan.bits) plan = { ...plan, prediction, bits };
  }
  return plan;
}

/** Writes numbers as planned. */
export function writeNumbers(bytes: ByteWriter, { first, step, multiples, prediction }: Plan): void {
  bytes.signedVarint(first);
  bytes.varint(step);
  if (step === 0) return;
  bytes.byte(prediction.shift ?? NO_SHIFT);
  bytes.signedVarint(prediction.shift === undefined ? prediction.level : prediction.drift);
  writeResiduals(bytes, residualsOf(multiples, prediction));
}

/**
 * Reads `count` numbers that {@link writeNumbers} wrote.
 * @throws BlockDamage where they cannot be
 */
export function readNumbers(bytes: ByteReader, count: number): Float64Array {
  const first = bytes.signedVarint();
  const step = bytes.varint();
  if (step === 0) return new Float64Array(count).fill(first);
  const shift = bytes.byte();
  const told = bytes.signedVarint();
  const prediction =
    shift === NO_SHIFT ? { level: told, drift: 0, shift: undefined } : { level: -told, drift: told, shift };
  const numbers = fromResiduals(readResiduals(bytes, count), prediction);
  for (let row = 0; row < count; row += 1) numbers[row] = (numbers[row] ?? 0) * step + first;
  return numbers;
}

/** Greatest number of which all differences from the first are multiples; 0 where all are equal. */
function commonStep(numbers: Float64Array, first: number): number {
  let step = 0;
  for (const number of numbers) {
    let rest = Math.abs(number - first);
    // Most are multiples of the step so far, and `%` of doubles takes longer than everything else here.
    if (step > 0 && Math.floor(rest / step) * step === rest) continue;
    while (rest > 0) {
      const left = step % rest;
      step = rest;
      rest = left;
    }
    if (step === 1) break;
  }
  return step;
}

/** Multiples begin with 0. */
function predictionsFor(multiples: Float64Array): readonly Prediction[] {
  const following = (drift: number, shifts: readonly number[]) =>
    shifts.map((shift) => ({ level: -drift, drift, shift }));
  let sum = 0;
  for (const multiple of multiples) sum += multiple;
  const drift = medianStep(multiples);
  return [
    { level: Math.round(sum / multiples.length), drift: 0, shift: undefined },
    ...following(0, [0, 1, 2, 3, 5]),
    ...(drift === 0 || Math.abs(drift) > STEEPEST ? [] : following(drift, [0, 2, 5, 7])),
  ];
}

/** Middle difference between neighbours, of some of them. */
function medianStep(numbers: Float64Array): number {
  const steps = numbers.length - 1;
  const sampled = Math.min(steps, SAMPLED_STEPS);
  const differences = new Float64Array(sampled);
  for (let index = 0; index < sampled; index += 1) {
    const row = Math.floor((index * steps) / sampled);
    differences[index] = (numbers[row + 1] ?? 0) - (numbers[row] ?? 0);
  }
  return differences.sort()[sampled >> 1] ?? 0;
}

/** How many residuals are of each size; of one estimate at a time. */
const counts = new Uint32Array(64);

/**
 * About how many bits the residuals of a prediction take: the entropy of their sizes, and their signs and low bits.
 * Infinite as soon as these alone are more than `most`.
 */
function bitsOf(numbers: Float64Array, { level, drift, shift }: Prediction, most: number): number {
  const rows = Math.min(numbers.length, WEIGHED_ROWS);
  const weight = shift === undefined ? 0 : 2 ** -shift;
  const mostSigns = (most * rows) / numbers.length;
  counts.fill(0);
  let signs = 0;
  let follower = level;
  for (let row = 0; row < rows; row += 1) {
    const expected = follower + drift;
    const residual = (numbers[row] ?? 0) - Math.floor(expected);
    const size = bitLength(Math.abs(residual));
    counts[size] = (counts[size] ?? 0) + 1;
    signs += size;
    if (signs > mostSigns) return Number.POSITIVE_INFINITY;
    follower = expected + residual * weight;
  }
  let bits = 0;
  for (let size = 0; size < counts.length; size += 1) {
    const count = counts[size] ?? 0;
    if (count > 0) bits += count * (size + Math.log2(rows / count));
  }
  return (bits * numbers.length) / rows;
}
