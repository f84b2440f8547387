import type {
  TuningBreach,
  TuningEnd,
  TuningPoint,
  TuningSample,
  TuningSession,
  TuningTask,
  TuningTrial,
} from '../../domain/tuning.ts';
import { Random } from '../../numerics/random.ts';
import { breachOf, smallWorth, type TuningKnowledge, tuningKnowledge, worthOf } from './knowledge.ts';
import { bestTrial, keyOf, nextPoint } from './next-point.ts';
import { hasSettled, isKnownWell, LONGEST_TRIAL_MS, trialOf } from './trial.ts';

export type TuningEvent =
  | { readonly kind: 'sample'; readonly sample: TuningSample }
  /** The point asked for was read back as set. */
  | { readonly kind: 'applied'; readonly atMs: number }
  /** It was not: refused, not taken, or nobody knows. */
  | { readonly kind: 'not-applied'; readonly atMs: number }
  /** Somebody else set the miner to something. */
  | { readonly kind: 'changed-by-others'; readonly atMs: number }
  | { readonly kind: 'stop'; readonly atMs: number }
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
/** A limit must not be unseen for longer than this: a sensor that falls silent would let heat through. */
export const BLIND_AFTER_MS = 60_000;
/** A miner that overheated goes back to one step below the last good point. */
const COOLER = { frequencyMhz: 25, coreVoltageMv: 10 } as const;
/** What does not go with the clock (controller, fan, leakage) must be saved by it, too. */
const SLOWER_PART = 0.97;
/** A trial that is this many standard errors and this part below the best one ends early. */
const HOPELESS_ERRORS = 4;
const HOPELESS_SMALL = 40;
const FEWEST_FOR_HOPELESS = 4;
const NOTHING: TuningCommand = { kind: 'none' };

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
  return { session, command: NOTHING };
}

/** What an event makes of a session, and what is to be done. Pure: the same events lead to the same end. */
export function stepSession(session: TuningSession, event: TuningEvent): TuningStep {
  if (session.phase === 'ended') return { session, command: NOTHING };
  switch (event.kind) {
    case 'sample':
      return sampled(session, event.sample);
    case 'applied':
      return applied(session, event.atMs);
    case 'not-applied':
      // The way back failed, too: nothing is sent again, and its owner is told.
      return session.phase === 'returning'
        ? { session: { ...session, phase: 'ended' }, command: NOTHING }
        : goBack(session, 'not-applied', event.atMs);
    case 'changed-by-others':
      return { session: { ...session, phase: 'ended', end: 'changed-by-others' }, command: NOTHING };
    case 'stop':
      return goBack(session, 'stopped', event.atMs);
    case 'alarm':
      return goBack(session, 'alarm', event.atMs);
    case 'tick':
      return ticked(session, event.atMs);
    case 'resumed':
      return resumed(session, event.atMs, event.at);
  }
}

function sampled(session: TuningSession, told: TuningSample): TuningStep {
  const sample = withoutNonsense(told);
  const { atMs } = sample;
  if (!Number.isFinite(atMs)) return { session, command: NOTHING };
  if (isSetBack(session, atMs)) return { session: anew(session, atMs), command: NOTHING };
  // An answer that comes twice, or an older one after a newer, says nothing new.
  if (!(atMs > session.heardMs) && session.samples.length > 0) return { session, command: NOTHING };
  const heard = { ...session, heardMs: Math.max(session.heardMs, atMs) };
  if (session.phase !== 'measuring') return { session: heard, command: NOTHING };
  const breach = breachOf(sample, session.task.envelope);
  const samples = [...session.samples, sample];
  if (breach) {
    // One absurd reading of a register is no heat: it must be told twice in a row.
    const before = session.samples.at(-1);
    if (before && breachOf(before, session.task.envelope)) return broken({ ...heard, samples }, breach, atMs);
    return { session: { ...heard, samples }, command: NOTHING };
  }
  if (isBlind(session, samples, atMs)) return goBack({ ...heard, samples }, 'nothing-to-measure', atMs);
  return measured({ ...heard, samples }, atMs);
}

/** Beyond these no miner is, whatever it says: hashes a second, watts, and part of wrong answers. */
const THERE_MAY_BE: Readonly<Partial<Record<keyof TuningSample, readonly [number, number]>>> = {
  hashrateHs: [1, 1e18],
  powerW: [0.01, 1e6],
  errorRate: [0, 1],
};

/** What is no number, or cannot be, was not told. So it stays the same, too, when it is kept as text. */
function withoutNonsense(sample: TuningSample): TuningSample {
  const told = Object.entries(sample).filter(([name, value]) => {
    const [least, most] = THERE_MAY_BE[name as keyof TuningSample] ?? [-Number.MAX_VALUE, Number.MAX_VALUE];
    return Number.isFinite(value) && value >= least && value <= most;
  });
  return { ...(Object.fromEntries(told) as Partial<TuningSample>), atMs: sample.atMs };
}

