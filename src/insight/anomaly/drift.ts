import { addEvidence, type EvidenceScore, NO_EVIDENCE, normalLlr } from './evidence-score.ts';
import { effectiveDeviation, learn, NOTHING_LEARNED, type OwnNormal, standardised } from './own-normal.ts';

/**
 * Watches one figure of one miner for having left its own normal: hourly means, held against mean and spread of its
 * first week, with one sum of evidence for each size of change. A plain value.
 */
export interface Drift {
  readonly normal: OwnNormal;
  readonly up: readonly EvidenceScore[];
  readonly down: readonly EvidenceScore[];
  /** Distance from normal: the mean of about the last day, and the last hour's. */
  readonly recent: number;
  readonly latest: number;
  /** Distance in the second hour of the present evidence for a large change, the first that a step fills wholly. */
  readonly early: number;
  /** Hours since then. */
  readonly hoursSince: number;
}

/** How a figure is watched. */
export interface DriftRule {
  /** A change up to this is nobody's trouble, in the figure's unit. */
  readonly tolerance: number;
  /** How finely the hourly mean of the figure is measured at best. */
  readonly floor: number;
}

/** Sizes of change looked for beyond the tolerance, in deviations of the figure itself. */
export const SIZES = [0.3, 1, 3] as const;

/** Fewer values give no deviation to speak of; and the hours of a week hold each hour of the day seven times. */
export const SPEAKS_FROM = 12;
const LEARNS_UNTIL = 7 * 24;
/** From here on a sum of evidence is hardly chance, and is not learned from: 400 to one. */
const SUSPICIOUS_NATS = Math.log(400);
/** Weight of the newest hour in `recent`: about a day is remembered. */
export const RECENT_WEIGHT = 1 / 12;

export const NEW_DRIFT: Drift = {
  normal: NOTHING_LEARNED,
  up: SIZES.map(() => NO_EVIDENCE),
  down: SIZES.map(() => NO_EVIDENCE),
  recent: 0,
  latest: 0,
  early: 0,
  hoursSince: 0,
};

/**
 * One more hour's mean; hours come in order, and one without a value changes nothing.
 * @param doubt how far the value may be off for all of the time, not by chance: widens the tolerance
 */
export function addToDrift(drift: Drift, fromMs: number, mean: number, rule: DriftRule, doubt = 0): Drift {
  if (!Number.isFinite(mean)) return drift;
  const { normal } = drift;
  if (normal.count < SPEAKS_FROM) return { ...drift, normal: learn(normal, mean) };
  const tolerance = toleranceOf(normal, rule, doubt);
  const score = (sign: 1 | -1) => {
    // Of what is beyond the tolerance, since only at its edge is chance what the deviation says.
    const z = sign * standardised(normal, mean - sign * tolerance, rule.floor);
    return (one: EvidenceScore, index: number) =>
      addEvidence(one, normalLlr(z, SIZES[index] ?? 1, 0), fromMs);
  };
  const up = drift.up.map(score(1));
  const down = drift.down.map(score(-1));
  const suspicious = [...up, ...down].some(({ nats }) => nats > SUSPICIOUS_NATS);
  const learns = normal.count < LEARNS_UNTIL && !suspicious;
  const latest = mean - normal.mean;
  const recent = drift.recent + RECENT_WEIGHT * (latest - drift.recent);
  const large = Math.max(up.at(-1)?.nats ?? 0, down.at(-1)?.nats ?? 0);
  const hoursSince = large > 0 ? drift.hoursSince + 1 : 0;
  const early = hoursSince === 2 ? latest : hoursSince === 0 ? 0 : drift.early;
  return { normal: learns ? learn(normal, mean) : normal, up, down, recent, latest, early, hoursSince };
}

/** What may be off for ever without being a change: the rule's, the figure's doubt, and the learned mean's own. */
function toleranceOf(normal: OwnNormal, rule: DriftRule, doubt: number): number {
  return rule.tolerance + doubt + (2 * effectiveDeviation(normal, rule.floor)) / Math.sqrt(normal.count);
}

/** A figure that has left its normal. */
export interface Departure {
  readonly direction: 'up' | 'down';
  readonly nats: number;
  readonly sinceMs: number;
  /** Distance of about the last day from normal, with the 95 % interval. */
  readonly by: number;
  readonly low: number;
  readonly high: number;
}

/**
 * The strongest evidence that a figure has left its normal in that direction; undefined where it does not reach
 * `callNats`, the score of one signal, which is shared by all sizes.
 */
export function departureOf(
  drift: Drift,
  direction: 'up' | 'down',
  callNats: number,
  rule: DriftRule,
): Departure | undefined {
  let strongest = NO_EVIDENCE;
  for (const score of drift[direction]) if (score.nats > strongest.nats) strongest = score;
  if (strongest.nats < callNats + Math.log(SIZES.length) || strongest.sinceMs === undefined) return undefined;
  const deviation = effectiveDeviation(drift.normal, rule.floor);
  // Variance of the exponential mean of values (w/(2 − w) of one), and of the mean that it is held against.
  const spread = deviation * Math.sqrt(RECENT_WEIGHT / (2 - RECENT_WEIGHT) + 1 / drift.normal.count);
  const { nats, sinceMs } = strongest;
  const by = drift.recent;
  return { direction, nats, sinceMs, by, low: by - 1.96 * spread, high: by + 1.96 * spread };
}
