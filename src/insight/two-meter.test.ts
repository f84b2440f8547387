import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Random } from '../numerics/random.ts';
import { splitLoss } from './two-meter-parts.ts';
import { claimedShares, type MeterStretch, NO_SHARES } from './two-meter-shares.ts';
import { twoMeterVerdict } from './two-meter-verdict.ts';
import { NEW_WATCH, type TwoMeterWatch, watchStretch } from './two-meter-watch.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

type Counts = Omit<MeterStretch, 'fromMs' | 'toMs'>;

/** The watch after so many more minutes, each with the counts that `poll` gives it. */
function watched(
  watch: TwoMeterWatch,
  fromMinute: number,
  minutes: number,
  poll: (minute: number) => Counts,
) {
  let after = watch;
  for (let minute = fromMinute; minute < fromMinute + minutes; minute++) {
    const fromMs = minute * MINUTE_MS;
    after = watchStretch(after, { fromMs, toMs: fromMs + MINUTE_MS, ...poll(minute) });
  }
  return after;
}

/** A miner of 6 shares a minute of which a part is lost. */
function miner(seed: number, kept: number): () => Counts {
  const random = new Random(seed);
  return () => ({ claimed: 6, accepted: random.poisson(6 * kept) });
}

describe('the two-meter test', () => {
  it('knows how many shares a hash rate should find', () => {
    const claim = { hashrateHs: 1.2e12, difficulty: 8192, hashesPerDifficulty: 2 ** 32, ms: HOUR_MS };
    expect(claimedShares(claim)).toBeCloseTo(122.78, 2);
  });

  it('says nothing before a share was due', () => {
    expect(twoMeterVerdict(NEW_WATCH)).toEqual({ kind: 'nothing-counted' });
    const idle = watched(NEW_WATCH, 0, 10, () => ({ claimed: 0, accepted: 0 }));
    const deaf = watched(NEW_WATCH, 0, 10, () => ({ claimed: 6 }));
    expect([idle, deaf]).toEqual([NEW_WATCH, NEW_WATCH]);
  });

  it('calls a healthy miner’s swings noise, and says how long a loss would have to last to be told', () => {
    const verdict = twoMeterVerdict(watched(NEW_WATCH, 0, 24 * 60, miner(1, 1)));
    if (verdict.kind !== 'noise') throw new Error(verdict.kind);
    expect(verdict.luck.low).toBeLessThan(1);
    expect(verdict.luck.high).toBeGreaterThan(1);
    const hours = Object.fromEntries(verdict.waits.map(({ loss, waitMs }) => [loss, waitMs / HOUR_MS]));
    // 6 shares a minute: a tenth takes some 2000 shares, a twentieth four times that.
    expect(hours[0.1]).toBeGreaterThan(2);
    expect(hours[0.1]).toBeLessThan(8);
    expect(hours[0.05]).toBeGreaterThan(2 * (hours[0.1] ?? Number.NaN));
    expect(hours[0.9]).toBeLessThan(0.2);
  });

  it('finds a tenth missing, tells how much and since when, and when it is over', () => {
    const healthy = watched(NEW_WATCH, 0, 1000, miner(2, 1));
    expect(healthy.found).toBeUndefined();
    const lossy = watched(healthy, 1000, 1000, miner(3, 0.88));
    const verdict = twoMeterVerdict(lossy);
    if (verdict.kind !== 'loss') throw new Error(verdict.kind);
    expect(verdict.loss.low).toBeLessThan(0.12);
    expect(verdict.loss.high).toBeGreaterThan(0.12);
    expect(Math.abs(verdict.sinceMs / MINUTE_MS - 1000)).toBeLessThan(120);
    expect(verdict.foundAtMs).toBeGreaterThan(verdict.sinceMs);
    const mended = watched(lossy, 2000, 1500, miner(4, 1));
    expect(mended.found).toBeUndefined();
    expect(twoMeterVerdict(mended).kind).toBe('noise');
  });

  it('is not misled by vardiff: only work counts, not how it is cut into shares', () => {
    const random = new Random(5);
    const jumping = watched(NEW_WATCH, 0, 3000, (minute) => {
      const claimed = 2 ** (Math.floor(minute / 100) % 5);
      return { claimed, accepted: random.poisson(claimed) };
    });
    expect(jumping.found).toBeUndefined();
  });

  it('calls silence within minutes', () => {
    const dead = watched(NEW_WATCH, 0, 10, () => ({ claimed: 6, accepted: 0 }));
    expect(twoMeterVerdict(dead)).toMatchObject({ kind: 'loss', sinceMs: 0, loss: { fraction: 1, high: 1 } });
  });

  it('calls nobody for a fee that is known, and lays it on no chip', () => {
    const kept = miner(7, 0.95);
    const known = { devFeeFraction: 0.05 };
    let knowing = NEW_WATCH;
    for (let minute = 0; minute < 7 * 1440; minute++) {
      const fromMs = minute * MINUTE_MS;
      knowing = watchStretch(knowing, { fromMs, toMs: fromMs + MINUTE_MS, ...kept() }, known);
    }
    const verdict = twoMeterVerdict(knowing, known);
    expect(verdict.kind === 'noise' && verdict.luck.low < 1 && verdict.luck.high > 1).toBe(true);
    const unaware = twoMeterVerdict(watched(NEW_WATCH, 0, 7 * 1440, miner(7, 0.95)), known);
    if (unaware.kind !== 'loss') throw new Error(unaware.kind);
    expect(unaware.parts.fees).toBeGreaterThan(0.04);
    expect(unaware.parts.silentChipError).toBeLessThan(0.02);
  });

  it('believes the pool’s books over the device where both speak', () => {
    const random = new Random(6);
    const skimmed = watched(NEW_WATCH, 0, 3000, () => {
      const accepted = random.poisson(6);
      return { claimed: 6, accepted, credited: 0.85 * accepted };
    });
    const verdict = twoMeterVerdict(skimmed, { poolFeeFraction: 0.02 });
    if (verdict.kind !== 'loss') throw new Error(verdict.kind);
    expect(verdict.parts.fees).toBeCloseTo(0.02, 2);
    expect(verdict.parts.uncredited).toBeCloseTo(0.13, 1);
  });
});

