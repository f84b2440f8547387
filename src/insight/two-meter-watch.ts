import { alarmScore } from './two-meter-cusum.ts';
import {
  addStretch,
  dueShares,
  type KnownFees,
  type MeterStretch,
  type MeterSums,
  NO_SHARES,
  paidShares,
} from './two-meter-shares.ts';

/**
 * The watch that compares what a miner says it hashes with what is counted for it: one CUSUM for each size of loss,
 * side by side (two-meter-cusum.ts). It may be read at any time, as often as one likes: looking costs no certainty.
 * A plain value that can be stored and sent between threads.
 */
export interface TwoMeterWatch {
  readonly scores: readonly LossScore[];
  /** All shares since the watch began, or since the last loss ended. */
  readonly total: MeterSums;
  /** The loss that is there now. */
  readonly found?: FoundLoss | undefined;
}

/** Evidence for a loss of one size. */
export interface LossScore {
  readonly loss: number;
  /** ln of the likelihood ratio against no loss, since the most likely beginning. */
  readonly score: number;
  readonly sinceMs: number | undefined;
  readonly since: MeterSums;
}

export interface FoundLoss {
  /** Size of the CUSUM that called. The size of the loss follows from `since`. */
  readonly loss: number;
  /** Most likely beginning: where the likelihood ratio is greatest. */
  readonly sinceMs: number;
  readonly foundAtMs: number;
  readonly since: MeterSums;
  /** Evidence that it is over: a CUSUM the other way. */
  readonly overScore: number;
}

/** Sizes watched for, with the part of the false alarms that each may make. Ten percent is what the owner is promised. */
export const WATCHED_LOSSES: readonly { readonly loss: number; readonly part: number }[] = [
  { loss: 0.03, part: 0.1 },
  { loss: 0.05, part: 0.1 },
  { loss: 0.1, part: 0.5 },
  { loss: 0.2, part: 0.1 },
  { loss: 0.5, part: 0.1 },
  { loss: 0.9, part: 0.1 },
];

/**
 * False alarms a miner-year, all sizes together. Each size's are counted as if the others were silent, so there are
 * fewer in truth.
 */
export const FALSE_ALARMS_PER_YEAR = 1;

const YEAR_MS = 365.2425 * 86_400_000;

/** A watch that has seen nothing. */
export const NEW_WATCH: TwoMeterWatch = {
  scores: WATCHED_LOSSES.map(({ loss }) => ({ loss, score: 0, sinceMs: undefined, since: NO_SHARES })),
  total: NO_SHARES,
};

/**
 * The watch after one more stretch. Stretches come in order and must not overlap: a pool's hourly mean read each
 * minute would count each share sixty times. A stretch in which nothing was claimed, or nobody counted, changes nothing.
 *
 * @param fees what is known to be taken: nobody is called for that
 */
export function watchStretch(
  watch: TwoMeterWatch,
  stretch: MeterStretch,
  fees: KnownFees = {},
): TwoMeterWatch {
  const paid = paidShares({ credited: stretch.credited, accepted: stretch.accepted });
  const ms = stretch.toMs - stretch.fromMs;
  const due = dueShares(stretch, fees);
  if (paid === undefined || !(due > 0 && due < Number.POSITIVE_INFINITY) || !(ms > 0) || !(paid >= 0))
    return watch;
  const counted: Counted = { stretch, due, paid, sharesPerYear: (due / ms) * YEAR_MS };
  const total = addStretch(watch.total, stretch, due);
  if (watch.found) return watchForEnd({ ...watch, total }, watch.found, counted);
  const scores = watch.scores.map((one) => addToScore(one, counted));
  const loudest = loudestAlarm(scores, counted.sharesPerYear);
  if (loudest === undefined) return { scores, total };
  const { loss, sinceMs = stretch.fromMs, since } = loudest;
  return { scores, total, found: { loss, sinceMs, foundAtMs: stretch.toMs, since, overScore: 0 } };
}

/** A stretch with what should have been and what was counted in it. */
interface Counted {
  readonly stretch: MeterStretch;
  readonly due: number;
  readonly paid: number;
  readonly sharesPerYear: number;
}

/** Score at which a loss of this size is called, at the present share rate. */
export function callAt(loss: number, sharesPerYear: number): number {
  const part = WATCHED_LOSSES.find((one) => one.loss === loss)?.part ?? 1;
  return alarmScore(loss, sharesPerYear / (part * FALSE_ALARMS_PER_YEAR));
}

function addToScore(one: LossScore, counted: Counted): LossScore {
  const { stretch, due } = counted;
  const score = one.score + evidence(one.loss, counted);
  if (score <= 0) return { loss: one.loss, score: 0, sinceMs: stretch.toMs, since: NO_SHARES };
  return {
    loss: one.loss,
    score,
    sinceMs: one.sinceMs ?? stretch.fromMs,
    since: addStretch(one.since, stretch, due),
  };
}

/** ln of the likelihood ratio of a loss against none: (1 − ρ)·Λ + N·ln ρ. */
function evidence(loss: number, { due, paid }: Counted): number {
  return loss * due + paid * Math.log1p(-loss);
}

/** Of the sizes that call, the one with the most evidence: its beginning and size fit best. */
function loudestAlarm(scores: readonly LossScore[], sharesPerYear: number): LossScore | undefined {
  let loudest: LossScore | undefined;
  // The threshold is never below 1; asking for it costs more than the rest.
  for (const one of scores)
    if (one.score > Math.max(1, loudest?.score ?? 0) && one.score >= callAt(one.loss, sharesPerYear))
      loudest = one;
  return loudest;
}

/** A loss is over when the same evidence speaks for no loss as it took to call it. */
function watchForEnd(watch: TwoMeterWatch, found: FoundLoss, counted: Counted): TwoMeterWatch {
  const overScore = Math.max(0, found.overScore - evidence(found.loss, counted));
  if (overScore >= callAt(found.loss, counted.sharesPerYear)) return NEW_WATCH;
  return {
    ...watch,
    found: { ...found, overScore, since: addStretch(found.since, counted.stretch, counted.due) },
  };
}
