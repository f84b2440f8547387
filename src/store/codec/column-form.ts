import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { binaryScale, decimalScale, numbersOf, type Precision, type Scale, valuesOf } from './scale.ts';
import { planNumbers, readNumbers, writeNumbers } from './whole-numbers.ts';

/** What tells the forms apart in a block; only ever appended to. */
const FORMS = ['decimal', 'binary', 'order', 'halves', 'levels'] as const;
/** Values that repeat are told as places in a list of up to so many, the list being worth it from so many rows each. */
const MOST_LEVELS = 256;
const ROWS_PER_LEVEL = 4;

const bits = new DataView(new ArrayBuffer(8));

/** A way to write values, none of them missing. */
export interface FormPlan {
  /** Estimated. */
  readonly bits: number;
  /** Are they told as differences to those of another column? */
  readonly beside: boolean;
  readonly write: (bytes: ByteWriter) => void;
}

/**
 * The form that is estimated to take the fewest bits. `near`, of as many rows, may hold values that are alike row by row.
 */
export function planForm(values: Float64Array, precision: Precision, near?: Float64Array): FormPlan {
  const scales = scalesFor(values, precision);
  const plans = scales.flatMap((scale) => [
    scaled(values, scale),
    ...(near ? [scaled(values, scale, near)] : []),
  ]);
  const levels = levelsOf(values, precision);
  if (levels) plans.push(levels);
  return plans.reduce<FormPlan | undefined>(cheaper, undefined) ?? halves(values);
}

/**
 * Reads `count` values that a {@link FormPlan} wrote, with the same `near` where it was made beside one.
 * @throws BlockDamage where they cannot be
 */
export function readForm(
  bytes: ByteReader,
  count: number,
  precision: Precision,
  near?: Float64Array,
): Float64Array {
  const form = bytes.byte();
  const kind = FORMS[form];
  if (kind === undefined) throw bytes.damage(`a column of the unknown form ${form}`);
  if (kind === 'halves') return readHalves(bytes, count);
  if (kind === 'levels') return readLevels(bytes, count, precision);
  const scale: Scale = kind === 'order' ? { kind } : { kind, exponent: bytes.signedVarint() };
  const numbers = readNumbers(bytes, count);
  if (near) add(numbers, numbersOf(near, scale));
  return valuesOf(numbers, scale, precision);
}

function scalesFor(values: Float64Array, precision: Precision): readonly Scale[] {
  const decimal = decimalScale(values, precision);
  if (precision === 'float32') return decimal ? [decimal, { kind: 'order' }] : [{ kind: 'order' }];
  return [decimal, binaryScale(values)].filter((scale) => scale !== undefined);
}

function scaled(values: Float64Array, scale: Scale, near?: Float64Array): FormPlan {
  const numbers = numbersOf(values, scale);
  const plan = planNumbers(near ? differences(numbers, numbersOf(near, scale)) : numbers);
  return {
    bits: plan.bits,
    beside: near !== undefined,
    write(bytes) {
      bytes.byte(FORMS.indexOf(scale.kind));
      if (scale.kind !== 'order') bytes.signedVarint(scale.exponent);
      writeNumbers(bytes, plan);
    },
  };
}

function cheaper(best: FormPlan | undefined, plan: FormPlan): FormPlan {
  return best && best.bits <= plan.bits ? best : plan;
}

/** Values of few kinds, as those of a fan whose speed is told in whole ticks: their places in the sorted list of kinds. */
function levelsOf(values: Float64Array, precision: Precision): FormPlan | undefined {
  const most = Math.min(MOST_LEVELS, values.length / ROWS_PER_LEVEL);
  const kinds = new Set<number>();
  for (const value of values) {
    // A set holds +0 and −0 for the same.
    if (Object.is(value, -0)) return undefined;
    kinds.add(value);
    if (kinds.size > most) return undefined;
  }
  const levels = Float64Array.from(kinds).sort();
  const places = new Map(Array.from(levels, (level, place) => [level, place]));
  const list = planForm(levels, precision);
  const plan = planNumbers(values.map((value) => places.get(value) ?? 0));
  return {
    bits: plan.bits + list.bits,
    beside: false,
    write(bytes) {
      bytes.byte(FORMS.indexOf('levels'));
      bytes.varint(levels.length);
      list.write(bytes);
      writeNumbers(bytes, plan);
    },
  };
}

function readLevels(bytes: ByteReader, count: number, precision: Precision): Float64Array {
  const many = bytes.varint();
  if (many > MOST_LEVELS) throw bytes.damage(`${many} levels`);
  const levels = readForm(bytes, many, precision);
  return readNumbers(bytes, count).map((place) => levels[place] ?? Number.NaN);
}

/** The upper and the lower 32 bits of doubles that nothing shorter holds; the upper ones in the order of the values. */
function halves(values: Float64Array): FormPlan {
  const upper = new Float64Array(values.length);
  const lower = new Float64Array(values.length);
  values.forEach((value, row) => {
    bits.setFloat64(0, value);
    const word = bits.getInt32(0);
    upper[row] = word >= 0 ? word : -(word & 0x7fffffff) - 1;
    lower[row] = bits.getUint32(4);
  });
  const plans = [planNumbers(upper), planNumbers(lower)];
  return {
    bits: plans.reduce((sum, plan) => sum + plan.bits, 0),
    beside: false,
    write(bytes) {
      bytes.byte(FORMS.indexOf('halves'));
      for (const plan of plans) writeNumbers(bytes, plan);
    },
  };
}

function readHalves(bytes: ByteReader, count: number): Float64Array {
  const upper = readNumbers(bytes, count);
  const lower = readNumbers(bytes, count);
  return upper.map((word, row) => {
    bits.setInt32(0, word >= 0 ? word : (-word - 1) | 0x80000000);
    bits.setUint32(4, lower[row] ?? 0);
    return bits.getFloat64(0);
  });
}

function differences(numbers: Float64Array, near: Float64Array): Float64Array {
  return numbers.map((number, row) => number - (near[row] ?? 0));
}

function add(numbers: Float64Array, near: Float64Array): void {
  for (let row = 0; row < numbers.length; row += 1) numbers[row] = (numbers[row] ?? 0) + (near[row] ?? 0);
}
