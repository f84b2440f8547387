import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../../random.ts';
import { type StreamAnomaly, StreamAnomalyDetector } from './stream-anomaly.ts';

const STEP_MS = 5 * 60_000;
const DAY = 288;

/** What a detector says of values that come every five minutes, from the so-manieth on. */
function told(
  values: readonly number[],
  detector = new StreamAnomalyDetector(),
  from = 0,
): readonly StreamAnomaly[] {
  return values.map((value, at) => detector.push((from + at) * STEP_MS, value));
}

/** Days with a busy time from 8 to 18 o'clock, in whole numbers, so that a shift or a scale of two rounds nothing. */
function busyDays(days: number): readonly number[] {
  const random = new Random(5);
  return Array.from(
    { length: days * DAY },
    (_, at) => (isBusy(at) ? 800 : 200) + Math.round(16 * random.normal()),
  );
}
const isBusy = (at: number) => at % DAY >= 8 * 12 && at % DAY < 18 * 12;

const usual = busyDays(8);
/** The first six days have been seen; what comes next is up to each test. */
const SEEN = 6 * DAY;
const experienced = new StreamAnomalyDetector();
const early = told(usual.slice(0, SEEN), experienced);
const next = (values: readonly number[]) =>
  told(values, new StreamAnomalyDetector(structuredClone(experienced.state)), SEEN);
const usualNext = usual.slice(SEEN);

const alarms = (all: readonly StreamAnomaly[]) =>
  [...all.entries()].flatMap(([at, { score, reason }]) => (score > 0.999 ? [{ at, reason }] : []));

describe('the stream’s anomalies', () => {
  it.each([
    ['white', (_: number, random: Random) => random.normal()],
    ['autoregressive', (before: number, random: Random) => 0.9 * before + random.normal()],
  ])('are on %s noise as rare as their tail probability says', (_, following) => {
    const random = new Random(3);
    let value = 0;
    const values = Array.from({ length: 5000 }, () => {
      value = following(value, random);
      return value;
    });
    const all = told(values).slice(1000);
    for (const p of [0.1, 0.01]) {
      const share = all.filter(({ tailProbability }) => tailProbability <= p).length / all.length;
      expect(share).toBeGreaterThan(p / 3);
      expect(share).toBeLessThan(3 * p);
    }
  });

  it('are few on usual days', () => {
    expect(alarms([...early, ...next(usualNext)]).length).toBeLessThanOrEqual(3);
  });

  it('tell a spike at once', () => {
    const spiky = next(usualNext.map((value, at) => (at === 30 ? 1500 : value)));
    const [first] = alarms(spiky);
    expect(first?.at).toBe(30);
    expect(['time-of-day', 'pattern']).toContain(first?.reason);
  });

  it('tell a working day on which nobody works, though its values are usual ones, by the time of day', () => {
    const idle = usualNext.map((value, at) => (at < DAY && isBusy(at) ? value - 600 : value));
    const [first] = alarms(next(idle));
    expect(first?.at).toBeGreaterThanOrEqual(8 * 12);
    expect(first?.at).toBeLessThan(10 * 12);
    expect(first?.reason).toBe('time-of-day');
  });

  it('tell a stream that hangs at a usual value as flat', () => {
    const random = new Random(2);
    const noise = Array.from({ length: 2000 }, (_, at) => (at < 1900 ? random.normal() : 0));
    const hanging = told(noise).slice(1940);
    expect(hanging.some(({ reason }) => reason === 'flat')).toBe(true);
    expect(Math.min(...hanging.map(({ tailProbability }) => tailProbability))).toBeLessThan(0.06);
  });

  it('of one lasting change speak in its beginning and when another day shows it, not all the while', () => {
    const after = alarms(next(usualNext.map((value) => value + 2000)));
    expect(after[0]?.at).toBe(0);
    expect(after.length).toBeLessThan(0.02 * usualNext.length);
  });

  it('do not depend on unit or zero', () => {
    const days = usual.slice(0, 3 * DAY);
    const plain = early.slice(0, 3 * DAY);
    expect(told(days.map((value) => value * 0.25))).toEqual(plain);
    expect(told(days.map((value) => value + 4096))).toEqual(plain);
  });

  it('are the same whatever comes later, and when the state was kept and loaded', () => {
    const whole = new StreamAnomalyDetector(structuredClone(experienced.state));
    const expected = told(usualNext, whole, SEEN);
    const first = new StreamAnomalyDetector(structuredClone(experienced.state));
    const before = told(usualNext.slice(0, 150), first, SEEN);
    const second = new StreamAnomalyDetector(structuredClone(first.state));
    const after = told(usualNext.slice(150), second, SEEN + 150);
    expect([...before, ...after]).toEqual(expected);
    expect(second.state).toEqual(whole.state);
  });

  it('are not known of a missing value, which changes nothing', () => {
    const gapped = new StreamAnomalyDetector(structuredClone(experienced.state));
    const nothing = { score: 0, tailProbability: 1 };
    const all = usualNext.slice(0, DAY).map((value, at) => {
      expect(gapped.push((SEEN + at) * STEP_MS, Number.NaN)).toEqual(nothing);
      expect(gapped.push(Number.NaN, value)).toEqual(nothing);
      return gapped.push((SEEN + at) * STEP_MS, value);
    });
    expect(all).toEqual(next(usualNext.slice(0, DAY)));
  });

  it('score between 0 and 1 for any numbers at any time', () => {
    const values = fc.array(fc.tuple(fc.double(), fc.double()), { minLength: 250, maxLength: 320 });
    fc.assert(
      fc.property(values, fc.boolean(), (all, isInOrder) => {
        const detector = new StreamAnomalyDetector();
        for (const [at, [atMs, value]] of all.entries()) {
          const { score, tailProbability } = detector.push(isInOrder ? at * STEP_MS * 4 : atMs, value);
          expect(score === 0 || score === 1 - tailProbability).toBe(true);
          expect(tailProbability).toBeGreaterThan(0);
          expect(tailProbability).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 10 },
    );
  });
});
