import { addEvidence, type EvidenceScore, NO_EVIDENCE } from './evidence-score.ts';

/** Watches which part of a miner's shares meets a fate: refused, or too late. A plain value. */
export interface RateWatch {
  /** Of the shares that taught what is usual. */
  readonly learnedEvents: number;
  readonly learnedShares: number;
  /** One for each of RISES. */
  readonly scores: readonly EvidenceScore[];
  /** Since the strongest evidence began. */
  readonly events: number;
  readonly shares: number;
}

export const NEW_RATE: RateWatch = {
  learnedEvents: 0,
  learnedShares: 0,
  scores: [NO_EVIDENCE, NO_EVIDENCE],
  events: 0,
  shares: 0,
};

/** Rises looked for, as parts of all shares: two of a hundred, and two of ten. */
const RISES = [0.02, 0.2] as const;
/** Up to twice the usual is nobody's trouble: pools differ from day to day. */
const TOLERATED = 2;
/** Recorded: 13 of 4781 shares refused. Believed beforehand as if one of 300 had been seen. */
const PRIOR = { events: 1, shares: 300 };
const LEARNS_UNTIL_SHARES = 20_000;
const SUSPICIOUS_NATS = Math.log(400);

/** Shares of one more quarter, `events` of them with this fate. */
export function watchRate(watch: RateWatch, events: number, shares: number, fromMs: number): RateWatch {
  if (!(shares > 0)) return watch;
  const usual = tolerated(watch);
  const scores = watch.scores.map((score, index) => {
    const raised = Math.min(0.95, usual + (RISES[index] ?? 0));
    const llr =
      events * Math.log(raised / usual) + (shares - events) * (Math.log1p(-raised) - Math.log1p(-usual));
    return addEvidence(score, llr, fromMs);
  });
  const suspicious = scores.some(({ nats }) => nats > SUSPICIOUS_NATS);
  const learns = !suspicious && watch.learnedShares < LEARNS_UNTIL_SHARES;
  const goesOn = scores.some(({ nats }) => nats > 0);
  return {
    learnedEvents: watch.learnedEvents + (learns ? events : 0),
    learnedShares: watch.learnedShares + (learns ? shares : 0),
    scores,
    events: goesOn ? watch.events + events : 0,
    shares: goesOn ? watch.shares + shares : 0,
  };
}

/** The highest part that is still no trouble. */
function tolerated({ learnedEvents, learnedShares }: RateWatch): number {
  return Math.min(0.5, (TOLERATED * (learnedEvents + PRIOR.events)) / (learnedShares + PRIOR.shares));
}

/** The evidence that the rate has risen; undefined below `callNats`. */
export function risenRate(watch: RateWatch, callNats: number): EvidenceScore | undefined {
  const strongest = watch.scores.reduce((one, other) => (other.nats > one.nats ? other : one));
  return strongest.nats >= callNats + Math.log(RISES.length) ? strongest : undefined;
}
