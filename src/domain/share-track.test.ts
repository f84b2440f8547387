import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Reading } from './reading.ts';
import { silenceThreshold, WATCH_NATS } from './share-arrivals.ts';
import { NO_TRACK, type ShareTrack, trackShares } from './share-track.ts';

const T0 = Date.UTC(2026, 0, 1);
const OPTIONS = { algorithm: 'sha256' } as const;
/** One share in 20 s is expected of this miner. */
const RATE_PER_S = 1 / 20;
const HASHRATE_HS = 1.2e12;
const DIFFICULTY = HASHRATE_HS / (RATE_PER_S * 2 ** 32);

/** mulberry32: a small seeded generator, so that a failing run can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function reading(atS: number, accepted: number | undefined, more: Partial<Reading> = {}): Reading {
  return {
    atMs: T0 + atS * 1000,
    hashrateHs: HASHRATE_HS,
    poolDifficulty: DIFFICULTY,
    uptimeS: 5000 + Math.floor(atS),
    mining: true,
    fans: [],
    shares: { accepted },
    boards: [],
    pools: [],
    faults: [],
    oddities: [],
    ...more,
  };
}

function follow(readings: readonly Reading[], from: ShareTrack = NO_TRACK): ShareTrack {
  return readings.reduce((track, next) => trackShares(track, next, OPTIONS), from);
}

function every(pollS: number, fromS: number, toS: number, make: (atS: number) => Reading): Reading[] {
  return Array.from({ length: Math.floor((toS - fromS) / pollS) }, (_, i) => make(fromS + (i + 1) * pollS));
}

/** A Poisson stream seen through polls: the share counter at each poll, from the gaps of a seeded generator. */
function* poissonPolls(random: () => number, ratePerS: number, pollS: number, polls: number) {
  const gapS = () => Math.log(1 / (1 - random())) / ratePerS;
  let next = gapS();
  let accepted = 100;
  for (let poll = 1; poll <= polls; poll++) {
    const atS = poll * pollS;
    for (; next <= atS; next += gapS()) accepted += 1;
    yield { atS, accepted };
  }
}

describe('a miner that stops finding shares', () => {
  it('is certain at 99.9 % after 6.91 expected intervals and at most one poll', () => {
    fc.assert(
      fc.property(fc.double({ min: 2, max: 60, noNaN: true }), (pollS) => {
        let track = follow([reading(0, 100), reading(pollS, 101)]);
        let atS = pollS;
        while (track.evidenceNats < WATCH_NATS) {
          atS += pollS;
          track = trackShares(track, reading(atS, 101), OPTIONS);
        }
        const silentS = atS - pollS;
        expect(silentS * RATE_PER_S).toBeGreaterThanOrEqual(WATCH_NATS - 1e-9);
        expect(silentS).toBeLessThanOrEqual(WATCH_NATS / RATE_PER_S + pollS + 1e-6);
      }),
    );
  });

  it('does not count as silent while shares come, even if all are rejected', () => {
    const track = follow(
      every(10, 0, 600, (atS) => reading(atS, 7, { shares: { accepted: 7, rejected: atS } })),
    );
    expect(track.lastShareAtMs).toBe(T0 + 600_000);
    expect(track.expectedSharesSinceLast).toBe(0);
  });

  it('is expected to find less while the pool asks for more', () => {
    const easy = follow(every(10, 0, 200, (atS) => reading(atS, 7)));
    const hard = follow(every(10, 0, 200, (atS) => reading(atS, 7, { poolDifficulty: DIFFICULTY * 4 })));
    const raised = follow(
      every(10, 0, 200, (atS) =>
        reading(atS, 7, { poolDifficulty: atS > 100 ? DIFFICULTY * 4 : DIFFICULTY }),
      ),
    );
    expect(easy.expectedSharesSinceLast).toBeCloseTo(190 * RATE_PER_S, 9);
    expect(hard.expectedSharesSinceLast).toBeCloseTo((190 * RATE_PER_S) / 4, 9);
    // The interval of the change counts with the harder end: 90 s easy, 100 s hard.
    expect(raised.expectedSharesSinceLast).toBeCloseTo(90 * RATE_PER_S + (100 * RATE_PER_S) / 4, 9);
  });

  it('is not expected to do more than the device itself expects', () => {
    const glitch = every(10, 0, 60, (atS) =>
      reading(atS, 7, { hashrateHs: 200e12, expectedHashrateHs: HASHRATE_HS }),
    );
    expect(follow(glitch).expectedSharesSinceLast).toBeCloseTo(50 * RATE_PER_S, 9);
  });
});

