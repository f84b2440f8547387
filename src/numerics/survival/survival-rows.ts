/**
 * Lifetimes, row by row. A machine whose covariates change while it is watched has a row for each stretch (start, stop];
 * all its rows but the last one are censored at their ends.
 */
export interface SurvivalRows {
  /** When the row ends, by its event or because nobody watches any more. Any unit. */
  readonly stop: ArrayLike<number>;
  /** 1 where the event came at `stop`, 0 where the row is censored there. */
  readonly event: ArrayLike<number>;
  /** Watched only after this moment (left truncation, time-varying covariates); from before every event where left out. */
  readonly start?: ArrayLike<number> | undefined;
  /** How many alike a row stands for, above 0; 1 where left out. */
  readonly weight?: ArrayLike<number> | undefined;
  /** Whole numbers: rows of one stratum are at risk together, each stratum has a baseline of its own; one where left out. */
  readonly stratum?: ArrayLike<number> | undefined;
}

/** @throws RangeError that names the first row that cannot be a lifetime, or where the lengths differ */
export function checkRows(rows: SurvivalRows): void {
  const count = rows.stop.length;
  if (count === 0) throw new RangeError('there is no lifetime to learn from');
  const { event, start, weight, stratum } = rows;
  for (const [name, column] of Object.entries({ event, start, weight, stratum }))
    if (column !== undefined && column.length !== count)
      throw new RangeError(`${column.length} values of ${name} for ${count} lifetimes`);
  for (let row = 0; row < count; row++) {
    const stop = rows.stop[row] as number;
    const event = rows.event[row] as number;
    if (!Number.isFinite(stop)) throw new RangeError(`the lifetime of row ${row} is ${stop}`);
    if (event !== 0 && event !== 1) throw new RangeError(`the event of row ${row} is ${event}, not 0 or 1`);
    if (rows.start && !((rows.start[row] as number) < stop))
      throw new RangeError(`row ${row} starts at ${rows.start[row]} and stops at ${stop}`);
    const weight = rows.weight?.[row] ?? 1;
    if (!(weight > 0 && weight < Number.POSITIVE_INFINITY))
      throw new RangeError(`the weight of row ${row} is ${weight}`);
    if (rows.stratum && !Number.isInteger(rows.stratum[row]))
      throw new RangeError(`the stratum of row ${row} is ${rows.stratum[row]}`);
  }
}