/** Was the clock of whoever runs it set back? What was measured has no place in time any more. */
function isSetBack({ heardMs }: TuningSession, atMs: number): boolean {
  return atMs < heardMs - LOST_AFTER_MS;
}

/** Measures the present point once more from the beginning. */
function anew(session: TuningSession, atMs: number): TuningSession {
  return { ...session, askedMs: atMs, appliedMs: atMs, heardMs: atMs, samples: [] };
}

/** Has the miner stopped to tell a quantity that it told at the first trial, and that is limited? */
function isBlind(
  { task, trials, appliedMs, askedMs }: TuningSession,
  samples: readonly TuningSample[],
  nowMs: number,
) {
  const { envelope } = task;
  const [first] = trials;
  const since = appliedMs ?? askedMs;
  const lastTold = (kind: keyof TuningSample) =>
    samples.findLast((sample) => sample[kind] !== undefined)?.atMs ?? since;
  const isLost = (kind: 'chipC' | 'vrC' | 'inputV' | 'fanPercent', bound: number | undefined) =>
    bound !== undefined && first?.[kind] !== undefined && nowMs - lastTold(kind) > BLIND_AFTER_MS;
  return (
    isLost('chipC', envelope.maxChipC) ||
    isLost('vrC', envelope.maxVrC) ||
    isLost('inputV', envelope.minInputV) ||
    isLost('fanPercent', envelope.maxFanPercent) ||
    (first !== undefined && nowMs - lastTold('powerW') > BLIND_AFTER_MS)
  );
}

function measured(session: TuningSession, nowMs: number): TuningStep {
  const { samples, appliedMs = nowMs, askedMs, point } = session;
  const settledAt = samples.findIndex(({ atMs }) => hasSettled(samples, appliedMs, atMs));
  const counted = settledAt < 0 ? [] : samples.slice(settledAt);
  const isOver = nowMs - askedMs >= LONGEST_TRIAL_MS;
  const trial = trialOf(point, counted, isOver ? 'time-over' : 'measured', session.trials);
  if (!trial) return isOver ? goBack(session, 'nothing-to-measure', nowMs) : { session, command: NOTHING };
  if (isOver || isKnownWell(trial, counted.length)) return concluded(session, trial, nowMs);
  if (counted.length >= FEWEST_FOR_HOPELESS && isHopeless(session, trial))
    return concluded(session, { ...trial, ended: 'hopeless' }, nowMs);
  return { session, command: NOTHING };
}

/** Is it surely and clearly worse than the best so far? By what was measured alone. */
function isHopeless({ task: { objective }, trials }: TuningSession, trial: TuningTrial): boolean {
  if (trials.length === 0) return false;
  const gotBy = ({ hashrateHs, powerW }: TuningTrial) =>
    worthOf(objective, Math.log(hashrateHs.mean), powerW.mean);
  const best = Math.max(...trials.filter(({ ended }) => ended !== 'breach').map(gotBy));
  const small = smallWorth(objective, trial.powerW.mean);
  const doubt =
    1000 *
    small *
    Math.hypot(trial.hashrateHs.error / trial.hashrateHs.mean, trial.powerW.error / trial.powerW.mean);
  return best - gotBy(trial) > HOPELESS_SMALL * small + HOPELESS_ERRORS * doubt;
}

function concluded(session: TuningSession, trial: TuningTrial, nowMs: number): TuningStep {
  const { task } = session;
  const trials = [...session.trials, trial];
  const knowledge = knowledgeOf(task, trials);
  const best = bestTrial(knowledge, trials, task.envelope, task.objective);
  // Where it was found broke a limit, and this point broke none.
  const isBetter = trials.every(({ ended }, index) => ended === 'breach' || index === trials.length - 1);
  const lastGood = best?.trial.point ?? (isBetter ? trial.point : session.lastGood);
  const known = { ...session, trials, lastGood };
  if (trials.length >= task.mostTrials) return goBack(known, 'trials-used', nowMs);
  const next = nextPoint(knowledge, trials, session.point, task.envelope, task.objective, task.mostTrials);
  return next ? goTo(known, next.point, 'setting', 'try', nowMs) : goBack(known, 'no-more-to-gain', nowMs);
}

/** What a session's trials say; the same trials always say the same. */
export function knowledgeOf(task: TuningTask, trials: readonly TuningTrial[]): TuningKnowledge {
  return tuningKnowledge(task.reference, trials, Random.labelled(task.seed, `tuning ${trials.length}`));
}

