import type { Speaker } from '../../domain/forecast.ts';
import type { ForecastExplanation, SeriesTable } from '../../numerics/forecast/learned/forecaster.ts';
import { tableBefore } from './series-of-target.ts';

/** Who takes part in a contest: a simple rule, or a model. */
export interface Competitor {
  readonly speaker: Speaker;
  /** Rows of the past without which it is not asked. */
  readonly rowsNeeded: number;
  /** How often it learns anew over the past that a contest goes through. */
  readonly fits: number;
  /**
   * Learns from all rows of a table. Yields often (below 30 ms) where it takes longer than that.
   * @throws RangeError, ForecastError where it cannot
   */
  readonly learn: (known: SeriesTable) => Generator<unknown, Learnt>;
}

/** A competitor that has learnt. */
export interface Learnt {
  /**
   * Continues a table, which begins with the rows that were learnt from, from each origin by the rows before it: as many steps as
   * its competitor was made for, on the table's own scale.
   */
  readonly forecastFrom: (table: SeriesTable, origins: readonly number[]) => readonly Float64Array[];
  /** Names of the columns beside the target that it looks at; none where absent. */
  readonly columns?: readonly string[] | undefined;
  /** Exact shares of all inputs in a step (from 0) behind a table's last row; of those that can tell them within some ms. */
  readonly explain?: ((table: SeriesTable, step: number) => ForecastExplanation) | undefined;
}

/** One that says the future from the past alone, and of which nothing is kept between two forecasts. */
export function plainCompetitor(
  speaker: Speaker,
  rowsNeeded: number,
  horizon: number,
  forecast: (past: Float64Array) => Float64Array,
): Competitor {
  return {
    speaker,
    rowsNeeded,
    fits: 1,
    *learn() {
      return {
        forecastFrom: (table, origins) =>
          origins.map((origin) => forecast(tableBefore(table, origin, horizon).target)),
      };
    },
  };
}
