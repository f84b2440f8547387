import { momentsOfClock } from '../../domain/file-import/clock-moments.ts';
import type { ProblemReason, TimeChoice } from '../../domain/file-import/import-file.ts';

/** A moment, epoch ms, or why there is none. */
export type ReadMoment = number | Extract<ProblemReason, 'no-time' | 'no-such-time' | 'future'>;

/** Before the first Bitcoin miner nothing was logged; a clock that was never set says 1970. */
const FIRST_MS = Date.UTC(2009, 0, 3);
/** The clock of who logged may be ahead of this one by so much. */
const AHEAD_MS = 86_400_000;
/** Between two lines of one log, told out of order by a thread or two, no more time goes back. */
const JITTER_MS = 60_000;

/**
 * Reads the moments of a file in the order of its lines. In the hour that comes twice in autumn it takes the first until
 * the clock is seen to go back, then the second: a log runs forward.
 */
export class MomentReader {
  readonly #choice: TimeChoice;
  readonly #nowMs: number;
  readonly #lastMs = new Map<string, number>();
  #ambiguous = 0;

  /** @param nowMs lines from after tomorrow are refused */
  constructor(choice: TimeChoice, nowMs: number) {
    this.#choice = choice;
    this.#nowMs = nowMs;
  }

  /** How many lines lay in an hour that comes twice. */
  get ambiguous(): number {
    return this.#ambiguous;
  }

  /** @param track lines of one track follow each other in time */
  read(text: string, track: string): ReadMoment {
    const candidates = this.#candidates(text.trim());
    if (typeof candidates === 'string') return candidates;
    const lastMs = this.#lastMs.get(track) ?? Number.NEGATIVE_INFINITY;
    if (candidates.length > 1) this.#ambiguous += 1;
    const atMs = candidates.find((candidate) => candidate >= lastMs - JITTER_MS) ?? candidates.at(-1);
    if (atMs === undefined) return 'no-such-time';
    if (!(atMs >= FIRST_MS)) return 'no-time';
    if (atMs > this.#nowMs + AHEAD_MS) return 'future';
    this.#lastMs.set(track, atMs);
    return atMs;
  }

  #candidates(text: string): readonly number[] | 'no-time' {
    const { form, order, zone, madeAtMs } = this.#choice;
    if (form !== 'date') {
      const figure = text === '' ? Number.NaN : Number(text);
      if (!Number.isFinite(figure)) return 'no-time';
      if (form === 'since-boot') return madeAtMs === undefined ? 'no-time' : [Math.round(madeAtMs + figure)];
      return [Math.round(form === 'epoch-s' ? figure * 1_000 : figure)];
    }
    const date = clockDate(text, order);
    if (date === undefined) return 'no-time';
    return date.offsetMs === undefined ? momentsOfClock(date.wallMs, zone) : [date.wallMs - date.offsetMs];
  }
}

/** A date as written: what the clock showed, as if it were UTC, and its own offset where it says one, ms. */
export interface ClockDate {
  readonly wallMs: number;
  readonly offsetMs?: number | undefined;
}

const DATE =
  /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[T ,]+(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?\s*([ap]m)?)?\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2}|[+-]\d{2})?$/i;

/**
 * `2025-07-01T18:54:00.5+02:00`, `01.07.2025 18:54`, `7/1/2025, 6:54:00 PM` …; undefined for what is no date. Four
 * digits in front are a year, whatever the order.
 */
export function clockDate(text: string, order: TimeChoice['order']): ClockDate | undefined {
  const parts = DATE.exec(text);
  if (!parts) return undefined;
  const [, first = '', second = '', third = '', hour = '0', minute = '0', sec = '0', fraction = ''] = parts;
  const [year, month, day] =
    first.length === 4 || order === 'ymd'
      ? [first, second, third]
      : order === 'dmy'
        ? [third, second, first]
        : [third, first, second];
  const fullYear = year.length <= 2 ? 2000 + Number(year) : Number(year);
  const half = parts[8]?.toLowerCase();
  const hours = half === undefined ? Number(hour) : (Number(hour) % 12) + (half === 'pm' ? 12 : 0);
  const ms = Math.round(Number(`0.${fraction || '0'}`) * 1_000);
  const wallMs = Date.UTC(fullYear, Number(month) - 1, Number(day), hours, Number(minute), Number(sec), ms);
  const back = new Date(wallMs - ms);
  // Date.UTC takes the 31st of June for the 1st of July.
  const isReal = back.getUTCMonth() === Number(month) - 1 && back.getUTCDate() === Number(day) && hours < 24;
  return isReal ? { wallMs, offsetMs: offsetOf(parts[9]) } : undefined;
}

function offsetOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, sign, hours = '0', minutes = '0'] = /^([+-])(\d{2}):?(\d{2})?$/.exec(text) ?? [];
  if (sign === undefined) return 0;
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
