import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import {
  binaryScale,
  decimalScale,
  likelyDecimalScale,
  numbersOf,
  type Precision,
  type Scale,
  valuesOf,
} from './scale.ts';
import { planNumbers, readNumbers, writeNumbers } from './whole-numbers.ts';

/**
 * What tells the forms apart in a block; only ever appended to. `corrected`: decimals, and by how many float32 values
 * each is off; `halves`: the upper and the lower 32 bits; `levels`: places in a list of values.
 */
const FORMS = ['decimal', 'binary', 'order', 'corrected', 'halves', 'levels'] as const;
/** Values that repeat are told as places in a list of up to so many, the list being worth it from so many rows each. */
const MOST_LEVELS = 256;
const ROWS_PER_LEVEL = 4;

const bits = new DataView(new ArrayBuffer(8));

/** A way to write values, none of them missing. */
export interface FormPlan {
  /** Estimated. */
  readonly bits: number;
  readonly write: (bytes: ByteWriter) => void;
}

/** The form that is estimated to take the fewest bits. */
export function planForm(values: Float64Array, precision: Precision): FormPlan {
  const plans =
    precision === 'float32'
      ? [corrected(values), scaled(values, { kind: 'order' })]
      : [decimalScale(values), binaryScale(values)].flatMap((scale) =>
          scale ? [scaled(values, scale)] : [],
        );
  const levels = levelsOf(values, precision);
  if (levels) plans.push(levels);
  return plans.reduce<FormPlan | undefined>(cheaper, undefined) ?? halves(values);
}

/**
 * Reads `count` values that a {@link FormPlan} wrote.
 * @throws BlockDamage where they cannot be
 */
export function readForm(
  bytes: ByteReader,
  count: number,
  precision: Precision,
  ofLevels = false,
): Float64Array {
  const form = bytes.byte();
  const kind = FORMS[form];
  switch (kind) {
    case 'order':
      return valuesOf(readNumbers(bytes, count), { kind }, precision);
    case 'decimal':
    case 'binary': {
      const exponent = bytes.signedVarint();
      return valuesOf(readNumbers(bytes, count), { kind, exponent }, precision);
    }
    case 'corrected':
      return readCorrected(bytes, count);
    case 'halves':
      return readHalves(bytes, count);
    case 'levels':
      if (!ofLevels) return readLevels(bytes, count, precision);
      throw bytes.damage('levels of levels');
    default:
      throw bytes.damage(`a column of the unknown form ${form}`);
  }
}

function cheaper(best: FormPlan | undefined, plan: FormPlan): FormPlan {
  return best && best.bits <= plan.bits ? best : plan;
}

function scaled(values: Float64Array, scale: Scale): FormPlan {
  const plan = planNumbers(numbersOf(values, scale));
  return {
    bits: plan.bits,
    write(bytes) {
      bytes.byte(FORMS.indexOf(scale.kind));
      if (scale.kind !== 'order') bytes.signedVarint(scale.exponent);
      writeNumbers(bytes, plan);
    },
  };
}

function corrected(values: Float64Array): FormPlan {
  const scale = likelyDecimalScale(values);
  const numbers = numbersOf(values, scale);
  const plan = planNumbers(numbers);
  const told = numbersOf(valuesOf(numbers, scale, 'float32'), { kind: 'order' });
  const off = numbersOf(values, { kind: 'order' });
  for (let row = 0; row < off.length; row += 1) off[row] = (off[row] ?? 0) - (told[row] ?? 0);
  const corrections = planNumbers(off);
  return {
    bits: plan.bits + corrections.bits,
    write(bytes) {
      bytes.byte(FORMS.indexOf('corrected'));
      bytes.signedVarint(scale.exponent);
      writeNumbers(bytes, plan);
      writeNumbers(bytes, corrections);
    },
  };
}

function readCorrected(bytes: ByteReader, count: number): Float64Array {
  const exponent = bytes.signedVarint();
  const told = valuesOf(readNumbers(bytes, count), { kind: 'decimal', exponent }, 'float32');
  const places = numbersOf(told, { kind: 'order' });
  const corrections = readNumbers(bytes, count);
  for (let row = 0; row < count; row += 1) places[row] = (places[row] ?? 0) + (corrections[row] ?? 0);
  return valuesOf(places, { kind: 'order' }, 'float32');
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
  const levels = readForm(bytes, many, precision, true);
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
