import { columnOf, isPresent, type Operator, rowsOf } from './operator.ts';
import { composed, input, perRow } from './row-wise.ts';

/** What the input was so long ago; missing for as long as nobody was there to see it. */
export function lag(spanMs: number): Operator {
  return ({ stepMs }) => {
    const size = rowsOf(spanMs, stepMs);
    const ring = new Float64Array(size).fill(Number.NaN);
    let at = 0;
    return (inputs, out, rows) => {
      const values = columnOf(inputs, 0);
      for (let i = 0; i < rows; i++) {
        const value = values[i] ?? Number.NaN;
        out[i] = ring[at] ?? Number.NaN;
        ring[at] = isPresent(value) ? value : Number.NaN;
        if (++at === size) at = 0;
      }
    };
  };
}

/** By how much the input has changed over a span; missing where either end is. */
export function difference(spanMs: number): Operator {
  return composed(
    perRow((now: number, before: number) => now - before),
    input(0),
    lag(spanMs),
  );
}

/** Change over a span as a share of what it was, 0.1 for a tenth more; missing where that was not above 0. */
export function relativeChange(spanMs: number): Operator {
  return composed(
    perRow((now: number, before: number) => (before > 0 ? now / before - 1 : Number.NaN)),
    input(0),
    lag(spanMs),
  );
}
