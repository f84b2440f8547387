import type { SeriesTable } from './forecaster.ts';

/** What of a series' past a row tells. All values of the target are told relative to the last one that is known. */
export interface LagDesign {
  /** Steps before the forecast's first one: 1 is the last value. */
  readonly lags: readonly number[];
  /** Lengths of the last stretches whose mean is told. */
  readonly means: readonly number[];
  /** Steps after which the same is expected again; 1 where nothing recurs. */
  readonly season: number;
  /** So many seasons before the step that is told of. */
  readonly seasons: readonly number[];
}

/** The last values, means over growing stretches, and the same step of the last seasons. */
export function lagsFor(season: number): LagDesign {
  const near = [1, 2, 3, 4, 6, 8];
  return {
    lags: season > 1 ? [...new Set([...near, season])] : near,
    means: [4, 12, ...(season > 1 ? [season, 7 * season] : [48])],
    season,
    seasons: season > 1 ? [1, 2, 7] : [],
  };
}

/** One step to be said from one row. */
export interface LagPlace {
  readonly origin: number;
  /** From 0. */
  readonly step: number;
}

/** Rows that are looked back at. */
export function lagLookBack({ lags, means, season, seasons }: LagDesign): number {
  return Math.max(1, ...lags, ...means, ...seasons.map((each) => each * season));
}

/** Names of the inputs, in the order of the columns. */
export function lagNames(
  design: LagDesign,
  past: readonly string[],
  ahead: readonly string[],
): readonly string[] {
  return [
    ...design.lags.map((lag) => `${lag} before`),
    ...design.means.map((length) => `mean of ${length}`),
    ...design.seasons.map((each) => `${each} seasons before`),
    'level',
    ...past,
    ...ahead,
    ...ahead.map((name) => `${name} now`),
    'step',
  ];
}

/** The rows of a table, column by column; what is missing stays missing. */
export class LagRows {
  readonly #table: SeriesTable;
  readonly #design: LagDesign;
  readonly #known: Float64Array;
  /** Sums and counts of what is there, before each row. */
  readonly #sums: Float64Array;
  readonly #counts: Float64Array;

  constructor(table: SeriesTable, design: LagDesign) {
    this.#table = table;
    this.#design = design;
    const { target } = table;
    this.#known = new Float64Array(target.length);
    this.#sums = new Float64Array(target.length + 1);
    this.#counts = new Float64Array(target.length + 1);
    let last = Number.NaN;
    for (const [row, value] of target.entries()) {
      const isThere = !Number.isNaN(value);
      if (isThere) last = value;
      this.#known[row] = last;
      this.#sums[row + 1] = (this.#sums[row] as number) + (isThere ? value : 0);
      this.#counts[row + 1] = (this.#counts[row] as number) + Number(isThere);
    }
  }

  /** The last known value before a row; NaN where there is none. */
  levelAt(origin: number): number {
    return this.#known[origin - 1] ?? Number.NaN;
  }

  /** What came, relative to the level. */
  labelOf({ origin, step }: LagPlace): number {
    return (this.#table.target[origin + step] ?? Number.NaN) - this.levelAt(origin);
  }

  columns(places: readonly LagPlace[]): readonly Float64Array[] {
    const { lags, means, season, seasons } = this.#design;
    const { past, ahead } = this.#table;
    const column = (told: (origin: number, step: number) => number) =>
      Float64Array.from(places, ({ origin, step }) => told(origin, step));
    const moved = (row: number, origin: number) => this.#targetAt(row) - this.levelAt(origin);
    return [
      ...lags.map((lag) => column((origin) => moved(origin - lag, origin))),
      ...means.map((length) => column((origin) => this.#meanOf(origin, length) - this.levelAt(origin))),
      ...seasons.map((each) =>
        column((origin, step) => {
          const back = season * (each + Math.floor(step / season));
          return moved(origin + step - back, origin);
        }),
      ),
      column((origin) => this.levelAt(origin)),
      ...past.map(({ values }) => column((origin) => values[origin - 1] ?? Number.NaN)),
      ...ahead.map(({ values }) => column((origin, step) => values[origin + step] ?? Number.NaN)),
      ...ahead.map(({ values }) => column((origin) => values[origin - 1] ?? Number.NaN)),
      column((_, step) => step),
    ];
  }

  #targetAt(row: number): number {
    return this.#table.target[row] ?? Number.NaN;
  }

  #meanOf(origin: number, length: number): number {
    const from = Math.max(origin - length, 0);
    const count = (this.#counts[origin] as number) - (this.#counts[from] as number);
    return ((this.#sums[origin] as number) - (this.#sums[from] as number)) / (count || Number.NaN);
  }
}
