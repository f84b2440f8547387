import { type Alert, type AlertEvidence, type AlertKind, findsNothing, RESTARTS_IN_VAIN } from '../alert.ts';
import { guardBudget } from '../false-alarm-budget.ts';
import { type MinerState, minerState, STALE_AFTER_POLLS } from '../miner-state.ts';
import { type SilentDeath, silentDeath } from '../silent-death.ts';
import type { Condition, Ending } from './condition.ts';
import type { MinerTrack } from './miner-track.ts';

/** What holds for the whole fleet while its miners are judged. */
export interface WatchContext {
  readonly nowMs: number;
  readonly pollMs: number;
  readonly lostAfterMs: number;
  readonly fleetSize: number;
  /** The owner's one figure, for the whole fleet and all that watches it. */
  readonly falseAlarmsPerMonth: number;
  /** Since when miners could be asked without a break; absent before the start and while the helper is away. */
  readonly watchedSinceMs: number | undefined;
}

/** Falls within this time of one another have one cause: a router or a power strip takes its miners within seconds, ms. */
const TOGETHER_WITHIN_MS = 2 * 60_000;
/** A miner is not called unreachable for one lost packet: two checks must have failed. */
const FAILED_CHECKS = 2;
/** A finding must stand in two answers in a row before it is an alert: devices glitch. */
const CONFIRMING_ANSWERS = 2;

/** Troubles that take several miners at once: a router, a power strip, a pool. */
const SHARED_TROUBLES: ReadonlySet<AlertKind> = new Set<AlertKind>([
  'unreachable',
  'silent-death',
  'not-hashing',
  'pool-failover',
]);

/** Troubles that a miner can show only while it hashes, or claims to: it is not well for having stopped. */
const TROUBLES_OF_HASHING: ReadonlySet<AlertKind> = new Set<AlertKind>([
  'silent-death',
  'restart-in-vain',
  'not-hashing',
  'low-hashrate',
  'domain-stalled',
]);

/** Did the miner answer lately enough to be judged? */
export function isFresh(track: MinerTrack, { nowMs, pollMs }: WatchContext): boolean {
  return track.answeredAtMs !== undefined && nowMs - track.answeredAtMs <= STALE_AFTER_POLLS * pollMs;
}

/** One of the six states. */
export function stateOf(track: MinerTrack, context: WatchContext): MinerState {
  return minerState({
    reading: track.reading,
    answeredAtMs: track.answeredAtMs,
    nowMs: context.nowMs,
    pollMs: context.pollMs,
    lostAfterMs: context.lostAfterMs,
    watchedSinceMs: context.watchedSinceMs,
    silentDeath: deathOf(track, context)?.level,
    findings: track.findings,
  });
}

/** Everything that is wrong with a miner now, and certain enough to be said. */
export function conditionsOf(track: MinerTrack, context: WatchContext): readonly Condition[] {
  if (!isFresh(track, context)) return unreachable(track, context);
  return [...silent(track, context), ...confirmedFindings(track)];
}

/**
 * How a trouble stands of which the last answer shows nothing. What was never asked since is not over, and a silence
 * is over with a share, not with a doubt.
 */
export function endingOf(alert: Alert, track: MinerTrack, context: WatchContext): Ending {
  if (!isFresh(track, context)) return 'goes-on';
  if (!TROUBLES_OF_HASHING.has(alert.kind)) return undefined;
  if (track.reading?.paused === true) return 'paused';
  if (alert.kind === 'not-hashing') return undefined;
  if (track.reading?.mining === false || track.reading?.hashrateHs === 0) return 'not-hashing';
  return findsNothing(alert) && !sharesCame(alert, track, context) ? 'goes-on' : undefined;
}

/** Did a share come since the alert's silence began? */
function sharesCame({ evidence, minerIds }: Alert, { shares }: MinerTrack, context: WatchContext): boolean {
  // Of miners that fell together the evidence tells when the first fell; one of an older version not when the last did.
  const sinceMs =
    minerIds.length > 1
      ? (evidence.latestMs ?? evidence.sinceMs + togetherWithinMs(context.pollMs))
      : evidence.sinceMs;
  // Our clock was set back behind it: what the shares' times say cannot be held against it.
  return context.nowMs < sinceMs || (shares.lastShareAtMs !== undefined && shares.lastShareAtMs > sinceMs);
}

