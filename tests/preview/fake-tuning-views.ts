import type { TuningPoint, TuningSession } from '../../src/domain/tuning.ts';
import { GAMMA_601 } from '../../src/twin/miner-models.ts';
import type { OfferedWay, TuningView } from '../../src/workers/tuning-api.ts';
import { pictureOf } from '../../src/workers/tuning-picture.ts';
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

/** What an Antminer with presets and a power limit offers. */
const LADDERS: readonly OfferedWay[] = [
  {
    way: 'preset',
    present: { kind: 'preset', preset: '3050' },
    low: { kind: 'preset', preset: '1500' },
    high: { kind: 'preset', preset: '3250' },
    rungs: 7,
  },
  {
    way: 'power-limit',
    present: { kind: 'power-limit', powerLimitW: 3_300 },
    low: { kind: 'power-limit', powerLimitW: 1_485 },
    high: { kind: 'power-limit', powerLimitW: 3_300 },
    rungs: 12,
  },
];

/** The Tune page as it may be met: before, in the middle of, and after a session of a simulated miner. */
export function fakeTuningView(kind: string | null, nowMs: number): TuningView {
  const ready: TuningView = { limits: ENVELOPE, ways: [clockFrom(PRESENT)], past: [] };
  if (kind === 'watch-only') return { cannot: 'watch-only', past: [] };
  if (kind === 'ladders') return { limits: { maxPowerW: 3_600, maxChipC: 85 }, ways: LADDERS, past: [] };
  if (kind !== 'running' && kind !== 'paused' && kind !== 'ended') return ready;
  const { session } = tuneTwin({
    model: GAMMA_601,
    seed: 3,
    envelope: ENVELOPE,
    objective: { kind: 'efficiency' },
    mostTrials: 12,
  });
  const moved = { ...session, startedMs: nowMs - 3_600_000, heardMs: nowMs - 8_000 };
  if (kind === 'ended')
    return {
      ...ready,
      ways: [clockFrom(moved.lastGood)],
      session: moved,
      picture: pictureOf(moved, GAMMA_601.asicModel),
      past: [moved],
    };
  const trials = session.trials.slice(0, 6);
  const running: TuningSession = {
    ...moved,
    trials,
    phase: 'measuring',
    end: undefined,
    point: session.trials[6]?.point ?? PRESENT,
    lastGood: trials.at(-1)?.point ?? PRESENT,
  };
  const shown: TuningSession =
    kind === 'paused' ? { ...running, phase: 'paused', point: running.lastGood } : running;
  return {
    cannot: 'tuning-already',
    session: shown,
    picture: pictureOf(shown, GAMMA_601.asicModel),
    past: [],
  };
}

function clockFrom(present: TuningPoint): OfferedWay {
  const { frequencyMhz, coreVoltageMv } = ENVELOPE;
  return {
    way: 'clock',
    present,
    low: { frequencyMhz: frequencyMhz.min, coreVoltageMv: coreVoltageMv.min },
    high: { frequencyMhz: frequencyMhz.max, coreVoltageMv: coreVoltageMv.max },
  };
}
