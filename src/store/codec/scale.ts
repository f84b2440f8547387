import { GREATEST } from './whole-numbers.ts';

export type Precision = 'float32' | 'float64';

/**
 * How values become whole numbers m, exactly:
 *   decimal: v = m · 10^exponent, rounded to the precision of the column: what a device wrote down, as 61.375 or
 *     1072.24e9 (Afroozeh, Kuffo & Boncz, "ALP: Adaptive Lossless floating-Point Compression", SIGMOD 2024);
 *   binary: v = m · 2^exponent: sums of float32 values;
 *   order: m is the place of v among all float32 values, 0 being +0: whatever else fits a float32, ±∞ and −0 as well.
 */
export type Scale = Exponential | { readonly kind: 'order' };

export interface Exponential {
  readonly kind: 'decimal' | 'binary';
  readonly exponent: number;
}

/** Powers of ten that a double holds exactly go to 10^22. */
const POWERS = Float64Array.from({ length: 23 }, (_, exponent) => Number(`1e${exponent}`));
const GREATEST_EXPONENT = 15;
const SAMPLED = 64;

const bits = new DataView(new ArrayBuffer(8));
/** A float32 and its bits. */
const single = new Float32Array(1);
const word = new Int32Array(single.buffer);

/** The decimal scale of the fewest digits that holds every value exactly; undefined where none does. */
export function decimalScale(values: Float64Array): Scale | undefined {
  let exponent = GREATEST_EXPONENT;
  for (const value of values) exponent = Math.min(exponent, digitsOf(value, exponent, 'float64'));
  // Those before the one of most digits are as exact with more digits, but may get too great by them.
  const isHeld = values.every((value) => isDecimal(value, exponent, 'float64'));
  return isHeld ? { kind: 'decimal', exponent } : undefined;
}

/**
 * The decimal scale of the fewest digits that holds nearly all of some of the values, as float32. Some it may miss by
 * the last bit: 1093.12 · 10⁹ lies halfway between two float32, and which of them a device's answer became depends on
 * how it was multiplied.
 */
export function likelyDecimalScale(values: Float64Array): Exponential {
  const sampled = Math.min(values.length, SAMPLED);
  const exponents = Float64Array.from({ length: sampled }, (_, index) =>
    digitsOf(values[Math.floor((index * values.length) / sampled)] ?? 0, GREATEST_EXPONENT, 'float32'),
  ).sort();
  return { kind: 'decimal', exponent: exponents[sampled >> 4] ?? 0 };
}

/** The scale of the greatest power of two that every value is a multiple of; undefined where numbers get too great. */
export function binaryScale(values: Float64Array): Scale | undefined {
  let exponent = 1_023;
  let greatest = 0;
  for (const value of values) {
    if (Object.is(value, -0) || !Number.isFinite(value)) return undefined;
    if (value === 0) continue;
    exponent = Math.min(exponent, powerOfTwoIn(value));
    greatest = Math.max(greatest, Math.abs(value));
  }
  return greatest * 2 ** -exponent <= GREATEST ? { kind: 'binary', exponent } : undefined;
}

/** The whole numbers of values; of one that the scale does not hold, the nearest, and 0 of one too great or missing. */
export function numbersOf(values: Float64Array, scale: Scale): Float64Array {
  const numbers = new Float64Array(values.length);
  const { factor, isMultiple } = scale.kind === 'order' ? UNSCALED : factorOf(scale);
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? 0;
    if (Number.isNaN(value)) continue;
    const number =
      scale.kind === 'order' ? placeOf(value) : Math.round(isMultiple ? value / factor : value * factor);
    // Adding 0 makes +0 of −0.
    numbers[row] = Math.abs(number) <= GREATEST ? number + 0 : 0;
  }
  return numbers;
}

/** The values of whole numbers; overwrites and returns them. */
export function valuesOf(numbers: Float64Array, scale: Scale, precision: Precision): Float64Array {
  if (scale.kind === 'order') {
    for (let row = 0; row < numbers.length; row += 1) numbers[row] = valueAt(numbers[row] ?? 0);
    return numbers;
  }
  const { factor, isMultiple } = factorOf(scale);
  const isSingle = precision === 'float32' && scale.kind === 'decimal';
  for (let row = 0; row < numbers.length; row += 1) {
    const number = numbers[row] ?? 0;
    const value = isMultiple ? number * factor : number / factor;
    numbers[row] = isSingle ? Math.fround(value) : value;
  }
  return numbers;
}

/** What a value is so many times, or a part of. */
interface Factor {
  readonly factor: number;
  /** Is the value the number times the factor, not the number divided by it? */
  readonly isMultiple: boolean;
}

const UNSCALED: Factor = { factor: 1, isMultiple: true };

/** A negative power of ten would not be exact: then the positive one divides. */
function factorOf({ kind, exponent }: Exponential): Factor {
  if (kind === 'binary') return { factor: 2 ** exponent, isMultiple: true };
  return { factor: POWERS[Math.abs(exponent)] ?? 1, isMultiple: exponent > 0 };
}

/** The greatest exponent, up to one, with which a value is a whole number; the least of all where it is with none. */
function digitsOf(value: number, greatest: number, precision: Precision): number {
  let exponent = greatest;
  while (exponent > -GREATEST_EXPONENT && !isDecimal(value, exponent, precision)) exponent -= 1;
  return exponent;
}

/** Is a value a whole number times 10^exponent, rounded to its precision? */
function isDecimal(value: number, exponent: number, precision: Precision): boolean {
  const power = POWERS[Math.abs(exponent)] ?? 1;
  const number = Math.round(exponent > 0 ? value / power : value * power);
  const told = exponent > 0 ? number * power : number / power;
  const isSame = (precision === 'float32' ? Math.fround(told) : told) === value;
  return isSame && Math.abs(number) <= GREATEST && !Object.is(value, -0);
}

/** The place of a float32 value among all of them. */
function placeOf(value: number): number {
  single[0] = value;
  const place = word[0] ?? 0;
  return place >= 0 ? place : -(place & 0x7fffffff) - 1;
}

function valueAt(place: number): number {
  word[0] = place >= 0 ? place : (-place - 1) | 0x80000000;
  return single[0] ?? 0;
}

/** Exponent of the lowest bit that is set in a finite value other than 0. */
function powerOfTwoIn(value: number): number {
  bits.setFloat64(0, value);
  const upper = bits.getUint32(0);
  const lower = bits.getUint32(4);
  const exponent = (upper >>> 20) & 0x7ff;
  // A subnormal has no hidden bit, and the exponent of the least normal one.
  const mantissa = exponent === 0 ? upper & 0xfffff : (upper & 0xfffff) | 0x100000;
  const zeros = lower === 0 ? 32 + trailingZeros(mantissa) : trailingZeros(lower);
  return Math.max(exponent, 1) - 1_075 + zeros;
}

function trailingZeros(word: number): number {
  return 31 - Math.clz32(word & -word);
}
