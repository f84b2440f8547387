import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ChangeEffect, MinerChange } from '../../domain/change-effect.ts';
import { Random } from '../../numerics/random.ts';
import { changeEffects as eachEffect } from './change-effects.ts';
import type { JournalQuarter } from './journal-quarter.ts';

const changeEffects = (...asked: Parameters<typeof eachEffect>) => [...eachEffect(...asked)];

const START_MS = Date.UTC(2026, 2, 1);
const QUARTER_MS = 15 * 60_000;
const HOUR_MS = 3_600_000;
const DAY = 96;

interface Told {
  readonly days: number;
  /** What the change does, as a part. */
  readonly hash?: number;
  readonly power?: number;
  /** Of noise, how much is slow, and for how many quarters. */
  readonly slow?: number;
  readonly steps?: number;
  /** How much warmer it gets at the change, K. */
  readonly warmerK?: number;
  readonly seed: number;
}

const change = (atMs: number, id = 'change'): MinerChange => ({ id, atMs, by: 'ours', kind: 'setting' });

/** A miner that is changed in the middle: 1 TH/s and 20 W, noise with a memory, air of a day that power follows. */
function quartersOf({ days, hash = 0, power = 0, slow = 0.5, steps = 12, warmerK = 0, seed }: Told) {
  const random = new Random(seed);
  const phi = Math.exp(-1 / steps);
  const [wander, wanderW] = [0, 0].map(() => {
    let state = random.normal();
    return () => {
      state = phi * state + Math.sqrt(1 - phi * phi) * random.normal();
      return Math.sqrt(slow) * state + Math.sqrt(1 - slow) * random.normal();
    };
  }) as [() => number, () => number];
  const half = (days * DAY) / 2;
  return Array.from({ length: days * DAY }, (_, place): JournalQuarter => {
    const after = place >= half;
    const airC =
      22 + 2 * Math.sin((2 * Math.PI * place) / DAY + seed) + (after ? warmerK : 0) + 0.2 * random.normal();
    return {
      fromMs: START_MS + place * QUARTER_MS,
      steady: true,
      hashrateHs: 1e12 * (1 + (after ? hash : 0)) * (1 + 0.01 * wander()),
      powerW: 20 * (1 + (after ? power : 0)) * (1 + 0.004 * (airC - 22) + 0.005 * wanderW()),
      airC,
      chipC: 60 + (airC - 22) + random.normal() / 2,
      accepted: random.poisson(30),
      rejected: random.poisson(0.3),
      dueShares: 30,
    };
  });
}

function effectOf(told: Told): ChangeEffect {
  const atMs = START_MS + (told.days / 2) * DAY * QUARTER_MS;
  const [effect] = changeEffects([change(atMs)], quartersOf(told), START_MS + told.days * DAY * QUARTER_MS);
  return effect as ChangeEffect;
}

