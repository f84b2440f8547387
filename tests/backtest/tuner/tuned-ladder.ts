import {
  keyOf,
  type Rung,
  type TuningLimits,
  type TuningObjective,
  type TuningPoint,
  type TuningSession,
} from '../../../src/domain/tuning.ts';
import { worthOf } from '../../../src/insight/tuning/knowledge.ts';
import { startSession, stepSession, type TuningEvent } from '../../../src/insight/tuning/session.ts';
import { luxProfiles, profileRows } from '../../../src/twin/answers/luxos-profiles.ts';
import type { Fault } from '../../../src/twin/faults.ts';
import { S19J_PRO } from '../../../src/twin/miner-models.ts';
import type { MinerTwin } from '../../../src/twin/miner-twin.ts';
import { tuningForPower } from '../../../src/twin/power-tuning.ts';
import { POLL_S, sampleOf, trueBreaches, twinOf } from './tuned-twin.ts';

/** What an Antminer is tuned by: profiles of LuxOS, which tell what they do, or power limits of Braiins OS. */
export type LadderKind = 'presets' | 'limits';

export interface TwinLadderTask {
  readonly kind: LadderKind;
  readonly seed: number;
  readonly limits: TuningLimits;
  readonly objective: TuningObjective;
  readonly faults?: readonly Fault[] | undefined;
}

export interface TunedLadder {
  readonly session: TuningSession;
  /** Where the twin stands at the end, read from itself. */
  readonly stands: TuningPoint;
  readonly breaches: readonly string[];
  readonly minutes: number;
}

const MOST_TRIALS = 12;
const MOST_MINUTES = MOST_TRIALS * 12;
/** From well below to what it is sold for, in steps of a twentieth. */
const HOME_LIMIT_W = 3_000;
const LIMIT_STEP_W = 150;
const LOWEST_LIMIT_W = 1_350;
const HIGHEST_LIMIT_W = 3_300;

/** The rungs of a kind, from the least power up. */
export function rungsOf(kind: LadderKind): readonly Rung[] {
  if (kind === 'limits')
    return Array.from(
      { length: Math.floor((HIGHEST_LIMIT_W - LOWEST_LIMIT_W) / LIMIT_STEP_W) + 1 },
      (_, index) => {
        const powerLimitW = LOWEST_LIMIT_W + index * LIMIT_STEP_W;
        return { point: { kind: 'power-limit', powerLimitW }, powerW: powerLimitW };
      },
    );
  return profileRows(ladderTwin({ seed: 1 })).map((row) => ({
    point: { kind: 'preset', preset: String(row['Profile Name']) },
    powerW: Number(row.Watts),
    hashrateHs: Number(row.Hashrate) * 1e12,
  }));
}

function homeOf(kind: LadderKind): TuningPoint {
  return kind === 'limits'
    ? { kind: 'power-limit', powerLimitW: HOME_LIMIT_W }
    : { kind: 'preset', preset: 'default' };
}

function ladderTwin({ seed, faults }: Pick<TwinLadderTask, 'seed' | 'faults'>): MinerTwin {
  return twinOf({ model: S19J_PRO, seed, faults });
}

/** Sets a twin as its firmware would. */
function put(twin: MinerTwin, point: TuningPoint): void {
  if (point.kind === 'power-limit') {
    const { powerLimitW } = point;
    Object.assign(twin.settings, { powerTargetW: powerLimitW, ...tuningForPower(twin.model, powerLimitW) });
  } else if (point.kind === 'preset') {
    const profile = luxProfiles(twin.model).find(({ name }) => name === point.preset);
    if (!profile) throw new RangeError(`no profile ${point.preset}`);
    const { frequencyMhz, coreVoltageMv } = profile;
    Object.assign(twin.settings, { preset: point.preset, frequencyMhz, coreVoltageMv });
  }
}

function standsAt({ settings }: MinerTwin, kind: LadderKind): TuningPoint {
  return kind === 'limits'
    ? { kind: 'power-limit', powerLimitW: settings.powerTargetW }
    : { kind: 'preset', preset: settings.preset };
}

/** Tunes one twin in its own time, by what its sensors tell every ten seconds. */
export function tuneLadder(task: TwinLadderTask): TunedLadder {
  const twin = ladderTwin(task);
  const home = homeOf(task.kind);
  put(twin, home);
  for (let minute = 0; minute < 15; minute++) twin.step(60);
  const beginMs = twin.state.atMs;
  let { session } = startSession(
    {
      ladder: rungsOf(task.kind),
      envelope: task.limits,
      objective: task.objective,
      mostTrials: MOST_TRIALS,
      seed: task.seed,
    },
    home,
    beginMs,
  );
  const breaches: string[] = [];
  const tell = (event: TuningEvent) => {
    const step = stepSession(session, event);
    session = step.session;
    if (step.command.kind !== 'set') return;
    const { point } = step.command;
    const answered = twin.reachable
      ? twin.takeCommand(() => {
          put(twin, point);
          return true;
        })
      : undefined;
    const isSet = answered && keyOf(standsAt(twin, task.kind)) === keyOf(point);
    tell({ kind: isSet ? 'applied' : 'not-applied', atMs: twin.state.atMs });
  };
  while (session.phase !== 'ended' && twin.state.atMs - beginMs < MOST_MINUTES * 60_000) {
    twin.advanceTo(twin.state.atMs + POLL_S * 1000, POLL_S);
    breaches.push(...trueBreaches(twin, task.limits));
    const sample = sampleOf(twin);
    tell(sample ? { kind: 'sample', sample } : { kind: 'tick', atMs: twin.state.atMs });
  }
  return {
    session,
    stands: standsAt(twin, task.kind),
    breaches,
    minutes: (twin.state.atMs - beginMs) / 60_000,
  };
}

export interface TrueRung {
  readonly point: TuningPoint;
  readonly worth: number;
  readonly isSafe: boolean;
}

/** What each rung truly does when everything has settled. */
export function trueRungs(task: TwinLadderTask): readonly TrueRung[] {
  return rungsOf(task.kind).map(({ point }) => {
    const twin = ladderTwin({ seed: task.seed });
    put(twin, point);
    for (let minute = 0; minute < 30; minute++) twin.step(60);
    const { hashrateHs, inputW } = twin.state;
    return {
      point,
      worth: worthOf(task.objective, Math.log(hashrateHs), inputW),
      isSafe: trueBreaches(twin, task.limits).length === 0,
    };
  });
}
