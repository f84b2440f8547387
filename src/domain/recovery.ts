import { type Alert, type AlertKind, findsNothing, RESTARTS_IN_VAIN } from './alert.ts';
import type { ChangeRecord } from './control.ts';
import { findings } from './findings.ts';
import type { FleetView, MinerView } from './fleet-view.ts';
import { SHORTEST_RUN } from './frozen-run.ts';
import type { Trouble } from './health/watch-finding.ts';
import { inputSagged } from './input-sag.ts';
import { isMuted } from './mute.ts';
import { settleMs } from './settle-time.ts';

/** Why a miner is not restarted by itself. */
export type NoRecovery =
  /** Its owner has not allowed it, or only lets it be watched. */
  | 'not-allowed'
  /** Another tab collects, or nothing can be asked now. */
  | 'not-ours'
  /** This browser has no locks here: another tab could send a second restart at the same moment. */
  | 'no-locks'
  | 'no-flatline'
  /** Its own hashrate still moves: it hashes, and its shares get lost on their way. */
  | 'still-counts'
  | 'not-heard'
  | 'paused'
  /** It fell with others: the network or the pool, which no restart mends. */
  | 'several'
  /** Its pool is away, or it works for another. */
  | 'pool'
  /** Too hot, a fan that stands, a supply that sags, a fault that it tells: it would hide that, or harm it. */
  | 'unsafe'
  /** Its owner wants quiet, or something was just changed on it. */
  | 'muted'
  | 'settling'
  /** Too soon after the last time. */
  | 'waiting'
  /** Nobody knows what became of the last one: a command without an answer is not sent again. */
  | 'unanswered'
  /** So often that it hides something. */
  | 'given-up';

export interface RecoverySituation {
  readonly nowMs: number;
  /** Can no two tabs restart it at a time? Browsers have locks on secure pages alone. */
  readonly hasLocks: boolean;
  readonly view: MinerView;
  readonly fleet: Pick<FleetView, 'leading' | 'asking' | 'proxyProblem' | 'alerts'>;
  /** All that was changed on it, by hand or by itself, in any order. */
  readonly changes: readonly ChangeRecord[];
  /**
   * When it was seen to have restarted, by its own uptime, whoever did that: another browser of this home may, and one that
   * restarts by itself is no miner to be restarted more. Absent where nobody looked.
   */
  readonly seenRestartsAtMs?: readonly number[] | undefined;
  /** Its input voltage answer by answer, V, from {@link LATELY_MS} before the flatline on. Absent where nobody looked. */
  readonly inputV?: Iterable<number> | undefined;
}

/** So often a miner is restarted by itself within a day, or in vain one after another, and then not any more. */
export const MOST_RESTARTS = RESTARTS_IN_VAIN;
export const COUNTED_MS = 86_400_000;
/** A flatline must be as sure as this. The alert itself waits longer where its false alarms would be many. */
export const LEAST_CONFIDENCE = 0.999;
/** From one restart to the next at least, by how many there were: what one did not mend, the next hardly will. */
const PAUSE_MS = [0, 30 * 60_000, 120 * 60_000];
/** What is shown of a miner that was not heard for so long is old: polls come every 15 s or so. */
const HEARD_WITHIN_MS = 120_000;
/** A trouble that ended so lately may be what killed it: a chip cools, and a supply rests, as soon as it finds nothing. */
export const LATELY_MS = 3_600_000;
/** Miners that fall within so long of each other fell together. */
const TOGETHER_MS = 600_000;

const UNSAFE_KINDS: ReadonlySet<AlertKind> = new Set<AlertKind>([
  'chip-hot',
  'vr-hot',
  'fan-stopped',
  'overheated',
  'device-fault',
  // A weak supply is the usual reason.
  'domain-stalled',
]);
/** Findings of the watch of which a restart would hide the cause, or that it would make worse. */
const UNSAFE_TROUBLES: ReadonlySet<Trouble> = new Set<Trouble>([
  'thermal-resistance',
  'fan-wear',
  'supply-sag',
  'regulator-heat',
  'power-rise',
  'hot-room',
  'part-loss',
  'settings-changed',
  'firmware-changed',
  'pool-address',
]);
const POOL_TROUBLES: ReadonlySet<Trouble> = new Set<Trouble>(['pool-failover', 'network']);
const FALLEN_KINDS: ReadonlySet<AlertKind> = new Set<AlertKind>([
  'silent-death',
  'restart-in-vain',
  'unreachable',
  'not-hashing',
]);

