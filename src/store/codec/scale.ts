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

/** The decimal scale of the fewest digits that holds every value exactly; undefined where none does. */
export function decimalScale(values: Float64Array): Scale | undefined {
  let exponent = GREATEST_EXPONENT;
  for (const value of values) exponent = Math.min(exponent, digitsOf(value, exponent, 'float64'));
  const scale: Scale = { kind: 'decimal', exponent };
  // Those before the one of most digits are as exact with more digits, but may get too great by them.
  return values.every((value) => isHeld(value, scale, 'float64')) ? scale : undefined;
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
  for (let row = 0; row < values.length; row += 1) {
    const value = values[row] ?? 0;
    const number = Number.isNaN(value) ? 0 : toNumber(value, scale);
    // Adding 0 makes +0 of −0.
    numbers[row] = Math.abs(number) <= GREATEST ? number + 0 : 0;
  }
  return numbers;
}

/** The values of whole numbers; overwrites and returns them. */
export function valuesOf(numbers: Float64Array, scale: Scale, precision: Precision): Float64Array {
  for (let row = 0; row < numbers.length; row += 1)
    numbers[row] = toValue(numbers[row] ?? 0, scale, precision);
  return numbers;
}

/** The greatest exponent, up to one, with which a value is a whole number; the least of all where it is with none. */
function digitsOf(value: number, greatest: number, precision: Precision): number {
  let exponent = greatest;
  while (exponent > -GREATEST_EXPONENT && !isHeld(value, { kind: 'decimal', exponent }, precision))
    exponent -= 1;
  return exponent;
}

function isHeld(value: number, scale: Scale, precision: Precision): boolean {
  const number = toNumber(value, scale);
  return Math.abs(number) <= GREATEST && toValue(number, scale, precision) === value && !Object.is(value, -0);
}

function toNumber(value: number, scale: Scale): number {
  if (scale.kind === 'order') {
    bits.setFloat32(0, value);
    const place = bits.getInt32(0);
    return place >= 0 ? place : -(place & 0x7fffffff) - 1;
  }
  if (scale.kind === 'binary') return Math.round(value * 2 ** -scale.exponent);
  const power = POWERS[Math.abs(scale.exponent)] ?? 1;
  return Math.round(scale.exponent > 0 ? value / power : value * power);
}

function toValue(number: number, scale: Scale, precision: Precision): number {
  if (scale.kind === 'order') {
    bits.setInt32(0, number >= 0 ? number : (-number - 1) | 0x80000000);
    return bits.getFloat32(0);
  }
  if (scale.kind === 'binary') return number * 2 ** scale.exponent;
  const power = POWERS[Math.abs(scale.exponent)] ?? 1;
  const value = scale.exponent > 0 ? number * power : number / power;
  return precision === 'float32' ? Math.fround(value) : value;
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
