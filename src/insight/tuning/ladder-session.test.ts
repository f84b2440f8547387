import { describe, expect, it } from 'vitest';
import {
  keyOf,
  type LadderTask,
  type RungPoint,
  type TuningSample,
  type TuningSession,
} from '../../domain/tuning.ts';
import { startSession, stepSession, type TuningEvent } from './session.ts';

const WATTS: readonly number[] = [1_500, 1_900, 2_200, 2_500, 2_800, 3_050, 3_250, 3_500];
const presetOf = (watts: number): RungPoint => ({ kind: 'preset', preset: `${watts}` });
const TASK: LadderTask = {
  ladder: WATTS.map((powerW) => ({ point: presetOf(powerW), powerW, hashrateHs: 3.3e10 * powerW })),
  envelope: { maxPowerW: 3_600, maxChipC: 80 },
  objective: { kind: 'efficiency' },
  mostTrials: 12,
  seed: 1,
};
const HOME = presetOf(3_050);
const T0 = Date.UTC(2026, 0, 1);

/** A machine with 250 W that do not hash, and chips that need steeply more above 2.3 kW: it is best near there. */
function answered({ point }: TuningSession, atMs: number): TuningSample {
  const watts = wattsOf(point);
  const energy = 28 + 60 * (watts / 2_300 - 1) ** 2;
  const swing = 1 + 0.003 * Math.sin(atMs / 7_000);
  return {
    atMs,
    hashrateHs: ((watts * 1e12) / energy) * swing,
    powerW: watts * 1.02 * (1 + 0.002 * Math.cos(atMs / 9_000)),
    chipC: 25 + 0.0155 * watts + 0.1 * Math.sin(atMs / 5_000),
    fanPercent: 60,
    uptimeS: atMs / 1000 - T0 / 1000 + 5_000,
  };
}

function wattsOf(point: TuningSession['point']): number {
  return point.kind === 'preset' ? Number(point.preset) : Number.NaN;
}

type Telling = (session: TuningSession, atMs: number) => TuningEvent | TuningSample | undefined;

/** Runs until it ends or two hours are over; `tell` may say something else than the machine would. */
function run(begin: TuningSession, tell: Telling = () => undefined) {
  let session = begin;
  const sent: { watts: number; why: string }[] = [];
  const take = (event: TuningEvent, atMs: number) => {
    const step = stepSession(session, event);
    session = step.session;
    if (step.command.kind !== 'set') return;
    sent.push({ watts: wattsOf(step.command.point), why: step.command.why });
    take({ kind: 'applied', atMs }, atMs);
  };
  for (let second = 10; second <= 7_200 && session.phase !== 'ended'; second += 10) {
    const atMs = begin.startedMs + second * 1000;
    const told = tell(session, atMs) ?? answered(session, atMs);
    take('kind' in told ? told : { kind: 'sample', sample: told }, atMs);
  }
  return { session, sent };
}

const started = (task: Partial<LadderTask> = {}) => startSession({ ...TASK, ...task }, HOME, T0).session;

