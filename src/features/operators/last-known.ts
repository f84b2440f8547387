import { columnOf, isPresent, type Operator, rowsOf } from './operator.ts';

/** The last value that was there, for so long at most. */
export function hold(forMs: number): Operator {
  return ({ stepMs }) => {
    const most = rowsOf(forMs, stepMs);
    let last = Number.NaN;
    let age = 0;
    return (inputs, out, rows) => {
      const values = columnOf(inputs, 0);
      for (let i = 0; i < rows; i++) {
        const value = values[i] ?? Number.NaN;
        age = isPresent(value) ? 0 : age + 1;
        if (age === 0) last = value;
        out[i] = age > most ? Number.NaN : last;
      }
    };
  };
}

/**
 * Time since the input was last above 0, ms: 0 in the row itself. Missing where that was never or longer ago than the
 * window, and in rows where the input is missing it goes on counting.
 */
export function timeSince(windowMs: number): Operator {
  return ({ stepMs }) => {
    const most = rowsOf(windowMs, stepMs);
    let age = Number.POSITIVE_INFINITY;
    return (inputs, out, rows) => {
      const values = columnOf(inputs, 0);
      for (let i = 0; i < rows; i++) {
        age = (values[i] ?? Number.NaN) > 0 ? 0 : age + 1;
        out[i] = age >= most ? Number.NaN : age * stepMs;
      }
    };
  };
}
