import {
  keyOf,
  type TuningBreach,
  type TuningEnd,
  type TuningPoint,
  type TuningSample,
  type TuningSession,
  type TuningTask,
  type TuningTrial,
} from '../../domain/tuning.ts';
import { breachOf } from './knowledge.ts';
import { refugeFrom, searchOf, slowerThan } from './search.ts';
import { isBlind, isFrozen, isRestart, isTroubled, withoutNonsense } from './sensor-sense.ts';
import { hasSettled, isHopeless, isKnownWell, isWarming, LONGEST_TRIAL_MS, trialOf } from './trial.ts';

export type TuningEvent =
  | { readonly kind: 'sample'; readonly sample: TuningSample }
  /** The point asked for was read back as set. */
  | { readonly kind: 'applied'; readonly atMs: number }
  /** It was not: refused, not taken, or nobody knows. */
  | { readonly kind: 'not-applied'; readonly atMs: number }
  /** Somebody else set the miner to something. */
  | { readonly kind: 'changed-by-others'; readonly atMs: number }
  /** Its owner lets it be changed no more. */
  | { readonly kind: 'consent-withdrawn'; readonly atMs: number }
  | { readonly kind: 'stop'; readonly atMs: number }
  /** Its owner wants it to wait at its last good point. */
  | { readonly kind: 'pause'; readonly atMs: number }
  /** Its owner lets it go on; the point that the miner stands at now, if it could be read. */
  | { readonly kind: 'continue'; readonly atMs: number; readonly at?: TuningPoint | undefined }
  | { readonly kind: 'alarm'; readonly atMs: number }
  /** Nothing happened: time has passed. */
  | { readonly kind: 'tick'; readonly atMs: number }
  /** Whoever ran it is back after an interruption; the point that the miner stands at now, if it could be read. */
  | { readonly kind: 'resumed'; readonly atMs: number; readonly at?: TuningPoint | undefined };

/** What to do next. Nothing is ever asked twice: whoever carries it out says what became of it. */
export type TuningCommand =
  | { readonly kind: 'set'; readonly point: TuningPoint; readonly why: 'try' | 'return' }
  | { readonly kind: 'none' };

export interface TuningStep {
  readonly session: TuningSession;
  readonly command: TuningCommand;
}

/** After so long without a sample the link counts as lost. */
export const LOST_AFTER_MS = 60_000;
/** A point is measured so often at most, where something disturbs it each time. */
const MOST_REPEATS = 2;
/** So many readings say whether a trial is hopeless. */
const FEWEST_FOR_HOPELESS = 4;

/** Begins at the setting that the miner is found at: that is measured first. */
export function startSession(task: TuningTask, at: TuningPoint, atMs: number): TuningStep {
  const session: TuningSession = {
    task,
    phase: 'measuring',
    point: at,
    lastGood: at,
    startedMs: atMs,
    askedMs: atMs,
    appliedMs: atMs,
    heardMs: atMs,
    samples: [],
    trials: [],
  };
  return still(session);
}

/** What an event makes of a session, and what is to be done. Pure: the same events lead to the same end. */
export function stepSession(session: TuningSession, event: TuningEvent): TuningStep {
  if (session.phase === 'ended') return still(session);
  // It is left as it is: whoever set it, or may say that nobody sets it, has the last word.
  if (event.kind === 'changed-by-others' || event.kind === 'consent-withdrawn')
    return still({ ...session, phase: 'ended', end: event.kind });
  if (session.phase === 'paused') return whilePaused(session, event);
  switch (event.kind) {
    case 'sample':
      return sampled(session, event.sample);
    case 'applied':
      return applied(session, event.atMs);
    case 'not-applied':
      // The way back failed, too: nothing is sent again, and its owner is told.
      return session.phase === 'returning'
        ? still({ ...session, phase: 'ended', end: session.end ?? 'not-applied', isPausing: undefined })
        : goBack(session, 'not-applied', event.atMs);
    case 'stop':
      return goBack(session, 'stopped', event.atMs);
    case 'pause':
      return paused(session, event.atMs);
    case 'continue':
      return still(session);
    case 'alarm':
      return alarmed(session, event.atMs);
    case 'tick':
      return ticked(session, event.atMs);
    case 'resumed':
      return resumed(session, event.atMs, event.at);
  }
}

function still(session: TuningSession): TuningStep {
  return { session, command: { kind: 'none' } };
}

