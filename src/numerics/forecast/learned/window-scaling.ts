import { fitScaler, type Scaler } from '../../multivariate/scaler.ts';
import type { SeriesColumn, SeriesTable } from './forecaster.ts';

/** How one input is brought to a net's size. */
export interface InputScaling {
  readonly name: string;
  readonly scaler: Scaler;
  /** Were values missing in training? Then a mask stands beside it. */
  readonly isMasked: boolean;
}

/**
 * How tables are brought to a net's size, learnt from training rows alone: inputs standardised, and the target told relative
 * to the last value that is known, in units of how far it moves within the horizon. A net that says 0 says "same as now".
 */
export interface WindowScaling {
  /** Of the level, that the net is told besides. */
  readonly target: InputScaling;
  /** Root of the mean square of moves from the last value within the horizon. */
  readonly move: number;
  readonly past: readonly InputScaling[];
  readonly ahead: readonly InputScaling[];
}

/** @param trainingRows by table: later rows are not looked at */
export function fitWindowScaling(
  tables: readonly SeriesTable[],
  horizon: number,
  trainingRows: readonly number[],
): WindowScaling {
  const of = (name: string, column: (table: SeriesTable) => Float64Array | undefined): InputScaling => {
    const parts = tables.map((table, place) => column(table)?.subarray(0, trainingRows[place]) ?? []);
    const values = Float64Array.from(parts.flatMap((part) => [...part]));
    return { name, scaler: fitScaler('standard', values), isMasked: values.some(Number.isNaN) };
  };
  const each = (columns: 'past' | 'ahead') =>
    (tables[0]?.[columns] ?? []).map(({ name }: SeriesColumn, place) =>
      of(name, (table) => table[columns][place]?.values),
    );
  return {
    target: of('target', ({ target }) => target),
    move: meanMove(
      tables.map(({ target }, place) => target.subarray(0, trainingRows[place])),
      horizon,
    ),
    past: each('past'),
    ahead: each('ahead'),
  };
}

/** Root of the mean square of differences of up to so many steps; 1 where nothing ever moves. */
function meanMove(series: readonly Float64Array[], horizon: number): number {
  let sum = 0;
  let count = 0;
  for (const values of series)
    for (let at = 0; at < values.length; at++)
      // Steps at odds with each other and with any season tell as much as all of them.
      for (let step = 1; step <= horizon; step += Math.max(1, Math.floor(horizon / 7))) {
        const move = (values[at + step] ?? Number.NaN) - (values[at] as number);
        if (Number.isNaN(move)) continue;
        sum += move * move;
        count += 1;
      }
  return sum > 0 ? Math.sqrt(sum / count) : 1;
}