/** Does a miner's condition belong to the same event as an open alert of its kind? */
export function belongsTogether(alert: Alert, condition: Condition, pollMs: number): boolean {
  if (alert.kind === 'finding')
    return alert.evidence.found?.findingId === condition.evidence.found?.findingId;
  return (
    SHARED_TROUBLES.has(alert.kind) &&
    isNear(condition.evidence.sinceMs, alert.evidence, togetherWithinMs(pollMs))
  );
}

/** Near when one of them fell: a cause that spreads takes them one after another. */
function isNear(sinceMs: number, evidence: AlertEvidence, withinMs: number): boolean {
  return (
    sinceMs >= evidence.sinceMs - withinMs && sinceMs <= (evidence.latestMs ?? evidence.sinceMs) + withinMs
  );
}

/** Two miners are never seen to fall, or to come back, closer together than their polls allow, ms. */
export function togetherWithinMs(pollMs: number): number {
  return Math.max(TOGETHER_WITHIN_MS, 2 * pollMs);
}

/** Since when a miner gives no answer though it was asked; absent where it answers, or nobody could ask. */
export function unansweredSinceMs(track: MinerTrack, context: WatchContext): number | undefined {
  if (isFresh(track, context) || context.watchedSinceMs === undefined || track.failures < FAILED_CHECKS)
    return undefined;
  // What went by while nobody could ask (app closed, helper away) is no silence of the miner.
  return Math.max(track.answeredAtMs ?? track.miner.addedAtMs, context.watchedSinceMs);
}

function unreachable(track: MinerTrack, context: WatchContext): readonly Condition[] {
  const sinceMs = unansweredSinceMs(track, context);
  if (sinceMs === undefined) return [];
  const severity = context.nowMs - sinceMs > context.lostAfterMs ? 'act' : 'watch';
  return [
    {
      kind: 'unreachable',
      minerId: track.miner.id,
      severity,
      evidence: {
        sinceMs,
        lastAnswerAtMs: track.answeredAtMs,
        chart: 'hashrateHs',
        text: track.failure?.kind,
      },
    },
  ];
}

function silent(track: MinerTrack, context: WatchContext): readonly Condition[] {
  const death = deathOf(track, context);
  if (!death?.level) return [];
  const { confidence, sinceMs, expectedShares, frozenPolls, level: severity } = death;
  const condition: Condition = {
    kind: 'silent-death',
    minerId: track.miner.id,
    severity,
    confidence,
    evidence: {
      sinceMs,
      observedUntilMs: track.answeredAtMs,
      expectedShares,
      frozenPolls,
      chart: 'sharesAccepted',
    },
  };
  return [condition, ...inVain(condition, track)];
}

/** It fell silent again after so many starts, whoever started it, that one more is no help. */
function inVain(silence: Condition, { shares, unansweredRestart }: MinerTrack): readonly Condition[] {
  const { restartsSinceShare, lastShareAtMs } = shares;
  const isOften = restartsSinceShare >= RESTARTS_IN_VAIN;
  if (silence.severity !== 'act' || !(isOften || unansweredRestart)) return [];
  const evidence = {
    ...silence.evidence,
    sinceMs: lastShareAtMs ?? silence.evidence.sinceMs,
    ...(isOften ? { restarts: restartsSinceShare } : { unanswered: true as const }),
  };
  return [{ ...silence, kind: 'restart-in-vain', evidence }];
}

function confirmedFindings(track: MinerTrack): readonly Condition[] {
  return track.findings.flatMap(({ kind, severity, seen, limit, text, chart }) => {
    const run = track.findingRuns.get(kind);
    if (!run || run.answers < CONFIRMING_ANSWERS) return [];
    return [
      {
        kind,
        minerId: track.miner.id,
        severity,
        evidence: { sinceMs: run.sinceMs, seen, limit, text, chart },
      },
    ];
  });
}

function deathOf(
  track: MinerTrack,
  { nowMs, fleetSize, falseAlarmsPerMonth }: WatchContext,
): SilentDeath | undefined {
  if (track.reading?.paused === true || track.reading?.mining === false) return undefined;
  const ownPart = guardBudget(falseAlarmsPerMonth) / Math.max(fleetSize, 1);
  return silentDeath(track.shares, track.frozen, { nowMs, falseAlarmsPerMonth: ownPart });
}
