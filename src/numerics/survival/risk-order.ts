import type { SurvivalRows } from './survival-rows.ts';

/** Rows in the order in which they join the sets at risk when time runs backwards, stratum by stratum. */
export interface RiskOrder {
  /** By place in this order: the row. Strata upwards, then ends downwards, events before censored ones of the same end. */
  readonly row: Uint32Array;
  readonly stop: Float64Array;
  readonly event: Uint8Array;
  readonly weight: Float64Array;
  /** Ends of strata, as places. */
  readonly strataEnds: readonly number[];
  /** Places by stratum, then starts downwards, which is when rows leave; undefined where all are watched from the beginning. */
  readonly leaving: Uint32Array | undefined;
  /** By place. */
  readonly start: Float64Array | undefined;
}

/** Sorts rows once for all that walks over sets at risk. The rows must have passed `checkRows`. */
export function riskOrder({ stop, event, start, weight, stratum }: SurvivalRows): RiskOrder {
  const stratumOf = (row: number) => stratum?.[row] ?? 0;
  const at = (column: ArrayLike<number>, row: number) => column[row] as number;
  const row = Uint32Array.from(stop, (_, place) => place).sort(
    (a, b) =>
      stratumOf(a) - stratumOf(b) || at(stop, b) - at(stop, a) || at(event, b) - at(event, a) || a - b,
  );
  const sorted = (column: ArrayLike<number>) => Float64Array.from(row, (each) => at(column, each));
  const strataEnds = [...row.keys()]
    .filter(
      (place) =>
        stratumOf(row[place] as number) !== stratumOf(row[place + 1] ?? -1) || place === row.length - 1,
    )
    .map((place) => place + 1);
  const starts = start && sorted(start);
  const leaving =
    starts &&
    Uint32Array.from(row, (_, place) => place).sort(
      (a, b) =>
        stratumOf(row[a] as number) - stratumOf(row[b] as number) || at(starts, b) - at(starts, a) || a - b,
    );
  return {
    row,
    stop: sorted(stop),
    event: Uint8Array.from(row, (each) => at(event, each)),
    weight: weight ? sorted(weight) : new Float64Array(row.length).fill(1),
    strataEnds,
    leaving,
    start: starts,
  };
}
