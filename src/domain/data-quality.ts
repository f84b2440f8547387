import type { Severity } from './alert.ts';
import type { RepairOffer } from './data-repair.ts';
import type { SeriesName } from './series.ts';
import type { Stretch } from './stretch.ts';

/** What can be wrong with stored data. One kind, one check. */
export type QualityKind = 'range' | 'missing' | 'flat-line' | 'clock' | 'duplicate' | 'unit' | 'counter';

/** What exactly was found: one sentence of the page each. */
export type QualityReason =
  /** Values outside of what is physically possible, or of what the machine can do. */
  | 'out-of-range'
  /** No power although it hashes. */
  | 'no-power-while-hashing'
  /** Values that should be there are not. */
  | 'gaps'
  /** No series was told at all. */
  | 'outage'
  /** A gauge tells the same value to the last digit for longer than it ever did. */
  | 'frozen'
  /** Rows of a time that has not come yet. */
  | 'future'
  /** Rows that arrived with an earlier time than the one before. */
  | 'out-of-order'
  /** Between two rows the clock went otherwise than the miner's own counting of seconds. */
  | 'clock-jump'
  /** The same by exactly an hour, as when a clock is put on or back. */
  | 'hour-shift'
  /** An hour without rows where clocks of the owner's zone are put on. */
  | 'hour-left-out'
  /** Polls come at another pace than was set. */
  | 'off-beat'
  /** A moment is told twice, with different values. */
  | 'told-twice'
  /** Whole rows repeat the one before. */
  | 'repeated-rows'
  /** The level changed by the factor between two units. */
  | 'factor'
  /** Degrees Fahrenheit among degrees Celsius. */
  | 'fahrenheit'
  /** A counter began again although the miner did not. */
  | 'reset-without-restart'
  /** A counter began again, and nobody knows whether the miner did. */
  | 'reset-unexplained';

/** One thing that is wrong with one series, or with whole rows. Facts for the page to word. */
export interface QualityFinding {
  readonly kind: QualityKind;
  readonly reason: QualityReason;
  /** Absent where it is of whole rows. */
  readonly series?: SeriesName | undefined;
  /** `act` only where a repair is offered. */
  readonly severity: Severity;
  /** When, the longest first and of equals the older; of very many only {@link MOST_STRETCHES}. */
  readonly stretches: readonly Stretch[];
  readonly stretchCount: number;
  /** How many values (or rows) it is true of. */
  readonly values: number;
  /** What was seen, in the unit of the series: the worst value, the usual one of the stretch, the longest gap (ms) … */
  readonly seen?: number | undefined;
  /** What was expected: from … to, in the same unit. */
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  /** unit: what a value is to be multiplied by. clock: by how many ms the clock went ahead. */
  readonly factor?: number | undefined;
  /** Where the expectation comes from, in words for the owner. */
  readonly source: string;
  readonly repair?: RepairOffer | undefined;
}

/** More stretches of one finding are counted, not listed. */
export const MOST_STRETCHES = 100;

/** How good one series is over the window. */
export interface SeriesQuality {
  readonly name: SeriesName;
  /**
   * sound / expected, 0..1: the part of the values that should be there which are there and which no check doubts. A
   * value that two checks doubt counts once.
   */
  readonly score: number;
  /** Places of the grid since the series was first told, or its values if there are more. */
  readonly expected: number;
  readonly present: number;
  readonly doubted: number;
  readonly findings: readonly QualityFinding[];
}

/** How good what is stored of one miner is, over a window. */
export interface QualityReport {
  readonly fromMs: number;
  readonly toMs: number;
  /** Between two rows, as expected, ms. */
  readonly stepMs: number;
  readonly rows: number;
  /** sound / expected over the values of all its series, 0..1; absent without any. */
  readonly score?: number | undefined;
  /** Sums over its series, of which the score is made. */
  readonly expected: number;
  readonly present: number;
  readonly doubted: number;
  /** Worst first. Series that the device never told are not missing, and not in it. */
  readonly series: readonly SeriesQuality[];
  readonly notTold: readonly SeriesName[];
  /** What is wrong with whole rows; it counts in every series, and is told only here. */
  readonly ofRows: readonly QualityFinding[];
}