describe('the parts of a loss', () => {
  it('are told apart by what was counted', () => {
    const sums = {
      ...NO_SHARES,
      claimed: 1000,
      accepted: 850,
      rejected: 20,
      stale: 10,
      belowDifficulty: 5,
      credited: 841.5,
    };
    const parts = splitLoss(sums, { devFeeFraction: 0.02, poolFeeFraction: 0.01 });
    expect(parts.rejects).toBeCloseTo(0.02, 12);
    expect(parts.stale).toBeCloseTo(0.01, 12);
    expect(parts.vardiff).toBeCloseTo(0.005, 12);
    expect(parts.fees).toBeCloseTo(0.0285, 12);
    expect(parts.silentChipError).toBeCloseTo(0.095, 12);
    expect(parts.uncredited).toBeCloseTo(0, 12);
  });

  it('add up to the whole loss, whatever was counted and whatever fees are known', () => {
    const count = fc.double({ min: 0, max: 1000, noNaN: true });
    const fraction = fc.double({ min: 0, max: 0.2, noNaN: true });
    fc.assert(
      fc.property(
        fc.record({
          accepted: fc.option(count, { nil: undefined }),
          rejected: count,
          stale: count,
          belowDifficulty: count,
        }),
        fc.option(count, { nil: undefined }),
        fc.record({ devFeeFraction: fraction, poolFeeFraction: fraction }),
        (counts, credited, fees) => {
          fc.pre(counts.accepted !== undefined || credited !== undefined);
          const parts = splitLoss({ ...NO_SHARES, claimed: 1000, ...counts, credited }, fees);
          const whole = 1 - (credited ?? counts.accepted ?? Number.NaN) / 1000;
          expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBeCloseTo(whole, 10);
        },
      ),
    );
  });
});