/**
 * Is it time to restart a miner by itself? Only after a confirmed flatline of this one miner, which its owner has allowed,
 * while nothing else is wrong with it and nobody is at it; at most {@link MOST_RESTARTS} times a day, with growing pauses.
 */
export function recoveryDue(situation: RecoverySituation): 'due' | NoRecovery {
  const { view, fleet } = situation;
  const { miner } = view;
  if (miner.recovery !== 'restart' || miner.control !== 'by-hand' || miner.removedAtMs !== undefined)
    return 'not-allowed';
  if (!situation.hasLocks) return 'no-locks';
  if (!fleet.leading || fleet.asking || fleet.proxyProblem) return 'not-ours';
  const open = fleet.alerts.filter(({ resolvedAtMs }) => resolvedAtMs === undefined);
  const flatline = flatlineOf(open, miner.id);
  if (!flatline) return 'no-flatline';
  if (view.state === 'paused') return 'paused';
  if (!isHeard(situation)) return 'not-heard';
  if (fellTogether(flatline, open)) return 'several';
  // What tells a dead chip from shares that get lost: its registers stand still.
  if ((flatline.evidence.frozenPolls ?? 0) < SHORTEST_RUN) return 'still-counts';
  return troubleOf(situation, open) ?? inVainBy(flatline) ?? dueByChanges(situation);
}

/** The confirmed flatline that stands of a miner. */
export function flatlineOf(alerts: readonly Alert[], minerId: string): Alert | undefined {
  return alerts.find((alert) => alert.resolvedAtMs === undefined && isFlatlineOf(alert, minerId));
}

function isFlatlineOf(alert: Alert, minerId: string): boolean {
  return (
    findsNothing(alert) &&
    alert.severity === 'act' &&
    concerns(alert, minerId) &&
    (alert.confidence ?? 0) >= LEAST_CONFIDENCE
  );
}

/** Whoever restarted it: what is told to its owner as in vain is not tried again until shares come. */
function inVainBy({ kind, evidence }: Alert): 'unanswered' | 'given-up' | undefined {
  if (kind !== 'restart-in-vain') return undefined;
  return evidence.unanswered ? 'unanswered' : 'given-up';
}

function concerns({ minerIds, backIds = [] }: Alert, minerId: string): boolean {
  return minerIds.includes(minerId) && !backIds.includes(minerId);
}

function isHeard({ view, nowMs }: RecoverySituation): boolean {
  if (view.state === 'stale' || view.state === 'lost' || view.failure || !view.reading) return false;
  const agoMs = nowMs - (view.answeredAtMs ?? Number.NaN);
  return agoMs <= HEARD_WITHIN_MS && agoMs >= -HEARD_WITHIN_MS;
}

function fellTogether(flatline: Alert, open: readonly Alert[]): boolean {
  if (flatline.minerIds.length > 1 || flatline.shared) return true;
  const others = open.filter(({ id, kind }) => id !== flatline.id && FALLEN_KINDS.has(kind));
  const sinceMs = flatline.evidence.sinceMs;
  return others.some(
    ({ minerIds, openedAtMs, evidence }) =>
      minerIds.some((id) => !flatline.minerIds.includes(id)) &&
      (Math.abs(openedAtMs - flatline.openedAtMs) <= TOGETHER_MS ||
        Math.abs(evidence.sinceMs - sinceMs) <= TOGETHER_MS),
  );
}

