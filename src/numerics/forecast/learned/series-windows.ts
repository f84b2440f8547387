import { scaledColumn } from '../../multivariate/scaler.ts';
import type { SeriesColumn, SeriesTable } from './forecaster.ts';
import type { InputScaling, WindowScaling } from './window-scaling.ts';

/** Which part of a table a net sees, and what it is to say. */
export interface WindowShape {
  readonly lookBack: number;
  readonly horizon: number;
}

/** One of a net's inputs. */
export interface WindowInput {
  /** The column that it tells of. */
  readonly column: string;
  /** Does it tell only whether there is a value? */
  readonly isMask: boolean;
}

/** Inputs of each step, in this order: the target first, then where it stands on the whole. */
export function windowInputs({ target, past, ahead }: WindowScaling): readonly WindowInput[] {
  const masked = ({ name, isMasked }: InputScaling): readonly WindowInput[] => [
    { column: name, isMask: false },
    ...(isMasked ? [{ column: name, isMask: true }] : []),
  ];
  return [
    ...masked(target),
    { column: 'level', isMask: false },
    ...past.flatMap(masked),
    ...ahead.flatMap((scaling) => [...masked(scaling), ...masked(scaling)]),
  ];
}

/**
 * A table as a net sees it. What is missing is taken as what was known last, or the mean where nothing was, and a mask says so.
 * Of what is known ahead each step hears twice: what it is there, and what it is a horizon later, so that the last steps tell all
 * of the horizon.
 */
export class SeriesWindows {
  readonly #table: SeriesTable;
  readonly #scaling: WindowScaling;
  readonly #shape: WindowShape;
  readonly #first: number;
  /** The last known value up to each row from the first on. */
  readonly #known: Float64Array;
  readonly #width: number;
  /** All inputs but those that depend on the window: by column, row by row. */
  readonly #inputs: readonly Float64Array[];

  /** @param first row that any window holds: of those before only what was known last counts, and they cost next to nothing */
  constructor(table: SeriesTable, scaling: WindowScaling, shape: WindowShape, first = 0) {
    this.#table = table;
    this.#first = first;
    this.#scaling = scaling;
    this.#shape = shape;
    this.#known = lastKnown(table.target, scaling.target.scaler.parameters.centre, first);
    this.#width = windowInputs(scaling).length;
    const { horizon } = shape;
    this.#inputs = [
      ...maskOf(scaling.target, table.target.subarray(first)),
      // The level's place; it is the window's own.
      this.#known,
      ...scaling.past.flatMap((input, place) => filled(input, table.past[place], first)),
      ...scaling.ahead.flatMap((input, place) => {
        const columns = filled(input, table.ahead[place], first);
        return [...columns, ...columns.map((column) => column.subarray(horizon))];
      }),
    ];
  }

  /** Can anything be said from here? It wants a value within the window. */
  isOrigin(origin: number): boolean {
    const { lookBack } = this.#shape;
    if (origin < lookBack || origin > this.#table.target.length) return false;
    return this.#table.target.subarray(origin - lookBack, origin).some((value) => !Number.isNaN(value));
  }

  /** Has anything come of what would be said from here? */
  isLabelled(origin: number): boolean {
    const came = this.#table.target.subarray(origin, origin + this.#shape.horizon);
    return came.length === this.#shape.horizon && came.some((value) => !Number.isNaN(value));
  }

  /** Writes a window's inputs, lookBack × width, from a place on. */
  write(origin: number, into: Float32Array, from: number): void {
    const { lookBack } = this.#shape;
    const { move, target } = this.#scaling;
    const level = this.levelAt(origin);
    const { centre, spread } = target.scaler.parameters;
    const levelPlace = target.isMasked ? 2 : 1;
    for (let step = 0; step < lookBack; step++) {
      const row = origin - lookBack + step - this.#first;
      const at = from + step * this.#width;
      into[at] = ((this.#known[row] as number) - level) / move;
      for (const [place, column] of this.#inputs.entries()) into[at + 1 + place] = column[row] as number;
      into[at + levelPlace] = (level - centre) / spread;
    }
  }

  /** What came behind a window, as the net should have said it; NaN where it is missing. */
  writeTargets(origin: number, into: Float32Array, from: number): void {
    const level = this.levelAt(origin);
    for (let step = 0; step < this.#shape.horizon; step++)
      into[from + step] = ((this.#table.target[origin + step] ?? Number.NaN) - level) / this.#scaling.move;
  }

  /** The value that is known last. */
  levelAt(origin: number): number {
    return this.#known[origin - 1 - this.#first] as number;
  }
}

/** From the first row on. @param before any value */
function lastKnown(values: Float64Array, before: number, first: number): Float64Array {
  const earlier = values.subarray(0, first).findLast((value) => !Number.isNaN(value));
  let last = earlier ?? before;
  return values.subarray(first).map((value) => {
    if (!Number.isNaN(value)) last = value;
    return last;
  });
}

function filled(
  input: InputScaling,
  column: SeriesColumn | undefined,
  first: number,
): readonly Float64Array[] {
  const values = column?.values ?? new Float64Array();
  const { centre } = input.scaler.parameters;
  const known = scaledColumn(lastKnown(values, centre, first), input.scaler);
  return [known, ...maskOf(input, values.subarray(first))];
}

function maskOf({ isMasked }: InputScaling, values: Float64Array): readonly Float64Array[] {
  return isMasked ? [values.map((value) => Number(!Number.isNaN(value)))] : [];
}
