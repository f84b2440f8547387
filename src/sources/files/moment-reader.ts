import { momentsOfClock } from '../../domain/file-import/clock-moments.ts';
import type { ProblemReason, TimeChoice } from '../../domain/file-import/import-file.ts';
import { clockDate } from './written-date.ts';

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