describe('a session on a ladder', () => {
  it('finds the rung with the least energy in fewer trials than there are rungs, and tries none twice', () => {
    const { session } = run(started());
    expect(session.end).toBe('no-more-to-gain');
    expect(['2200', '2500']).toContain(`${wattsOf(session.lastGood)}`);
    const tried = session.trials.map(({ point }) => keyOf(point));
    expect(new Set(tried).size).toBe(tried.length);
    expect(tried.length).toBeLessThan(WATTS.length);
  });

  it('goes up by one rung at a time, and not where heat or power would not allow it', () => {
    const { session, sent } = run(started({ objective: { kind: 'hashrate' } }));
    let highest = WATTS.indexOf(3_050);
    for (const { watts } of sent.filter(({ why }) => why === 'try')) {
      const place = WATTS.indexOf(watts);
      expect(place).toBeLessThanOrEqual(highest + 1);
      highest = Math.max(highest, place);
    }
    // 3.5 kW would be 3570 W and 79 °C: within neither limit by as much as sensors may be off.
    expect(session.trials.some(({ point }) => wattsOf(point) === 3_500)).toBe(false);
    expect(session.breach).toBeUndefined();
  });

  it('goes to a rung that its owner allows where it was found above it', () => {
    const { session, sent } = run(started({ envelope: { maxPowerW: 2_700, maxChipC: 80 } }));
    expect(sent[0]).toEqual({ watts: 2_500, why: 'try' });
    expect(session.breach).toBeUndefined();
    expect(wattsOf(session.lastGood)).toBeLessThanOrEqual(2_500);
  });

  it('goes one rung below its last good one when that overheats', () => {
    const { session } = run(started(), (now, atMs) =>
      now.trials.length === 0 ? { ...answered(now, atMs), chipC: 84 } : undefined,
    );
    expect(session.end).toBe('breach');
    expect(wattsOf(session.point)).toBe(2_800);
  });

  it('does not go back to a higher rung when it overheats on a lower one', () => {
    const { session } = run(started(), (now, atMs) =>
      now.trials.length === 1 ? { ...answered(now, atMs), chipC: 84 } : undefined,
    );
    expect(session.end).toBe('breach');
    expect(wattsOf(session.trials[1]?.point ?? HOME)).toBeLessThan(3_050);
    expect(wattsOf(session.point)).toBeLessThan(wattsOf(session.trials[1]?.point ?? HOME));
  });

  it('watches a rung on which it gets warmer all the time until it is at rest', () => {
    const warming: Telling = (now, atMs) =>
      now.trials.length === 0 && atMs - T0 < 480_000
        ? { ...answered(now, atMs), chipC: 50 + (atMs - T0) / 20_000 }
        : undefined;
    const { session } = run(started(), warming);
    expect(session.trials[0]?.untilMs).toBeGreaterThan(T0 + 480_000);
    expect(session.end).toBe('no-more-to-gain');
  });

  it('ends at its last good rung when power repeats itself to the last digit on another rung', () => {
    const { session } = run(started(), (now, atMs) => ({ ...answered(now, atMs), powerW: 3_111 }));
    expect(session.end).toBe('frozen-sensor');
    expect(session.point).toEqual(HOME);
  });

  it('ends at its last good rung when the heat does, while fans stay as they are', () => {
    const { session } = run(started(), (now, atMs) => ({ ...answered(now, atMs), chipC: 71.3 }));
    expect(session.end).toBe('frozen-sensor');
    expect(session.point).toEqual(HOME);
  });

  it('counts nothing of a trial in which the miner lost its work for a while, and measures it anew', () => {
    const dropped =
      (from: number): Telling =>
      (now, atMs) =>
        atMs - T0 > from && atMs - T0 < from + 60_000 ? { ...answered(now, atMs), hashrateHs: 0 } : undefined;
    const { session } = run(started(), dropped(90_000));
    expect(session.end).toBe('no-more-to-gain');
    expect(session.trials[0]?.fromMs).toBeGreaterThan(T0 + 150_000);
    expect((session.trials[0]?.hashrateHs.mean ?? 0) / (answered(started(), T0).hashrateHs ?? 0)).toBeCloseTo(
      1,
      1,
    );
  });

  it('gives up where it was found when the miner starts anew again and again', () => {
    const { session } = run(started(), (now, atMs) => ({
      ...answered(now, atMs),
      uptimeS: ((atMs - T0) / 1000) % 90,
    }));
    expect(session.end).toBe('unsteady');
    expect(session.trials).toEqual([]);
    expect(session.point).toEqual(HOME);
  });

  it('waits at its last good rung while its owner wants it to, and measures that one anew when it goes on', () => {
    let paused = 0;
    const { session, sent } = run(started(), (now, atMs) => {
      if (now.trials.length === 2 && now.phase === 'measuring' && paused === 0) {
        paused = atMs;
        return { kind: 'pause', atMs };
      }
      if (now.phase !== 'paused') return undefined;
      expect(now.point).toEqual(now.lastGood);
      return atMs - paused > 1_800_000 ? { kind: 'continue', atMs, at: now.point } : undefined;
    });
    expect(session.end).toBe('no-more-to-gain');
    expect(sent.filter(({ why }) => why === 'return').length).toBeGreaterThanOrEqual(1);
    const keys = session.trials.map(({ point }) => keyOf(point));
    expect(keys.length - new Set(keys).size).toBe(1);
    expect(session.trials[2]?.fromMs).toBeGreaterThan(paused + 1_800_000);
  });

  it('ends where its owner has set the miner while it was paused', () => {
    const { session, sent } = run(started(), (now, atMs) => {
      if (now.phase === 'measuring' && now.trials.length === 1) return { kind: 'pause', atMs };
      return now.phase === 'paused' ? { kind: 'continue', atMs, at: presetOf(1_500) } : undefined;
    });
    expect(session.end).toBe('changed-by-others');
    expect(sent.at(-1)?.why).toBe('return');
  });

  it('is stopped while it is paused without another command', () => {
    const { session, sent } = run(started(), (now, atMs) => {
      if (now.phase === 'measuring' && now.trials.length === 0) return { kind: 'pause', atMs };
      return now.phase === 'paused' ? { kind: 'stop', atMs } : undefined;
    });
    expect(session).toMatchObject({ end: 'stopped', point: HOME });
    expect(sent).toEqual([]);
  });
});