function broken(session: TuningSession, breach: TuningBreach, nowMs: number): TuningStep {
  const trial = trialOf(session.point, session.samples, 'breach');
  const trials = trial ? [...session.trials, trial] : session.trials;
  const allowed = slower(session, breach);
  if (allowed && trials.length < session.task.mostTrials)
    return goTo({ ...session, trials }, allowed, 'setting', 'try', nowMs);
  const isWhereItBegan = keyOf(session.point) === keyOf(session.lastGood);
  const isHeat = breach.limit === 'chip' || breach.limit === 'regulator';
  const { frequencyMhz, coreVoltageMv } = session.task.envelope;
  const lower = {
    frequencyMhz: Math.max(frequencyMhz.min, session.lastGood.frequencyMhz - COOLER.frequencyMhz),
    coreVoltageMv: Math.max(coreVoltageMv.min, session.lastGood.coreVoltageMv - COOLER.coreVoltageMv),
  };
  const lastGood = isHeat && isWhereItBegan ? lower : session.lastGood;
  return goBack({ ...session, trials, breach, lastGood }, 'breach', nowMs);
}

/**
 * Where to go when a miner was found above the power or noise that its owner allows: to so much less clock as it is too
 * much. That is less of everything that harms, and its voltage stays more than enough. Undefined once a point was good.
 */
function slower({ task, trials, point }: TuningSession, breach: TuningBreach): TuningPoint | undefined {
  if (breach.limit !== 'power' && breach.limit !== 'fan') return undefined;
  if (trials.some(({ ended }) => ended !== 'breach')) return undefined;
  const { min, max, step } = task.envelope.frequencyMhz;
  const wanted = Math.min(max, SLOWER_PART * point.frequencyMhz * (breach.bound / breach.value));
  const frequencyMhz = min + Math.max(0, Math.floor((wanted - min) / step)) * step;
  const { coreVoltageMv } = task.envelope;
  if (!(frequencyMhz < point.frequencyMhz) || point.coreVoltageMv > coreVoltageMv.max) return undefined;
  return { frequencyMhz, coreVoltageMv: Math.max(coreVoltageMv.min, point.coreVoltageMv) };
}

function applied(session: TuningSession, atMs: number): TuningStep {
  if (session.phase === 'returning') return { session: { ...session, phase: 'ended' }, command: NOTHING };
  return {
    session: {
      ...session,
      phase: 'measuring',
      appliedMs: atMs,
      samples: [],
      heardMs: Math.max(session.heardMs, atMs),
    },
    command: NOTHING,
  };
}

function ticked(session: TuningSession, atMs: number): TuningStep {
  if (isSetBack(session, atMs)) return { session: { ...session, heardMs: atMs }, command: NOTHING };
  if (session.phase === 'measuring' && atMs - session.heardMs > LOST_AFTER_MS)
    return goBack(session, 'lost-link', atMs);
  return { session, command: NOTHING };
}

/**
 * What was being measured is measured anew, in whole: nobody knows what happened meanwhile. A miner that stands elsewhere
 * than it was put was set by somebody, or by its own protection, and is left to its owner.
 */
function resumed(session: TuningSession, atMs: number, at: TuningPoint | undefined): TuningStep {
  if (!at) return goBack(session, 'lost-link', atMs);
  if (session.phase === 'returning')
    return keyOf(at) === keyOf(session.point)
      ? { session: { ...session, phase: 'ended' }, command: NOTHING }
      : {
          session: { ...session, askedMs: atMs },
          command: { kind: 'set', point: session.point, why: 'return' },
        };
  const stands = keyOf(at) === keyOf(session.point);
  // Asked for and perhaps never sent: where it stands is where the trial before was.
  const before = session.trials.at(-1)?.point ?? session.lastGood;
  if (!stands && !(session.phase === 'setting' && keyOf(at) === keyOf(before)))
    return { session: { ...session, phase: 'ended', end: 'changed-by-others' }, command: NOTHING };
  return { session: anew({ ...session, phase: 'measuring', point: at }, atMs), command: NOTHING };
}

function goBack(session: TuningSession, end: TuningEnd, atMs: number): TuningStep {
  if (session.phase === 'returning') return { session, command: NOTHING };
  const ending = { ...session, end };
  if (keyOf(session.point) === keyOf(session.lastGood) && session.phase === 'measuring')
    return { session: { ...ending, phase: 'ended' }, command: NOTHING };
  return goTo(ending, session.lastGood, 'returning', 'return', atMs);
}

function goTo(
  session: TuningSession,
  point: TuningPoint,
  phase: TuningSession['phase'],
  why: 'try' | 'return',
  atMs: number,
): TuningStep {
  return {
    session: { ...session, phase, point, askedMs: atMs, appliedMs: undefined, samples: [] },
    command: { kind: 'set', point, why },
  };
}
