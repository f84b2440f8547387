import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockOf } from '../../../tests/support/clock-of.ts';
import type { ClockTask, TuningSample, TuningSession } from '../../domain/tuning.ts';
import { Random } from '../../numerics/random.ts';
import { breachOf } from './knowledge.ts';
import { LARGEST_STEP } from './next-point.ts';
import { LOST_AFTER_MS, startSession, stepSession, type TuningEvent } from './session.ts';

const TASK: ClockTask = {
  reference: { frequencyMhz: 525, coreVoltageMv: 1_150, hashrateHs: 1.071e12, hashrateDoubt: 0.01 },
  envelope: {
    frequencyMhz: { min: 400, max: 625, step: 25 },
    coreVoltageMv: { min: 1_000, max: 1_250, step: 25 },
    maxPowerW: 25,
    maxChipC: 70,
    maxVrC: 85,
    maxErrorRate: 0.06,
  },
  objective: { kind: 'efficiency' },
  mostTrials: 4,
  seed: 1,
};
const HOME = { frequencyMhz: 525, coreVoltageMv: 1_150 };
const T0 = Date.UTC(2026, 0, 1);

/** A chip that needs about 1.02 V at its default clock. */
function answered(session: TuningSession, atMs: number): TuningSample {
  const point = clockOf(session.point);
  const ratio = point.frequencyMhz / 525;
  const errorRate = 1 / (1 + Math.exp((point.coreVoltageMv - 1_020 - 200 * (ratio - 1)) / 15));
  return {
    atMs,
    hashrateHs: 1.071e12 * ratio * (1 - errorRate) * (1 + 0.002 * Math.sin(atMs)),
    powerW: 2 + 15 * ratio * (point.coreVoltageMv / 1_150) ** 2,
    chipC: 60,
    vrC: 65,
    errorRate,
  };
}

/** Runs a session until it ends or an hour is over, and tells what it was told to set. */
function run(
  begin: TuningSession,
  untilMinute = 60,
  meddle: (minute: number) => TuningEvent | undefined = () => undefined,
) {
  let session = begin;
  const sent: { frequencyMhz: number; coreVoltageMv: number; why: string }[] = [];
  const tell = (event: TuningEvent, atMs: number) => {
    const step = stepSession(session, event);
    session = step.session;
    if (step.command.kind !== 'set') return;
    sent.push({ ...clockOf(step.command.point), why: step.command.why });
    tell({ kind: 'applied', atMs }, atMs);
  };
  for (let second = 10; second <= untilMinute * 60 && session.phase !== 'ended'; second += 10) {
    const atMs = begin.startedMs + second * 1000;
    const meddled = second % 60 === 0 ? meddle(second / 60) : undefined;
    tell(meddled ?? { kind: 'sample', sample: answered(session, atMs) }, atMs);
  }
  return { session, sent };
}

const started = () => startSession(TASK, HOME, T0).session;