/** It stands at its last good point, and whatever it tells is no news. */
function whilePaused(session: TuningSession, event: TuningEvent): TuningStep {
  switch (event.kind) {
    case 'stop':
      return still({ ...session, phase: 'ended', end: 'stopped' });
    case 'alarm':
      return still({ ...session, phase: 'ended', end: 'alarm' });
    case 'continue':
      if (!event.at) return still(session);
      // Measured once more: the room may be another by now, and that is told by a point that is known.
      return keyOf(event.at) === keyOf(session.point)
        ? still(anew({ ...session, phase: 'measuring', repeats: 0 }, event.atMs))
        : still({ ...session, phase: 'ended', end: 'changed-by-others' });
    default:
      return still(session);
  }
}

function paused(session: TuningSession, atMs: number): TuningStep {
  if (session.phase === 'returning') return still(session);
  if (keyOf(session.point) === keyOf(session.lastGood) && session.phase === 'measuring')
    return still({ ...session, phase: 'paused', samples: [] });
  return goTo({ ...session, isPausing: true }, session.lastGood, 'returning', 'return', atMs);
}

/** It stands where it was to go back to. */
function arrived({ isPausing, ...session }: TuningSession): TuningStep {
  return still({
    ...session,
    phase: isPausing ? 'paused' : 'ended',
    samples: isPausing ? [] : session.samples,
  });
}

function sampled(session: TuningSession, told: TuningSample): TuningStep {
  const sample = withoutNonsense(told);
  const { atMs } = sample;
  if (!Number.isFinite(atMs)) return still(session);
  if (isSetBack(session, atMs)) return still(anew(session, atMs));
  // An answer that comes twice, or an older one after a newer, says nothing new.
  if (!(atMs > session.heardMs) && session.samples.length > 0) return still(session);
  const heard = { ...session, heardMs: Math.max(session.heardMs, atMs) };
  if (session.phase !== 'measuring') return still(heard);
  if (isRestart(session.samples, sample)) return repeated({ ...heard, samples: [sample] }, atMs);
  const breach = breachOf(sample, session.task.envelope);
  const samples = [...session.samples, sample];
  if (breach) {
    // One absurd reading of a register is no heat: it must be told twice in a row.
    const before = session.samples.at(-1);
    if (before && breachOf(before, session.task.envelope)) return broken({ ...heard, samples }, breach, atMs);
    return still({ ...heard, samples });
  }
  if (isBlind(session, samples, atMs)) return goBack({ ...heard, samples }, 'nothing-to-measure', atMs);
  return measured({ ...heard, samples }, atMs);
}

/** Was the clock of whoever runs it set back? What was measured has no place in time any more. */
function isSetBack({ heardMs }: TuningSession, atMs: number): boolean {
  return atMs < heardMs - LOST_AFTER_MS;
}

/** Measures the present point once more from the beginning. */
function anew(session: TuningSession, atMs: number): TuningSession {
  return { ...session, askedMs: atMs, appliedMs: atMs, heardMs: atMs, samples: [] };
}

/** Something disturbed what was measured: it counts for nothing, and is measured anew, if not too often. */
function repeated(session: TuningSession, atMs: number): TuningStep {
  const repeats = (session.repeats ?? 0) + 1;
  if (repeats > MOST_REPEATS) return goBack(session, 'unsteady', atMs);
  return still({ ...session, askedMs: atMs, appliedMs: atMs, samples: session.samples.slice(-1), repeats });
}

function measured(session: TuningSession, nowMs: number): TuningStep {
  // From when it was set: a raise may have waited for minutes until then.
  const { samples, appliedMs = nowMs, point } = session;
  const settledAt = samples.findIndex(({ atMs }) => hasSettled(samples, appliedMs, atMs));
  const counted = settledAt < 0 ? [] : samples.slice(settledAt);
  // Who is not at rest yet may still break a limit: it is watched for as long again.
  if (isWarming(samples, nowMs) && nowMs - appliedMs < 2 * LONGEST_TRIAL_MS) return still(session);
  const isOver = nowMs - appliedMs >= LONGEST_TRIAL_MS;
  const trial = trialOf(point, counted, isOver ? 'time-over' : 'measured', session.trials);
  if (!trial) return isOver ? goBack(session, 'nothing-to-measure', nowMs) : still(session);
  if (isOver || isKnownWell(trial, counted.length)) return concluded(session, trial, nowMs);
  if (counted.length >= FEWEST_FOR_HOPELESS && isHopeless(session.task.objective, session.trials, trial))
    return concluded(session, { ...trial, ended: 'hopeless' }, nowMs);
  return still(session);
}

