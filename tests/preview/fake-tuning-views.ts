import type { TuningSession } from '../../src/domain/tuning.ts';
import { frontierOf, picksOf, siliconQuality } from '../../src/insight/tuning/picks.ts';
import { knowledgeOf } from '../../src/insight/tuning/session.ts';
import { GAMMA_601 } from '../../src/twin/miner-models.ts';
import type { TuningPicture, TuningView } from '../../src/workers/tuning-api.ts';
import { tuneTwin } from '../backtest/tuner/tuned-twin.ts';

const ENVELOPE = {
  frequencyMhz: { min: 400, max: 625, step: 5 },
  coreVoltageMv: { min: 1_000, max: 1_250, step: 5 },
  maxPowerW: 22,
  maxChipC: 68,
  maxVrC: 85,
  minInputV: 4.75,
  maxErrorRate: 0.06,
};
const PRESENT = { frequencyMhz: 525, coreVoltageMv: 1_150 };

/** The Tune page as it may be met: before, in the middle of, and after a session of a simulated miner. */
export function fakeTuningView(kind: string | null, nowMs: number): TuningView {
  const ready: TuningView = { envelope: ENVELOPE, present: PRESENT, past: [] };
  if (kind === 'watch-only') return { cannot: 'watch-only', past: [] };
  if (kind !== 'running' && kind !== 'ended') return ready;
  const { session } = tuneTwin({
    model: GAMMA_601,
    seed: 3,
    envelope: ENVELOPE,
    objective: { kind: 'efficiency' },
    mostTrials: 12,
  });
  const moved = { ...session, startedMs: nowMs - 3_600_000, heardMs: nowMs - 8_000 };
  if (kind === 'ended')
    return { ...ready, present: moved.lastGood, session: moved, picture: pictureOf(moved), past: [moved] };
  const trials = session.trials.slice(0, 6);
  const running: TuningSession = {
    ...moved,
    trials,
    phase: 'measuring',
    end: undefined,
    point: session.trials[6]?.point ?? PRESENT,
    lastGood: trials.at(-1)?.point ?? PRESENT,
  };
  return { cannot: 'tuning-already', session: running, picture: pictureOf(running), past: [] };
}

function pictureOf({ task, trials }: TuningSession): TuningPicture {
  const knowledge = knowledgeOf(task, trials);
  return {
    picks: picksOf(knowledge, task, trials),
    frontier: frontierOf(knowledge, task),
    silicon: siliconQuality(knowledge),
  };
}
