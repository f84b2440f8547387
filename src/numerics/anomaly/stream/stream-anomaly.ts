import { levelShift, spread } from './level-shift.ts';
import { patternDistance } from './pattern-distance.ts';
import { freshRecentValues, RecentValues, type RecentValuesState } from './recent-values.ts';
import { freshSameTime, SameTimeDistance, type SameTimeState } from './same-time-distance.ts';
import { freshTailEvidence, TailEvidence, type TailEvidenceState } from './tail-evidence.ts';

/**
 * What a member looks at: the value beside those of the same time on other days, the shape of the latest values, a step
 * of their level, and how little they vary.
 */
export type StreamMember = 'time-of-day' | 'pattern' | 'level' | 'flat';

/** Scales of each member: the right one is not known beforehand and differs from stream to stream. */
const TOLERANCES_MS = [30 * 60_000, 60 * 60_000] as const;
const PATTERN_WIDTHS = [4, 8, 16] as const;
const LEVEL_WIDTHS = [10, 30, 100] as const;
const FLAT_WIDTHS = [50, 200] as const;

/** In the order in which their scales are looked at. */
const MEMBERS: readonly {
  readonly member: StreamMember;
  readonly scales: number;
  readonly weight: number;
}[] = [
  // Counts twice: alone it finds more of the benchmark's anomalies than any other.
  { member: 'time-of-day', scales: TOLERANCES_MS.length, weight: 2 },
  { member: 'pattern', scales: PATTERN_WIDTHS.length, weight: 1 },
  { member: 'level', scales: LEVEL_WIDTHS.length, weight: 1 },
  { member: 'flat', scales: FLAT_WIDTHS.length, weight: 1 },
];
const SCALES = MEMBERS.reduce((sum, { scales }) => sum + scales, 0);

/** Values during which what is not more unusual than before belongs to the same event. */
const EVENT = 100;

/**
 * Law of the summed evidence s on stationary streams, P(S ≥ s) = 10^−((s − from) / decade): members hear the same value,
 * so that the sum has a longer tail than one of independent evidence (Fisher's χ²). Measured on white, autoregressive,
 * skewed and daily noise, which pass 3.2 to 3.4, 5.5 to 5.8 and 8.1 to 8.6 once in 10, 100 and 1000 values. The 110,573
 * values of the benchmark's series outside of its windows keep to it, too: 8.7 %, 0.63 %, 0.063 % and 0.010 % of them
 * have a tail probability of at most 10 %, 1 %, 0.1 % and 0.01 %.
 */
const LAW = { from: 0.8, decade: 2.5 } as const;

export interface StreamAnomaly {
  /**
   * From 0 to 1: 1 less the {@link tailProbability} where the value is more unusual than the {@link EVENT} before it; 0
   * where it belongs to an event that was told already, or where nothing is known yet.
   */
  readonly score: number;
  /** Chance that a value of a stationary stream is as unusual as this one, whether or not it begins an event. */
  readonly tailProbability: number;
  /** The member that says most; absent where none says anything. */
  readonly reason?: StreamMember;
}

/** Plain data, to be kept (`structuredClone`) and loaded: 0.6 MB in all, whatever the length of the stream. */
export interface StreamAnomalyState {
  readonly recent: RecentValuesState;
  readonly sameTime: SameTimeState;
  /** One for each scale of each member. */
  readonly tails: readonly TailEvidenceState[];
  /** Sums of evidence of the latest {@link EVENT} values; `pushed` is how many there have been. */
  readonly sums: Float64Array;
  pushed: number;
}

export function freshStreamAnomaly(): StreamAnomalyState {
  return {
    recent: freshRecentValues(),
    sameTime: freshSameTime(),
    tails: Array.from({ length: SCALES }, freshTailEvidence),
    sums: new Float64Array(EVENT),
    pushed: 0,
  };
}

/**
 * Finds what is unusual in a stream as it comes: one rule for any stream, with no training, no look ahead, and nothing
 * to be set. It is silent for the first 200 values, and about the time of day for two
 * days more.
 *
 * Four members look at the latest values, each at several scales; {@link TailEvidence} turns what each sees into −log₁₀
 * of its chance in the stream's own past, so that neither unit nor height of the values matters. These are averaged over
 * the scales of a member and summed over the members (as in Fisher's combination, Statistical Methods for Research
 * Workers, 1932, weighted): what several find a little odd counts as what one finds very odd. An event speaks when it
 * begins and when it becomes worse, not all the while (as the rest period of contextOSE does: Smirnov,
 * github.com/smirmik/CAD).
 *
 * Chosen on 35 series of the Numenta Anomaly Benchmark; `npm run backtest -- --suite nab` says how well it does there,
 * also with the threshold from other series. Of 71.4 points each member's absence costs: time of day 20.6, level 4.4,
 * flat 3.3, pattern 1.3. To halve or double any one constant costs 3.2 at most, but for evidence that ends at 1 in 100
 * (7.5), 400 values before the first word (7.2) and only four days to compare with (6.1). The greatest evidence in place
 * of the sum was 9 worse with the members of that time; high spread, medians and low or high means added nothing.
 *
 * @example
 * const detector = new StreamAnomalyDetector();
 * for (const { atMs, value } of readings) {
 *   const { score, reason } = detector.push(atMs, value);
 *   if (score > 0.999) tell(reason);
 * }
 */
export class StreamAnomalyDetector {
  readonly #recent: RecentValues;
  readonly #sameTime: SameTimeDistance;
  readonly #tails: readonly TailEvidence[];

  constructor(readonly state: StreamAnomalyState = freshStreamAnomaly()) {
    this.#recent = new RecentValues(state.recent);
    this.#sameTime = new SameTimeDistance(state.sameTime);
    this.#tails = state.tails.map((tail) => new TailEvidence(tail));
  }

  /** Take the next value; a missing one (NaN) changes nothing, and nothing is known of it. */
  push(atMs: number, value: number): StreamAnomaly {
    if (!Number.isFinite(atMs) || !Number.isFinite(value)) return { score: 0, tailProbability: 1 };
    const shares = this.#shares(atMs, value);
    const sum = shares.reduce((all, share) => all + share, 0);
    const tailProbability = Math.min(1, 10 ** ((LAW.from - sum) / LAW.decade));
    const score = this.#isWorse(sum) ? 1 - tailProbability : 0;
    const reason = sum > 0 ? MEMBERS[shares.indexOf(Math.max(...shares))]?.member : undefined;
    return { score, tailProbability, ...(reason && { reason }) };
  }

  /** Evidence of each member, weighted. */
  #shares(atMs: number, value: number): readonly number[] {
    this.#recent.push(value);
    const past = this.#recent.latest();
    const seen = [
      ...this.#sameTime.push(atMs, value, TOLERANCES_MS),
      ...PATTERN_WIDTHS.map((width) => patternDistance(past, width)),
      ...LEVEL_WIDTHS.map((width) => levelShift(past, width)),
      ...FLAT_WIDTHS.map((width) => -spread(past, width)),
    ];
    const evidence = seen.map((one, scale) => this.#tails[scale]?.push(one) ?? 0);
    let from = 0;
    return MEMBERS.map(({ scales, weight }) => {
      const own = evidence.slice(from, from + scales);
      from += scales;
      return (weight * own.reduce((sum, one) => sum + one, 0)) / scales;
    });
  }

  /** Than all of the latest values, to which it then belongs. */
  #isWorse(sum: number): boolean {
    const { state } = this;
    const isWorse = state.sums.every((one) => sum > one);
    state.sums[state.pushed % EVENT] = sum;
    state.pushed += 1;
    return isWorse;
  }
}
