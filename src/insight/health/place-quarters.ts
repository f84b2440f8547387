import { TIER_MS } from '../../domain/buckets.ts';
import type { Quarter } from '../anomaly/quarter.ts';
import { type PlaceJournal, wasWatched } from './place-journal.ts';
import type { StoredQuarter } from './stored-quarters.ts';

/** Which miners are known to whoever records while no page is open: when each was last heard so. A plain value. */
export type HeardAlone = Readonly<Record<string, number>>;

/** A miner that the recorder has not told of for so long is none of its miners, ms. */
const FORGOTTEN_AFTER_MS = 7 * TIER_MS.day;

/** The quarters of one time, by miner, with those in which one did not answer although somebody asked. */
export interface PlaceQuarters {
  readonly quarters: Readonly<Record<string, Quarter>>;
  readonly heardAlone: HeardAlone;
}

/**
 * Adds an empty quarter for each miner that was silent while it was asked: while a page polled the fleet, as its plug tells
 * of it, or as the recorder heard others and usually hears this one, too (it does not ask all: some want a password). While
 * Davylamp was closed nobody is called silent, whatever devices remembered of that time later; and who was never heard only
 * waits for its first answer: that something is wrong with its address the fleet's own alert tells.
 *
 * @param stored what is stored of that quarter, by miner
 * @param addedAtMs when each miner of the fleet was added
 * @param heard miners that have ever answered, as a judged past has them
 */
export function placeQuarters(
  fromMs: number,
  stored: Readonly<Record<string, StoredQuarter>>,
  addedAtMs: Readonly<Record<string, number>>,
  journal: PlaceJournal,
  heardAlone: HeardAlone,
  heard: Readonly<Record<string, unknown>>,
): PlaceQuarters {
  const stretch = { fromMs, toMs: fromMs + TIER_MS.quarter };
  const polled = wasWatched(journal, stretch);
  const live = Object.entries(stored).flatMap(([id, each]) => (each.live ? [id] : []));
  const quarters: Record<string, Quarter> = {};
  for (const [id, sinceMs] of Object.entries(addedAtMs)) {
    const here = stored[id]?.quarter;
    if (here && here.answers > 0) {
      quarters[id] = here;
      continue;
    }
    const isRecorded = fromMs - (heardAlone[id] ?? Number.NEGATIVE_INFINITY) < FORGOTTEN_AFTER_MS;
    const wasAsked = polled || here !== undefined || (live.length > 0 && isRecorded);
    if (wasAsked && fromMs >= sinceMs && heard[id] !== undefined)
      quarters[id] = { ...stretch, answers: 0, restarts: 0, steady: false };
  }
  const alone = polled ? {} : Object.fromEntries(live.map((id) => [id, fromMs]));
  return { quarters, heardAlone: { ...heardAlone, ...alone } };
}