describe('false alarms on living miners', () => {
  it('come as often as theory says: about r · T · e^−Λ gaps exceed Λ', () => {
    // Λ = 4 instead of 6.9: enough gaps to count in a test that ends. Polls each 1 s, well below the mean gap.
    const nats = 4;
    const polls = 150_000;
    let gaps = 0;
    let above = false;
    let track = NO_TRACK;
    for (const { atS, accepted } of poissonPolls(seeded(20260101), RATE_PER_S, 1, polls)) {
      track = trackShares(track, reading(atS, accepted), OPTIONS);
      if (track.evidenceNats > nats && !above) gaps += 1;
      above = track.evidenceNats > nats;
    }
    const theory = polls * RATE_PER_S * Math.exp(-nats);
    expect(Math.abs(gaps - theory)).toBeLessThan(4 * Math.sqrt(theory));
  });

  it('stay within one a month at the threshold of one a month', () => {
    const threshold = silenceThreshold(RATE_PER_S, 1);
    let alarms = 0;
    let above = false;
    let track = NO_TRACK;
    const months = 1;
    const polls = Math.round((months * 30.436875 * 86_400) / 10);
    for (const { atS, accepted } of poissonPolls(seeded(7), RATE_PER_S, 10, polls)) {
      track = trackShares(track, reading(atS, accepted), OPTIONS);
      if (track.evidenceNats > threshold && !above) alarms += 1;
      above = track.evidenceNats > threshold;
    }
    // Coarse polls only lower the count; Poisson(1) exceeds 4 for one seed in 270.
    expect(alarms).toBeLessThanOrEqual(4);
  });
});

describe('what is not silence', () => {
  const silent = follow(every(10, 0, 110, (atS) => reading(atS, 7)));

  it('a restart begins a new count', () => {
    const track = trackShares(silent, reading(120, 0, { uptimeS: 4 }), OPTIONS);
    expect(track.expectedSharesSinceLast).toBe(0);
    expect(track.silentSinceMs).toBe(T0 + 120_000);
    expect(track.lastShareAtMs).toBeUndefined();
  });

  it('a restart is seen by the uptime alone where counters outlive it', () => {
    const track = trackShares(silent, reading(120, 7, { uptimeS: 4 }), OPTIONS);
    expect(track.expectedSharesSinceLast).toBe(0);
    expect(track.lastShareAtMs).toBeUndefined();
  });

  it('a counter that falls is a restart although no uptime is told', () => {
    const track = trackShares(silent, reading(120, 2, { uptimeS: undefined }), OPTIONS);
    expect(track.expectedSharesSinceLast).toBe(0);
    expect(track.lastShareAtMs).toBe(T0 + 120_000);
  });

  it('a pause is not counted', () => {
    const paused = every(10, 110, 3000, (atS) => reading(atS, 7, { paused: true, mining: false }));
    const track = follow(paused, silent);
    expect(track.expectedSharesSinceLast).toBeCloseTo(silent.expectedSharesSinceLast ?? Number.NaN, 9);
    expect(track.ratePerS).toBeUndefined();
  });

  it('polls without counters are not counted, and the count goes on after them', () => {
    const blind = every(10, 110, 300, (atS) => reading(atS, undefined));
    const track = follow([...blind, reading(310, 7), reading(320, 7)], silent);
    expect(track.expectedSharesSinceLast).toBeCloseTo(110 * RATE_PER_S, 9);
  });

  it('of a night in which nobody watched only three minutes are counted', () => {
    const track = trackShares(silent, reading(110 + 8 * 3600, 7), OPTIONS);
    expect(track.expectedSharesSinceLast).toBeCloseTo((100 + 180) * RATE_PER_S, 9);
  });

  it('shares that came in an unwatched night end the silence but teach no rate', () => {
    const noDifficulty = { poolDifficulty: undefined };
    const before = follow(every(10, 0, 2000, (atS) => reading(atS, atS / 10, noDifficulty)));
    const after = trackShares(before, reading(2000 + 8 * 3600, 3000, noDifficulty), OPTIONS);
    expect(after.lastShareAtMs).toBe(T0 + (2000 + 8 * 3600) * 1000);
    expect(after.ratePerS).toBe(before.ratePerS);
  });

  it('a late reply changes nothing', () => {
    expect(trackShares(silent, reading(95, 6), OPTIONS)).toBe(silent);
  });

  it('a clock set back does not blind the watch', () => {
    const backS = -3600;
    const setBack = every(10, 110, 160, (atS) => reading(atS + backS, 7, { uptimeS: 5000 + atS }));
    const track = follow(setBack, silent);
    expect(track.expectedSharesSinceLast).toBeCloseTo(150 * RATE_PER_S, 9);
    expect(track.silentSinceMs).toBe(T0 + (10 + backS) * 1000);
  });

  it('a clock that jumps forward counts only what the device lived through', () => {
    const track = trackShares(silent, reading(110 + 50, 7, { uptimeS: 5000 + 120 }), OPTIONS);
    expect(track.expectedSharesSinceLast).toBeCloseTo((100 + 11) * RATE_PER_S, 9);
  });

  it('a miner that tells no counter at all is never called silent', () => {
    const track = follow(every(10, 0, 86_400, (atS) => reading(atS, undefined)));
    expect(track.evidenceNats).toBe(0);
  });
});