describe('the effect of a change', () => {
  it('lies within its interval 95 times of 100, whatever memory the noise has', { timeout: 120_000 }, () => {
    const RUNS = 300;
    let [hash, power, ratio] = [0, 0, 0];
    for (let seed = 0; seed < RUNS; seed++) {
      const told = {
        days: 2,
        hash: 0.02,
        power: 0.034,
        slow: (seed % 4) / 4,
        steps: [4, 12, 40][seed % 3],
        seed,
      };
      const { figures } = effectOf(told as Told);
      const holds = (figure: 'hashrate' | 'power' | 'jPerTh', truth: number) =>
        Number((figures[figure]?.low ?? 1) <= truth && truth <= (figures[figure]?.high ?? -1));
      hash += holds('hashrate', 0.02);
      power += holds('power', 0.034);
      ratio += holds('jPerTh', 1.034 / 1.02 - 1);
    }
    for (const held of [hash, power, ratio]) {
      expect(held / RUNS).toBeGreaterThan(0.92);
      expect(held / RUNS).toBeLessThanOrEqual(0.99);
    }
  });

  it('is called one way or the other in one of twenty at most where there is none', {
    timeout: 120_000,
  }, () => {
    const RUNS = 300;
    let called = 0;
    for (let seed = 0; seed < RUNS; seed++) {
      const { jPerTh } = effectOf({ days: 2, slow: (seed % 4) / 4, steps: 12, seed: 5_000 + seed }).figures;
      if (jPerTh?.verdict === 'higher' || jPerTh?.verdict === 'lower') called++;
    }
    expect(called / RUNS).toBeLessThanOrEqual(0.05 + 2 * Math.sqrt((0.05 * 0.95) / RUNS));
  });

  it('does not take warmer air for a change of power', () => {
    const { power } = effectOf({ days: 6, warmerK: 4, seed: 3 }).figures;
    expect(power?.low).toBeLessThan(0);
    expect(power?.high).toBeGreaterThan(0);
    expect(Math.abs(power?.change ?? 1)).toBeLessThan(0.008);
  });

  it('tells less work for the same hashes as such, with its odds', () => {
    const { hashrate, power, jPerTh } = effectOf({ days: 6, hash: 0.03, power: -0.04, seed: 4 }).figures;
    expect(hashrate?.verdict).toBe('higher');
    expect(power?.verdict).toBe('lower');
    expect(jPerTh?.verdict).toBe('lower');
    expect(jPerTh?.chanceHigher).toBeLessThan(0.01);
  });

  it('is waited for until two hours have been seen, and says how long', () => {
    const quarters = quartersOf({ days: 2, seed: 1 });
    const atMs = START_MS + DAY * QUARTER_MS;
    const [effect] = changeEffects([change(atMs)], quarters, atMs + 1.5 * HOUR_MS);
    expect(effect?.state).toEqual({ kind: 'waiting', hoursMore: 1 });
  });

  it('cannot be told any more where the next change came too soon, nor without a past', () => {
    const quarters = quartersOf({ days: 2, seed: 1 });
    const nowMs = START_MS + 2 * DAY * QUARTER_MS;
    const atMs = START_MS + DAY * QUARTER_MS;
    const [early] = changeEffects([change(START_MS + HOUR_MS)], quarters, nowMs);
    expect(early?.state).toEqual({ kind: 'too-short', side: 'before' });
    const dark = quarters.map((each) => ({ ...each, steady: each.fromMs < atMs }));
    const [first] = changeEffects([change(atMs), change(atMs + 5 * HOUR_MS, 'next')], dark, nowMs);
    expect(first?.state).toEqual({ kind: 'too-short', side: 'after' });
  });

  it('is told of two changes together where they lie close, and of each where there is time between', () => {
    const quarters = quartersOf({ days: 4, seed: 2 });
    const atMs = START_MS + 2 * DAY * QUARTER_MS;
    const nowMs = atMs + 2 * DAY * QUARTER_MS;
    const ids = (gapMs: number) =>
      changeEffects([change(atMs + gapMs, 'second'), change(atMs, 'first')], quarters, nowMs).map(
        ({ changes }) => changes.map(({ id }) => id),
      );
    expect(ids(HOUR_MS)).toEqual([['first', 'second']]);
    expect(ids(8 * HOUR_MS)).toEqual([['first'], ['second']]);
  });

  it('is not cut short by restarts, and a restart has its own', () => {
    const quarters = quartersOf({ days: 4, hash: 0.02, seed: 11 });
    const atMs = START_MS + 2 * DAY * QUARTER_MS;
    const nowMs = atMs + 2 * DAY * QUARTER_MS;
    const restart = (hours: number) => ({
      ...change(atMs + hours * HOUR_MS, `${hours} h`),
      kind: 'restart' as const,
    });
    const alone = changeEffects([change(atMs)], quarters, nowMs);
    const among = changeEffects([restart(-20), restart(1), change(atMs), restart(10)], quarters, nowMs);
    expect(among.map(({ changes }) => changes.map(({ id }) => id))).toEqual([
      ['-20 h'],
      ['change'],
      ['10 h'],
    ]);
    expect(among[1]).toEqual(alone[0]);
    expect(among[2]?.state).toEqual({ kind: 'told' });
    expect(among[2]?.figures.hashrate?.verdict).not.toBe('higher');
  });

  it('leaves out the day that work was done on, whose hour nobody knows', () => {
    const quarters = quartersOf({ days: 4, power: -0.04, seed: 12 });
    const atMs = START_MS + 2 * DAY * QUARTER_MS;
    const work = {
      ...change(atMs - 5 * HOUR_MS),
      kind: 'work',
      by: 'owner',
      withinMs: 12 * HOUR_MS,
    } as const;
    const [early] = changeEffects([work], quarters, atMs);
    expect(early?.state).toEqual({ kind: 'waiting', hoursMore: 9 });
    const [told] = changeEffects([work], quarters, atMs + 2 * DAY * QUARTER_MS);
    expect(told?.figures.power?.verdict).toBe('lower');
    expect(told?.figures.power?.change).toBeCloseTo(-0.04, 2);
    expect(told?.grounds.quartersAfter).toBeLessThanOrEqual(2 * DAY - 7 * 4 - 2);
  });

  it('of older changes than are worked out is left open', () => {
    const quarters = quartersOf({ days: 4, seed: 2 });
    const changes = [8, 24, 40].map((hours) => change(START_MS + hours * HOUR_MS, `${hours} h`));
    const states = [...eachEffect(changes, quarters, START_MS + 4 * DAY * QUARTER_MS, undefined, 2)];
    expect(states.map(({ state }) => state.kind)).toEqual(['older', 'told', 'told']);
  });

  it('counts hashes by shares where the device tells no rate, no surer than their luck allows', () => {
    const quarters = quartersOf({ days: 4, seed: 9 }).map(({ hashrateHs: _, dueShares: __, ...each }) => ({
      ...each,
      hashesPerShare: 3e13,
    }));
    const atMs = START_MS + 2 * DAY * QUARTER_MS;
    const [effect] = changeEffects([change(atMs)], quarters, atMs + 2 * DAY * QUARTER_MS);
    expect(effect?.grounds.hashrateBy).toBe('shares');
    const { low = Number.NaN, high = Number.NaN } = effect?.figures.hashrate ?? {};
    // 30 shares a quarter, 190 quarters on either side.
    expect((high - low) / 2).toBeGreaterThan(1.96 * Math.sqrt(2 / (30 * 192)));
    expect((high - low) / 2).toBeLessThan(2.3 * Math.sqrt(2 / (30 * 192)));
  });

  it('does not depend on the units that a figure is told in, nor on the order of changes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000 }),
        fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
        (seed, unit) => {
          const quarters = quartersOf({ days: 1, hash: 0.01, seed });
          const atMs = START_MS + (DAY / 2) * QUARTER_MS;
          const nowMs = START_MS + DAY * QUARTER_MS;
          const scaled = quarters.map((each) => ({
            ...each,
            hashrateHs: unit * (each.hashrateHs ?? Number.NaN),
          }));
          const [one] = changeEffects([change(atMs)], quarters, nowMs);
          const [other] = changeEffects([change(atMs)], scaled, nowMs);
          const [was, is] = [one?.figures.hashrate, other?.figures.hashrate];
          expect(is?.change).toBeCloseTo(was?.change ?? Number.NaN, 6);
          expect(is?.low).toBeCloseTo(was?.low ?? Number.NaN, 6);
          expect(is?.high).toBeCloseTo(was?.high ?? Number.NaN, 6);
          expect((was?.low ?? 1) <= (was?.change ?? 0) && (was?.change ?? 0) <= (was?.high ?? -1)).toBe(true);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('puts a glitch of one quarter down as one', () => {
    const clean = quartersOf({ days: 4, seed: 6 });
    const spoiled = clean.map((each, place) => (place === 300 ? { ...each, hashrateHs: 9e13 } : each));
    const atMs = START_MS + 2 * DAY * QUARTER_MS;
    const hash = (quarters: readonly JournalQuarter[]) =>
      changeEffects([change(atMs)], quarters, atMs + 2 * DAY * QUARTER_MS)[0]?.figures.hashrate?.change ??
      Number.NaN;
    expect(Math.abs(hash(spoiled) - hash(clean))).toBeLessThan(0.002);
  });
});