/** What else is wrong with it, by alerts that stand and by what it tells at this moment, before any alert. */
function troubleOf(
  { view, nowMs, fleet, inputV = [] }: RecoverySituation,
  open: readonly Alert[],
): 'unsafe' | 'pool' | 'muted' | undefined {
  const { miner, reading } = view;
  const its = open.filter((alert) => concerns(alert, miner.id));
  const over = fleet.alerts.filter(
    ({ minerIds, resolvedAtMs }) =>
      resolvedAtMs !== undefined && minerIds.includes(miner.id) && nowMs - resolvedAtMs < LATELY_MS,
  );
  const now = reading ? findings(reading, { identity: miner.identity }) : [];
  if ([...its, ...over].some(isUnsafe) || now.some(({ kind }) => UNSAFE_KINDS.has(kind))) return 'unsafe';
  if (inputSagged(inputV)) return 'unsafe';
  const kinds = [...its.flatMap(({ kind, also = [] }) => [kind, ...also]), ...now.map(({ kind }) => kind)];
  const troubles = its.flatMap(({ evidence }) => evidence.found?.trouble ?? []);
  const isAway = reading?.pools.some(({ active, alive }) => alive === false && active !== false) === true;
  if (isAway || kinds.includes('pool-failover') || troubles.some((each) => POOL_TROUBLES.has(each)))
    return 'pool';
  return isMuted(miner, nowMs) ? 'muted' : undefined;
}

/** Would a restart hide it, or make it worse? */
function isUnsafe({ kind, also = [], evidence }: Alert): boolean {
  const { found } = evidence;
  return (
    [kind, ...also].some((each) => UNSAFE_KINDS.has(each)) || (!!found && UNSAFE_TROUBLES.has(found.trouble))
  );
}

function dueByChanges({ changes, nowMs, seenRestartsAtMs = [] }: RecoverySituation): 'due' | NoRecovery {
  const isRecent = ({ atMs, change }: ChangeRecord) => nowMs - atMs < settleMs(change.kind);
  const sent = changes.filter(({ outcome }) => outcome !== 'refused' && outcome !== 'failed');
  if (changes.some(({ isUnderWay }) => isUnderWay) || sent.some(isRecent)) return 'settling';
  // One that was sent from here is seen too: the two are not added.
  const sentAtMs = automaticRestarts(changes, nowMs).map(({ atMs }) => atMs);
  const seenAtMs = seenRestartsAtMs.filter((atMs) => nowMs - atMs < COUNTED_MS);
  const times = Math.max(sentAtMs.length, seenAtMs.length);
  const inVain = restartsInVain(changes);
  if (times >= MOST_RESTARTS || inVain.length >= MOST_RESTARTS) return 'given-up';
  if (isUnanswered(changes)) return 'unanswered';
  const latestMs = Math.max(...sentAtMs, ...seenAtMs);
  return nowMs - latestMs < (PAUSE_MS[times] ?? 0) ? 'waiting' : 'due';
}

/**
 * Those that count: each attempt of the last day, however it ended. One that was noted and not followed to its end counts
 * too, and one that a clock set back has put into the future.
 */
export function automaticRestarts(changes: readonly ChangeRecord[], nowMs: number): readonly ChangeRecord[] {
  return changes.filter(({ by, atMs }) => by === 'recovery' && nowMs - atMs < COUNTED_MS);
}

/** Was it told to restart by itself, in vain, without anybody knowing what became of that? */
export function isUnanswered(changes: readonly ChangeRecord[]): boolean {
  return restartsInVain(changes).some(({ outcome }) => outcome === 'unconfirmed');
}

/**
 * Those since a share last came after one, or since its owner last changed something on it by hand. No clock is asked:
 * one that leaps days ahead does not let a dead miner be restarted anew.
 */
export function restartsInVain(changes: readonly ChangeRecord[]): readonly ChangeRecord[] {
  const newestFirst = [...changes].sort((a, b) => b.atMs - a.atMs);
  const end = newestFirst.findIndex(({ by, outcome, sharesAgainAtMs }) =>
    by === 'recovery' ? sharesAgainAtMs !== undefined : outcome === 'done',
  );
  // What never left the house, as the miner could not be read, was no restart.
  return (end < 0 ? newestFirst : newestFirst.slice(0, end)).filter(
    ({ by, outcome }) => by === 'recovery' && outcome !== 'refused' && outcome !== 'failed',
  );
}