function concluded(session: TuningSession, trial: TuningTrial, nowMs: number): TuningStep {
  const { task, samples, toldBefore } = session;
  if (isTroubled(samples)) return repeated(session, nowMs);
  if (isFrozen(toldBefore, samples, session.trials.at(-1), trial))
    return goBack(session, 'frozen-sensor', nowMs);
  const trials = [...session.trials, trial];
  const search = searchOf(task, trials);
  // Where it was found broke a limit, and this point broke none.
  const isBetter = trials.every(({ ended }, index) => ended === 'breach' || index === trials.length - 1);
  const lastGood = search.best()?.point ?? (isBetter ? trial.point : session.lastGood);
  const known = { ...session, trials, lastGood };
  if (trials.length >= task.mostTrials) return goBack(known, 'trials-used', nowMs);
  const next = search.next(session.point);
  return next ? goTo(known, next.point, 'setting', 'try', nowMs) : goBack(known, 'no-more-to-gain', nowMs);
}

function broken(session: TuningSession, breach: TuningBreach, nowMs: number): TuningStep {
  const { task, point } = session;
  const trial = trialOf(point, session.samples, 'breach');
  const trials = trial ? [...session.trials, trial] : session.trials;
  const isOfOwner = breach.limit === 'power' || breach.limit === 'fan';
  const wasNoneGood = trials.every(({ ended }) => ended === 'breach');
  const allowed = isOfOwner && wasNoneGood ? slowerThan(task, point, breach) : undefined;
  if (allowed && trials.length < task.mostTrials)
    return goTo({ ...session, trials }, allowed, 'setting', 'try', nowMs);
  const isHeat = breach.limit === 'chip' || breach.limit === 'regulator';
  const lastGood = isHeat ? refugeFrom(task, point, session.lastGood) : session.lastGood;
  return goBack({ ...session, trials, breach, lastGood }, 'breach', nowMs);
}

/** Its own protection may have set it already: what it is set to from here is no more than what it overheated at. */
function alarmed(session: TuningSession, nowMs: number): TuningStep {
  if (session.phase === 'returning') return goBack(session, 'alarm', nowMs);
  const lastGood = refugeFrom(session.task, session.point, session.lastGood);
  return goBack({ ...session, lastGood }, 'alarm', nowMs);
}

function applied(session: TuningSession, atMs: number): TuningStep {
  if (session.phase === 'returning') return arrived(session);
  const heardMs = Math.max(session.heardMs, atMs);
  return still({ ...session, phase: 'measuring', appliedMs: atMs, samples: [], heardMs });
}

function ticked(session: TuningSession, atMs: number): TuningStep {
  if (isSetBack(session, atMs)) return still({ ...session, heardMs: atMs });
  if (session.phase === 'measuring' && atMs - session.heardMs > LOST_AFTER_MS)
    return goBack(session, 'lost-link', atMs);
  return still(session);
}

/**
 * What was being measured is measured anew, in whole: nobody knows what happened meanwhile. A miner that stands elsewhere
 * than it was put was set by somebody, or by its own protection, and is left to its owner.
 */
function resumed(session: TuningSession, atMs: number, at: TuningPoint | undefined): TuningStep {
  if (!at) return goBack(session, 'lost-link', atMs);
  if (session.phase === 'returning')
    return keyOf(at) === keyOf(session.point)
      ? arrived(session)
      : goTo(session, session.point, 'returning', 'return', atMs);
  const stands = keyOf(at) === keyOf(session.point);
  // Asked for and perhaps never sent: where it stands is where the trial before was.
  const before = session.trials.at(-1)?.point ?? session.lastGood;
  if (!stands && !(session.phase === 'setting' && keyOf(at) === keyOf(before)))
    return still({ ...session, phase: 'ended', end: 'changed-by-others' });
  return still(anew({ ...session, phase: 'measuring', point: at }, atMs));
}

function goBack(session: TuningSession, end: TuningEnd, atMs: number): TuningStep {
  const { isPausing, ...going } = session;
  if (session.phase === 'returning') return still(isPausing ? { ...going, end } : session);
  const ending = { ...session, end };
  if (keyOf(session.point) === keyOf(session.lastGood) && session.phase === 'measuring')
    return still({ ...ending, phase: 'ended' });
  return goTo(ending, session.lastGood, 'returning', 'return', atMs);
}

function goTo(
  session: TuningSession,
  point: TuningPoint,
  phase: TuningSession['phase'],
  why: 'try' | 'return',
  atMs: number,
): TuningStep {
  const toldBefore = session.samples.at(-1) ?? session.toldBefore;
  return {
    session: {
      ...session,
      phase,
      point,
      askedMs: atMs,
      appliedMs: undefined,
      samples: [],
      repeats: 0,
      toldBefore,
    },
    command: { kind: 'set', point, why },
  };
}
