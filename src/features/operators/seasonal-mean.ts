import { columnOf, isPresent, type Operator, rowNumber, rowsNeeded, rowsOf } from './operator.ts';

/** Cycles that a season is taken from. */
export interface SeasonalWindow {
  readonly periodMs: number;
  /** How many of them, the present one included. */
  readonly cycles: number;
  /** Share of the cycles, 0..1, whose row must be there. */
  readonly atLeast: number;
}

/** Mean of the rows at the same place of the last cycles: of this hour on the last seven days. */
export function seasonalMean({ periodMs, cycles, atLeast }: SeasonalWindow): Operator {
  return ({ stepMs }) => {
    const period = rowsOf(periodMs, stepMs);
    const size = period * cycles;
    const needed = rowsNeeded({ windowMs: size * stepMs, atLeast }, cycles);
    const ring = new Float64Array(size).fill(Number.NaN);
    return (inputs, out, rows, startMs) => {
      const values = columnOf(inputs, 0);
      // By the row's number, so that the sum goes through the cycles in one order, whenever it was begun.
      let at = rowNumber(startMs, stepMs) % size;
      for (let i = 0; i < rows; i++) {
        ring[at] = values[i] ?? Number.NaN;
        let sum = 0;
        let present = 0;
        for (let k = at % period; k < size; k += period) {
          const value = ring[k] ?? Number.NaN;
          if (!isPresent(value)) continue;
          sum += value;
          present++;
        }
        const mean = present < needed ? Number.NaN : sum / present;
        out[i] = isPresent(mean) ? mean : Number.NaN;
        if (++at === size) at = 0;
      }
    };
  };
}
