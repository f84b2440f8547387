import { columnOf, isPresent, type Operator } from './operator.ts';

/**
 * What most formulas are made of, as loops over whole columns. `perRow` says the same with a function, which is called
 * once a row and costs five to ten times as much: these are for features of each minute.
 */

/** An input times a factor, and an offset added. */
export function linear(factor: number, offset = 0, index = 0): Operator {
  return () => (inputs, out, rows) => {
    const column = columnOf(inputs, index);
    for (let i = 0; i < rows; i++) out[i] = finite((column[i] ?? Number.NaN) * factor + offset);
  };
}

/** An input in a unit so much larger: hashes in terahashes by 1e12. Times 1e-12 would be rounded twice. */
export function dividedBy(divisor: number, index = 0): Operator {
  return () => (inputs, out, rows) => {
    const column = columnOf(inputs, index);
    for (let i = 0; i < rows; i++) out[i] = finite((column[i] ?? Number.NaN) / divisor);
  };
}

/** An input, moved to the nearer end of a range where it lies outside. */
export function within(least: number, greatest: number, index = 0): Operator {
  return () => (inputs, out, rows) => {
    const column = columnOf(inputs, index);
    for (let i = 0; i < rows; i++) {
      const value = column[i] ?? Number.NaN;
      out[i] = value < least ? least : value > greatest ? greatest : finite(value);
    }
  };
}

/** An input less another. */
export function minus(first = 0, second = 1): Operator {
  return () => (inputs, out, rows) => {
    const a = columnOf(inputs, first);
    const b = columnOf(inputs, second);
    for (let i = 0; i < rows; i++) out[i] = finite((a[i] ?? Number.NaN) - (b[i] ?? Number.NaN));
  };
}

/** An input times another. */
export function product(first = 0, second = 1): Operator {
  return () => (inputs, out, rows) => {
    const a = columnOf(inputs, first);
    const b = columnOf(inputs, second);
    for (let i = 0; i < rows; i++) out[i] = finite((a[i] ?? Number.NaN) * (b[i] ?? Number.NaN));
  };
}

/** An input over another; missing where that is not above 0. */
export function ratio(first = 0, second = 1): Operator {
  return ratioFrom(Number.MIN_VALUE, first, second);
}

/** An input over another; missing where that is less than `least`. */
export function ratioFrom(least: number, first = 0, second = 1): Operator {
  return () => (inputs, out, rows) => {
    const a = columnOf(inputs, first);
    const b = columnOf(inputs, second);
    for (let i = 0; i < rows; i++) {
      const below = b[i] ?? Number.NaN;
      out[i] = below >= least ? finite((a[i] ?? Number.NaN) / below) : Number.NaN;
    }
  };
}

/** An input over the sum of it and another; missing where that is not above 0. */
export function shareOfBoth(first = 0, second = 1): Operator {
  return () => (inputs, out, rows) => {
    const a = columnOf(inputs, first);
    const b = columnOf(inputs, second);
    for (let i = 0; i < rows; i++) {
      const part = a[i] ?? Number.NaN;
      const both = part + (b[i] ?? Number.NaN);
      out[i] = both > 0 ? finite(part / both) : Number.NaN;
    }
  };
}

/** An input over another, of quantities that are nothing unless above 0: missing where either is not. */
export function quotient(first = 0, second = 1): Operator {
  return () => (inputs, out, rows) => {
    const a = columnOf(inputs, first);
    const b = columnOf(inputs, second);
    for (let i = 0; i < rows; i++) {
      const above = a[i] ?? Number.NaN;
      const below = b[i] ?? Number.NaN;
      out[i] = above > 0 && below > 0 ? finite(above / below) : Number.NaN;
    }
  };
}

/** An input where it is there, else another: the plug before the device. */
export function firstThere(first = 0, second = 1): Operator {
  return () => (inputs, out, rows) => {
    const a = columnOf(inputs, first);
    const b = columnOf(inputs, second);
    for (let i = 0; i < rows; i++) {
      const value = a[i] ?? Number.NaN;
      out[i] = isPresent(value) ? value : finite(b[i] ?? Number.NaN);
    }
  };
}

function finite(value: number): number {
  return isPresent(value) ? value : Number.NaN;
}
