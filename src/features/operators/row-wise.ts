import { giveBackColumns, lendColumns } from './lent-columns.ts';
import { columnOf, isPresent, type Operator } from './operator.ts';

type RowFunction = (...values: number[]) => number;

/**
 * A function of the row's own inputs, in their order. It is given NaN where one is missing, and what it makes that is
 * no finite number (a division by zero, an overflow) is missing.
 *
 * @example perRow((powerW: number, rateThS: number) => powerW / rateThS) // J/TH
 */
export function perRow(f: RowFunction): Operator {
  return () => (inputs, out, rows) => fill(f, inputs, out, rows);
}

/** Calls with as many arguments as there are inputs: one array a row would cost more than the function. */
function fill(f: RowFunction, inputs: readonly Float64Array[], out: Float64Array, rows: number): void {
  const [a = out, b = a, c = a, d = a, e = a] = inputs;
  const none = Number.NaN;
  switch (inputs.length) {
    case 1:
      for (let i = 0; i < rows; i++) out[i] = finite(f(a[i] ?? none));
      return;
    case 2:
      for (let i = 0; i < rows; i++) out[i] = finite(f(a[i] ?? none, b[i] ?? none));
      return;
    case 3:
      for (let i = 0; i < rows; i++) out[i] = finite(f(a[i] ?? none, b[i] ?? none, c[i] ?? none));
      return;
    case 4:
      for (let i = 0; i < rows; i++)
        out[i] = finite(f(a[i] ?? none, b[i] ?? none, c[i] ?? none, d[i] ?? none));
      return;
    case 5:
      for (let i = 0; i < rows; i++)
        out[i] = finite(f(a[i] ?? none, b[i] ?? none, c[i] ?? none, d[i] ?? none, e[i] ?? none));
      return;
    default: {
      const row = inputs.map(() => none);
      for (let i = 0; i < rows; i++) {
        for (let k = 0; k < inputs.length; k++) row[k] = inputs[k]?.[i] ?? none;
        out[i] = finite(f(...row));
      }
    }
  }
}

function finite(value: number): number {
  return isPresent(value) ? value : Number.NaN;
}

/** One of the inputs as it is; an overflow in it is missing. */
export function input(index: number): Operator {
  return () => (inputs, out, rows) => {
    const column = columnOf(inputs, index);
    for (let i = 0; i < rows; i++) out[i] = finite(column[i] ?? Number.NaN);
  };
}

/**
 * An operator over the columns that others make of the same inputs.
 *
 * @example composed(movingMean(day), perRow(ratio)) // the moving mean of the ratio of two inputs
 */
export function composed(outer: Operator, ...inner: readonly Operator[]): Operator {
  return (setting) => {
    const finish = outer(setting);
    const parts = inner.map((part) => part(setting));
    const columns: Float64Array[] = [];
    return (inputs, out, rows, startMs) => {
      lendColumns(columns, parts.length, rows);
      try {
        for (let k = 0; k < parts.length; k++) parts[k]?.(inputs, columnOf(columns, k), rows, startMs);
        finish(columns, out, rows, startMs);
      } finally {
        giveBackColumns(parts.length);
      }
    };
  };
}