describe('a tuning session', () => {
  it('measures where it stands first, finds something better, and leaves the miner there', () => {
    const { session, sent } = run(started());
    expect(session.phase).toBe('ended');
    expect(session.trials[0]?.point).toEqual(HOME);
    expect(session.trials.length).toBeLessThanOrEqual(4);
    expect(clockOf(session.lastGood).coreVoltageMv).toBeLessThan(1_150);
    expect(session.point).toEqual(session.lastGood);
    expect(sent.length).toBeGreaterThan(1);
  });

  it('raises neither clock nor voltage by more than a step', () => {
    let before = HOME;
    for (const { why, ...point } of run(started()).sent) {
      if (why === 'try') {
        expect(point.frequencyMhz).toBeLessThanOrEqual(before.frequencyMhz * (1 + LARGEST_STEP.part));
        expect(point.coreVoltageMv).toBeLessThanOrEqual(before.coreVoltageMv + LARGEST_STEP.coreVoltageMv);
      }
      before = point;
    }
  });

  it('goes back to the last good point when it is stopped, when an alarm comes, and when nothing answers', () => {
    for (const kind of ['stop', 'alarm'] as const) {
      const { session, sent } = run(started(), 60, (minute) =>
        minute === 7 ? { kind, atMs: T0 + minute * 60_000 } : undefined,
      );
      expect(session.end).toBe(kind === 'stop' ? 'stopped' : 'alarm');
      expect(session.point).toEqual(session.lastGood);
      expect(sent.at(-1)?.why).toBe('return');
    }
    const { session } = run(started(), 6);
    const late = stepSession(session, { kind: 'tick', atMs: session.heardMs + LOST_AFTER_MS + 1 });
    expect(late.session.end).toBe('lost-link');
    expect(late.command).toEqual({ kind: 'set', point: session.lastGood, why: 'return' });
  });

  it('sends nothing a second time where a setting was not taken', () => {
    const { session } = run(started(), 5);
    const trying = stepSession({ ...session, phase: 'setting' }, { kind: 'not-applied', atMs: T0 + 400_000 });
    expect(trying.command).toEqual({ kind: 'set', point: session.lastGood, why: 'return' });
    const again = stepSession(trying.session, { kind: 'not-applied', atMs: T0 + 410_000 });
    expect(again.command.kind).toBe('none');
    expect(again.session.phase).toBe('ended');
    expect(again.session.end).toBe('not-applied');
  });

  it('leaves a miner alone that somebody else has set', () => {
    const step = stepSession(started(), { kind: 'changed-by-others', atMs: T0 + 1_000 });
    expect(step.session.end).toBe('changed-by-others');
    expect(step.command.kind).toBe('none');
    const elsewhere = stepSession(started(), {
      kind: 'resumed',
      atMs: T0 + 1_000,
      at: { frequencyMhz: 400, coreVoltageMv: 1_000 },
    });
    expect(elsewhere.session.end).toBe('changed-by-others');
    expect(elsewhere.command.kind).toBe('none');
  });

  it('ends at once where a limit is broken twice in a row, one step below where it began if that was too hot', () => {
    const hot = (atMs: number): TuningEvent => ({
      kind: 'sample',
      sample: { ...answered(started(), atMs), chipC: 74 },
    });
    const once = stepSession(started(), hot(T0 + 10_000));
    expect(once.command.kind).toBe('none');
    const twice = stepSession(once.session, hot(T0 + 20_000));
    expect(twice.session.breach).toEqual({ limit: 'chip', value: 74, bound: 70 });
    expect(twice.command).toEqual({
      kind: 'set',
      point: { frequencyMhz: 500, coreVoltageMv: 1_140 },
      why: 'return',
    });
  });

  it('goes on after whoever ran it was gone, with what it had measured, wherever that was', () => {
    const whole = run(started());
    for (const minute of [1, 4, 8, 12]) {
      const { session } = run(started(), minute);
      if (session.phase === 'ended') continue;
      const kept: TuningSession = JSON.parse(JSON.stringify(session));
      const back = stepSession(kept, { kind: 'resumed', atMs: T0 + 3_600_000, at: kept.point });
      expect(back.session.trials).toEqual(session.trials);
      const rest = run({ ...back.session, startedMs: T0 + 3_600_000 });
      expect(clockOf(rest.session.lastGood).coreVoltageMv).toBeLessThan(1_150);
      expect(rest.session.trials.length).toBeLessThanOrEqual(whole.session.task.mostTrials);
    }
  });

  it('goes back home when it comes back and finds nobody there', () => {
    const { session } = run(started(), 3);
    const back = stepSession(session, { kind: 'resumed', atMs: T0 + 3_600_000 });
    expect(back.session.end).toBe('lost-link');
  });

  it('measures anew when the clock was set back, and does not wait an hour for heat or silence to count', () => {
    const { session } = run(started(), 2);
    const backMs = session.heardMs - 3_600_000;
    const back = stepSession(session, { kind: 'sample', sample: answered(session, backMs) });
    expect(back.session.samples).toEqual([]);
    const tick = stepSession(session, { kind: 'tick', atMs: backMs }).session;
    const silent = stepSession(tick, { kind: 'tick', atMs: backMs + LOST_AFTER_MS + 1 });
    expect(silent.session.end).toBe('lost-link');
    let hot = back.session;
    for (const second of [10, 20]) {
      const sample = { ...answered(session, backMs + second * 1000), chipC: 74 };
      hot = stepSession(hot, { kind: 'sample', sample }).session;
    }
    expect(hot.end).toBe('breach');
  });

  it('goes back when a limited temperature is not told any more, or told as no number', () => {
    for (const chipC of [undefined, Number.NaN, Number.POSITIVE_INFINITY]) {
      let { session } = run(started(), 4);
      expect(session.trials.length).toBeGreaterThan(0);
      const fromMs = session.heardMs;
      for (let second = 10; second <= 120 && session.phase !== 'ended'; second += 10) {
        const atMs = fromMs + second * 1000;
        const step = stepSession(session, { kind: 'sample', sample: { ...answered(session, atMs), chipC } });
        session = step.session;
        if (step.command.kind === 'set') session = stepSession(session, { kind: 'applied', atMs }).session;
      }
      expect(session.end).toBe('nothing-to-measure');
      expect(session.point).toEqual(session.lastGood);
    }
  });

  it('goes down to what its owner allows where it was found above it', () => {
    const envelope = { ...TASK.envelope, maxPowerW: 14 };
    const { session, sent } = run(startSession({ ...TASK, envelope }, HOME, T0).session);
    expect(session.trials[0]?.ended).toBe('breach');
    expect(sent[0]?.why).toBe('try');
    const { powerW = Number.NaN } = answered(session, 0);
    expect(powerW).toBeLessThan(14);
    expect(session.end).not.toBe('breach');
  });

  it('draws no more than before where nobody tells how hot the chip is', () => {
    const task: ClockTask = { ...TASK, objective: { kind: 'hashrate' } };
    let session = startSession(task, HOME, T0).session;
    for (let second = 10; second <= 3_600 && session.phase !== 'ended'; second += 10) {
      const atMs = T0 + second * 1000;
      const { chipC, ...sample } = answered(session, atMs);
      const step = stepSession(session, { kind: 'sample', sample });
      session = step.session;
      if (step.command.kind === 'set') session = stepSession(session, { kind: 'applied', atMs }).session;
    }
    for (const { powerW } of session.trials) expect(powerW.mean).toBeLessThan(17.2 * 1.05);
  });

  it('ends each trial within six minutes, and all within an hour and a quarter, however much a miner scatters', () => {
    const random = new Random(5);
    const task: ClockTask = { ...TASK, mostTrials: 12 };
    let session = startSession(task, HOME, T0).session;
    let second = 0;
    for (; second <= 7_200 && session.phase !== 'ended'; second += 10) {
      const atMs = T0 + second * 1000;
      const sample = answered(session, atMs);
      const hashrateHs = (sample.hashrateHs ?? 0) * Math.max(0.1, 1 + 0.1 * random.normal());
      const step = stepSession(session, { kind: 'sample', sample: { ...sample, hashrateHs } });
      session = step.session;
      if (step.command.kind === 'set') session = stepSession(session, { kind: 'applied', atMs }).session;
    }
    expect(session.trials.length).toBeLessThanOrEqual(12);
    for (const { fromMs, untilMs } of session.trials)
      expect(untilMs - fromMs).toBeLessThanOrEqual(6 * 60_000);
    expect(second).toBeLessThanOrEqual(12 * 370);
  });

  it('keeps its laws whatever happens, in which order, by whatever clock, and kept as text in between', () => {
    const wild = fc.oneof(
      fc.double({ min: -1e15, max: 1e15 }),
      fc.constantFrom(Number.NaN, Number.NEGATIVE_INFINITY, undefined),
    );
    const seconds = fc.oneof(
      { weight: 20, arbitrary: fc.constant(20) },
      { weight: 1, arbitrary: fc.integer({ min: -7_200, max: 7_200 }) },
    );
    const happening = fc.oneof(
      { weight: 30, arbitrary: fc.constant({ kind: 'honest' as const }) },
      {
        weight: 2,
        arbitrary: fc.record({
          kind: fc.constant('lie' as const),
          chipC: wild,
          powerW: wild,
          hashrateHs: wild,
        }),
      },
      {
        weight: 1,
        arbitrary: fc.record({
          kind: fc.constantFrom('stop', 'alarm', 'tick', 'not-applied', 'changed-by-others', 'away', 'back'),
        }),
      },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(seconds, happening), { minLength: 10, maxLength: 80 }), (told) => {
        let session: TuningSession = startSession({ ...TASK, mostTrials: 2 }, HOME, T0).session;
        let atMs = T0;
        let stands = HOME;
        const take = (event: TuningEvent): void => {
          const kept: TuningSession = JSON.parse(JSON.stringify(session));
          const step = stepSession(session, event);
          expect(stepSession(kept, event).command).toEqual(step.command);
          if (session.phase === 'ended') expect(step.command.kind).toBe('none');
          session = step.session;
          expect(session.trials.length).toBeLessThanOrEqual(2);
          if (event.kind === 'stop' || event.kind === 'alarm') {
            expect(['returning', 'ended']).toContain(session.phase);
            if (session.phase === 'returning') expect(session.point).toEqual(session.lastGood);
          }
          if (step.command.kind !== 'set') return;
          const point = clockOf(step.command.point);
          const { why } = step.command;
          expect(point.frequencyMhz).toBeGreaterThanOrEqual(400);
          expect(point.frequencyMhz).toBeLessThanOrEqual(625);
          expect(point.coreVoltageMv).toBeGreaterThanOrEqual(1_000);
          expect(point.coreVoltageMv).toBeLessThanOrEqual(1_250);
          if (why === 'return') expect(point).toEqual(session.lastGood);
          else {
            expect(point.frequencyMhz).toBeLessThanOrEqual(stands.frequencyMhz * (1 + LARGEST_STEP.part));
            expect(point.coreVoltageMv).toBeLessThanOrEqual(
              stands.coreVoltageMv + LARGEST_STEP.coreVoltageMv,
            );
          }
          stands = { ...point };
          take({ kind: 'applied', atMs });
        };
        for (const [later, event] of told) {
          atMs += later * 1000;
          const sample = answered({ ...session, point: stands }, atMs);
          if (event.kind === 'honest') take({ kind: 'sample', sample });
          else if (event.kind === 'lie') take({ kind: 'sample', sample: { ...sample, ...event } });
          else if (event.kind === 'away') take({ kind: 'resumed', atMs });
          else if (event.kind === 'back') take({ kind: 'resumed', atMs, at: stands });
          else take({ kind: event.kind as 'tick', atMs });
        }
        take({ kind: 'stop', atMs });
        expect(session.phase).toBe('ended');
        if (session.end !== 'changed-by-others' && session.end !== 'not-applied')
          expect(stands).toEqual(session.lastGood);
      }),
      { numRuns: 25 },
    );
  });

  it('takes what no miner can be as not told', () => {
    let session = started();
    for (let second = 10; second <= 370; second += 10) {
      const atMs = T0 + second * 1000;
      const sample = { ...answered(session, atMs), powerW: 1e-200 };
      session = stepSession(session, { kind: 'sample', sample }).session;
    }
    expect(session.trials).toEqual([]);
    expect(session.end).toBe('nothing-to-measure');
  });

  it('never sets what is outside of the envelope or too large a step, whatever a device says', () => {
    const wild = fc.oneof(
      fc.double({ min: -1e15, max: 1e15 }),
      fc.constantFrom(Number.NaN, 0, Number.POSITIVE_INFINITY, undefined),
    );
    const lie = fc.record({
      hashrateHs: wild,
      powerW: wild,
      chipC: wild,
      vrC: wild,
      errorRate: wild,
      seconds: fc.integer({ min: -30, max: 90 }),
    });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.boolean(), lie), { minLength: 20, maxLength: 60 }), (told) => {
        let session = started();
        let atMs = T0;
        let before = HOME;
        for (const [isLie, { seconds, ...sample }] of told) {
          atMs += isLie ? seconds * 1000 : 30_000;
          const step = stepSession(session, {
            kind: 'sample',
            sample: isLie ? { atMs, ...sample } : answered(session, atMs),
          });
          session = step.session;
          if (step.command.kind !== 'set') continue;
          const { frequencyMhz, coreVoltageMv } = clockOf(step.command.point);
          expect(frequencyMhz).toBeGreaterThanOrEqual(400);
          expect(frequencyMhz).toBeLessThanOrEqual(625);
          expect(coreVoltageMv).toBeGreaterThanOrEqual(1_000);
          expect(coreVoltageMv).toBeLessThanOrEqual(1_250);
          if (step.command.why === 'try') {
            expect(frequencyMhz).toBeLessThanOrEqual(before.frequencyMhz * 1.1);
            expect(coreVoltageMv).toBeLessThanOrEqual(before.coreVoltageMv + 50);
          }
          before = clockOf(step.command.point);
          session = stepSession(session, { kind: 'applied', atMs }).session;
        }
      }),
      { numRuns: 20 },
    );
  });
});

describe('a sample', () => {
  it('breaks no limit of what the device does not tell', () => {
    expect(breachOf({ atMs: T0 }, TASK.envelope)).toBeUndefined();
    expect(breachOf({ atMs: T0, powerW: 25.1 }, TASK.envelope)).toEqual({
      limit: 'power',
      value: 25.1,
      bound: 25,
    });
    expect(breachOf({ atMs: T0, inputV: 4.6 }, { ...TASK.envelope, minInputV: 4.8 })?.limit).toBe('input');
  });
});