describe('a miner whose difficulty is unknown', () => {
  it('is watched by the rate it had so far', () => {
    const unknown = { poolDifficulty: undefined };
    const lively = every(10, 0, 3000, (atS) => reading(atS, Math.floor(atS / 20), unknown));
    const before = follow(lively);
    expect(before.source).toBe('learned');
    expect(before.ratePerS).toBeCloseTo(RATE_PER_S, 3);

    const stopped = follow(
      every(10, 3000, 3170, (atS) => reading(atS, 150, unknown)),
      before,
    );
    expect(stopped.evidenceNats).toBeGreaterThan(WATCH_NATS);
  });

  it('is not watched before it has shown a share', () => {
    const track = follow(every(10, 0, 86_400, (atS) => reading(atS, 0, { poolDifficulty: undefined })));
    expect(track.evidenceNats).toBe(0);
    expect(track.expectedSharesSinceLast).toBeUndefined();
  });

  it.each([8, 100])('is watched by its past also when it tells a difficulty %s times too small', (times) => {
    const suggested = { poolDifficulty: DIFFICULTY / times };
    let track = NO_TRACK;
    let lateAlarms = 0;
    for (const { atS, accepted } of poissonPolls(seeded(3), RATE_PER_S, 10, 20_000)) {
      track = trackShares(track, reading(atS, accepted, suggested), OPTIONS);
      if (atS > 2000 && track.evidenceNats > WATCH_NATS) lateAlarms += 1;
    }
    expect(track.source).toBe('learned');
    expect(lateAlarms).toBeLessThanOrEqual(25);
  });
});

describe('a miner that was dead and came back', () => {
  it.each([
    ['difficulty', DIFFICULTY],
    ['learned', undefined],
  ])('is watched by its %s as sharply as before', (source, poolDifficulty) => {
    const live = (atS: number) => reading(atS, Math.floor(atS / 20), { poolDifficulty });
    const before = follow(every(10, 0, 6000, live));
    const dead = follow(
      every(10, 6000, 16_000, (atS) => reading(atS, 300, { poolDifficulty })),
      before,
    );
    expect(dead.evidenceNats).toBeGreaterThan(WATCH_NATS);
    const back = trackShares(dead, reading(16_010, 301, { poolDifficulty }), OPTIONS);
    expect(back.source).toBe(source);
    expect(back.evidenceNats).toBe(0);
    // A learned rate is dented by the silence up to certainty, a third at most; a known one not at all.
    expect(back.ratePerS).toBeGreaterThan(RATE_PER_S * 0.65);
  });
});

it('a track survives being stored and read back', () => {
  const track = follow(every(10, 0, 300, (atS) => reading(atS, Math.floor(atS / 40))));
  const copy = structuredClone(track);
  expect(trackShares(copy, reading(310, 7), OPTIONS)).toEqual(trackShares(track, reading(310, 7), OPTIONS));
});
