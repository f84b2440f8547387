import type { TimeRange } from './chart-data.ts';

const MINUTE_MS = 60_000;
const HOUR_MINUTES = 60;
const DAY_MINUTES = 1440;
/** Lengths of rows that a clock or a calendar has, minutes. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 7 * 1440, 14 * 1440, 28 * 1440];
/** A month in days. */
const MOST_ROWS = 31;

/** How a table cuts a time into rows. */
export interface TableCut {
  /** How long a row is, ms; by the clock, so that a day at which clocks change is an hour longer or shorter. */
  readonly stepMs: number;
  /** Where rows begin, and after the last of them its end, epoch ms. */
  readonly edges: readonly number[];
}

/** Cuts a range into rows that begin with days, hours and minutes of the reader's clock, at most a month of days. */
export function tableCut({ fromMs, toMs }: TimeRange): TableCut {
  const minutes = (toMs - fromMs) / MINUTE_MS;
  const step = STEPS.find((each) => minutes / each <= MOST_ROWS) ?? Math.ceil(minutes / MOST_ROWS);
  const first = new Date(fromMs);
  const day = [first.getFullYear(), first.getMonth(), first.getDate()] as const;
  const ofDay = first.getHours() * 60 + first.getMinutes();
  const begin = step < DAY_MINUTES ? Math.floor(ofDay / step) * step : 0;
  // Minutes of the hour that clocks leave out in spring would come after those that follow it.
  const edgeAt = (minute: number) =>
    step < HOUR_MINUTES
      ? new Date(...day, 0, begin).getTime() + (minute - begin) * MINUTE_MS
      : new Date(...day, 0, minute).getTime();
  const edges = [edgeAt(begin)];
  for (let minute = begin + step; (edges.at(-1) ?? toMs) < toMs; minute += step) edges.push(edgeAt(minute));
  return { stepMs: step * MINUTE_MS, edges };
}
