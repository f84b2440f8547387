import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FrozenRun, NO_RUN } from './frozen-run.ts';
import { silenceConfidence } from './share-arrivals.ts';
import { NO_TRACK, type ShareTrack } from './share-track.ts';
import { silentDeath, silentDeathNats } from './silent-death.ts';

const RATE_PER_S = 1 / 30;

function silentFor(expectedShares: number): ShareTrack {
  return {
    ...NO_TRACK,
    silentSinceMs: 0,
    expectedSharesSinceLast: expectedShares,
    evidenceNats: expectedShares,
    ratePerS: RATE_PER_S,
    source: 'difficulty',
  };
}
const nowAfter = (expectedShares: number) => ({ nowMs: (expectedShares / RATE_PER_S) * 1000 });
const frozenBy = (evidenceNats: number): FrozenRun => ({ ...NO_RUN, polls: 12, evidenceNats });

describe('silence and a frozen hashrate together', () => {
  it('a frozen hashrate alone says nothing while shares come', () => {
    expect(silenceConfidence(silentDeathNats(0, 1000))).toBe(0);
    expect(silentDeathNats(2, 1000)).toBe(2);
  });

  it('a frozen hashrate brings 99.9 % forward to 2.3 expected shares, no further', () => {
    expect(silenceConfidence(silentDeathNats(Math.LN10 + 1e-6, 1000))).toBeGreaterThanOrEqual(0.999);
    expect(silenceConfidence(silentDeathNats(Math.LN10 - 1e-6, 1000))).toBeLessThan(0.91);
  });

  it('never lowers what silence says, and never counts for more than a factor of 100', () => {
    const nats = fc.double({ min: 0, max: 100, noNaN: true });
    fc.assert(
      fc.property(nats, nats, (silence, frozen) => {
        const together = silentDeathNats(silence, frozen);
        expect(together).toBeGreaterThanOrEqual(silence);
        expect(together).toBeLessThanOrEqual(silence + Math.log(100) + 1e-9);
      }),
    );
  });
});

describe('a silent death', () => {
  it('is worth a look from 99.9 %', () => {
    expect(silentDeath(silentFor(6.9), NO_RUN, nowAfter(6.9))?.level).toBeUndefined();
    expect(silentDeath(silentFor(6.91), NO_RUN, nowAfter(6.91))).toMatchObject({
      level: 'watch',
      expectedShares: 6.91,
      sinceMs: 0,
    });
  });

  it('is worth a call when false alarms stay below one a month', () => {
    // One share in 30 s: ln(87,658 gaps a month) = 11.38.
    expect(silentDeath(silentFor(11.3), NO_RUN, nowAfter(11.3))?.level).toBe('watch');
    expect(silentDeath(silentFor(11.4), NO_RUN, nowAfter(11.4))?.level).toBe('act');
    expect(silentDeath(silentFor(7), frozenBy(50), nowAfter(7))?.level).toBe('act');
  });

  it('calls no one for a pause of seconds, however many shares were expected in it', () => {
    expect(silentDeath(silentFor(50), NO_RUN, { nowMs: 20_000 })?.level).toBe('watch');
  });

  it('cannot be told of a miner that nothing is expected of', () => {
    expect(silentDeath(NO_TRACK, frozenBy(50), { nowMs: 0 })).toBeUndefined();
    expect(silentDeath({ ...silentFor(20), ratePerS: undefined }, NO_RUN, nowAfter(20))).toBeUndefined();
  });
});
