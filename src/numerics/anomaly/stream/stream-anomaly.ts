import { gammaQ } from '../../incomplete-gamma.ts';
import { levelShift, spread } from './level-shift.ts';
import { patternDistance } from './pattern-distance.ts';
import { freshRecentValues, RecentValues, type RecentValuesState } from './recent-values.ts';
import { freshSameTime, SameTimeDistance, type SameTimeState } from './same-time-distance.ts';
import { freshTailEvidence, TailEvidence, type TailEvidenceState } from './tail-evidence.ts';

/** What a member looks at: the value against the same time of other days, the shape of the latest values, their level, their spread. */
export type StreamMember = 'time of day' | 'pattern' | 'level' | 'flat';

/** Each member looks at several scales, since nobody knows the right one; what they say is averaged. */
const TOLERANCES_MS = [30 * 60_000, 60 * 60_000] as const;
const PATTERN_WIDTHS = [4, 8, 16] as const;
const LEVEL_WIDTHS = [10, 30, 100] as const;
const FLAT_WIDTHS = [50, 200] as const;

/**
 * Weights of the members. The time of day counts twice: alone it finds more of the benchmark's windows than any other.
 */
const MEMBERS: readonly { readonly member: StreamMember; readonly scales: number; readonly weight: number }[] = [
  { member: 'time of day', scales: TOLERANCES_MS.length, weight: 2 },
  { member: 'pattern', scales: PATTERN_WIDTHS.length, weight: 1 },
  { member: 'level', scales: LEVEL_WIDTHS.length, weight: 1 },
  { member: 'flat', scales: FLAT_WIDTHS.length, weight: 1 },
];
const SCALES = MEMBERS.reduce((sum, { scales }) => sum + scales, 0);

/** No single scale says more than this: 1 in 10,000, about as far as 4000 values of the past reach. */
const MOST_EVIDENCE = 4;

/** Values in which whatever is no more unusual than what was told belongs to the same event. */
const EVENT = 100;

export interface StreamAnomaly {
  /**
   * 1 less the chance that a value of a stationary stream is as unusual as this one, where it is more unusual than the
   * {@link EVENT} values before it; 0 where it belongs to an event that was told already, or nothing is known.
   */
  readonly score: number;
  /** That chance, also within an event. */
  readonly tailProbability: number;
  /** The member that says most; absent where none says anything. */
  readonly reason?: StreamMember;
}
