import type { Severity } from '../../domain/alert.ts';

/** A stretch of time, epoch ms, `fromMs` < `toMs`. */
export interface TimeRange {
  readonly fromMs: number;
  readonly toMs: number;
}

/** The unit that an axis counts in: 1.19e12 H/s stands at 1.19 when `divisor` is 1e12 and `symbol` TH/s. */
export interface ChartUnit {
  readonly divisor: number;
  readonly symbol: string;
}

export type ChartAxis = 'left' | 'right';

/** One line of a chart. `values[i]` belongs to the chart's `atMs[i]`; NaN is unknown and leaves a gap. */
export interface ChartSeries {
  readonly key: string;
  readonly label: string;
  readonly axis: ChartAxis;
  readonly values: Float64Array;
  /** Chooses the axis' unit from the largest value on it. */
  readonly unitFor: (largest: number) => ChartUnit;
  /** One value in full, with its unit: "1.19 TH/s". */
  readonly format: (value: number) => string;
  /** Draw from 0 up, for what is judged by its size; otherwise close up, see plot-options.ts. */
  readonly fromZero?: boolean | undefined;
  /** Only climbs: told by its first and last value, for a mean of it says nothing. */
  readonly counter?: boolean | undefined;
  /** A sum whose parts are not all known at all times: told where most of them are. */
  readonly parts?: SummedParts | undefined;
}

export interface SummedParts {
  /** Of how many parts each value is the sum. */
  readonly counts: Float64Array;
  /** Of how many it is once all are known. */
  readonly all: number;
  /** "of all 11 miners" */
  readonly told: (most: number) => string;
}

/** What was to be expected: an area between two columns, behind the lines. */
export interface ChartBand {
  readonly label: string;
  readonly axis: ChartAxis;
  readonly low: Float64Array;
  readonly high: Float64Array;
  /** Lies within the band before it, and so is drawn darker. */
  readonly inner?: boolean | undefined;
}

/** Something that happened at a moment. `label` says what, without the time. */
export interface ChartMark {
  readonly key: string;
  readonly atMs: number;
  readonly label: string;
}

/** A time of trouble, shaded behind everything; without `toMs` it still goes on. */
export interface ChartSpan {
  readonly key: string;
  readonly fromMs: number;
  readonly toMs?: number | undefined;
  readonly label: string;
  readonly severity: Severity;
  /** What it is shaded for, where that is no alert. */
  readonly legend?: string | undefined;
}

/** Lets the owner choose what an axis shows. Choices of one `group` (unit) stand together. */
export interface AxisPicker {
  readonly label: string;
  readonly chosen: string;
  readonly choices: readonly AxisChoice[];
  readonly onChoose: (key: string) => void;
}

export interface AxisChoice {
  readonly key: string;
  readonly label: string;
  readonly group: string;
}
