import { describe, expect, it } from 'vitest';
import { keyOf, type TuningPoint } from '../../src/domain/tuning.ts';
import { GAMMA_601 } from '../../src/twin/miner-models.ts';
import { clockOf } from '../support/clock-of.ts';
import { trueRungs, tuneLadder } from './tuner/tuned-ladder.ts';
import { START_MS, type TwinTask, trueBest, truthAt, tuneTwin } from './tuner/tuned-twin.ts';

const TASK: TwinTask = {
  model: GAMMA_601,
  seed: 42,
  envelope: {
    frequencyMhz: { min: 400, max: 625, step: 5 },
    coreVoltageMv: { min: 1_000, max: 1_250, step: 5 },
    maxPowerW: 25,
    maxChipC: 70,
    maxVrC: 85,
    minInputV: 4.8,
    maxErrorRate: 0.06,
  },
  objective: { kind: 'efficiency' },
  mostTrials: 12,
};

describe('the tuner backtest', () => {
  // `npm run backtest -- --suite tuner` tunes eight chips of two kinds for two objectives, and a recorded sweep.
  it('finds the best of a simulated chip within 2 %, without leaving the envelope', () => {
    const { session, twin, breaches } = tuneTwin(TASK);
    const { frequencyMhz, coreVoltageMv } = twin.settings;
    expect(session.trials.length).toBeLessThanOrEqual(12);
    expect(breaches).toEqual([]);
    const lost = trueBest(TASK).worth - truthAt(TASK, { frequencyMhz, coreVoltageMv }).worth;
    expect(lost).toBeGreaterThanOrEqual(-0.002);
    expect(lost).toBeLessThan(0.02);
  });

  it('sees what is truly left of the envelope', () => {
    const hot = truthAt(
      { ...TASK, envelope: { ...TASK.envelope, maxChipC: 50 } },
      { frequencyMhz: 600, coreVoltageMv: 1_200 },
    );
    expect(hot.isSafe).toBe(false);
  });

  it('brings a miner whose fan fails in the middle back to its last good point', () => {
    const fault = { kind: 'fan-wear', fromMs: START_MS + 600_000, severity: 0.6, rampMs: 300_000 } as const;
    const { session, twin } = tuneTwin({ ...TASK, faults: [fault] });
    expect(session.phase).toBe('ended');
    expect(twin.settings.frequencyMhz).toBe(clockOf(session.lastGood).frequencyMhz);
    expect(twin.settings.coreVoltageMv).toBe(clockOf(session.lastGood).coreVoltageMv);
  });
});

describe('the tuner backtest on ladders', () => {
  it('finds a rung of a simulated Antminer within 2 % of the best in fewer trials than rungs', () => {
    const task = {
      kind: 'limits',
      seed: 3_001,
      limits: { maxPowerW: 3_700, maxChipC: 84, maxErrorRate: 0.06 },
      objective: { kind: 'net', earnedPerThDay: 0.05, pricePerKwh: 0.055 },
    } as const;
    const { session, stands, breaches } = tuneLadder(task);
    const truth = trueRungs(task);
    const worthOf = (at: TuningPoint) =>
      truth.find(({ point }) => keyOf(point) === keyOf(at))?.worth ?? Number.NaN;
    const best = Math.max(...truth.filter(({ isSafe }) => isSafe).map(({ worth }) => worth));
    expect(session.trials.length).toBeLessThan(truth.length / 2);
    expect(breaches).toEqual([]);
    expect(stands).toEqual(session.lastGood);
    expect(worthOf(stands)).toBeGreaterThan(0.98 * best);
    // The best is neither end of the ladder, or anything would find it.
    expect([worthOf(truth[0]?.point ?? stands), worthOf(truth.at(-1)?.point ?? stands)]).not.toContain(best);
  });
});
