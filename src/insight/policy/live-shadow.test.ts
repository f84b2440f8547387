import { describe, expect, it } from 'vitest';
import { USUAL_PLAN_RULES } from '../../domain/plan-rules.ts';
import type { NotedMiner, PolicyNote, PolicyShadow, ScoredHour } from '../../domain/policy-standing.ts';
import { Random } from '../../numerics/random.ts';
import { newShadow, scoredShadow, shadowStanding, speaksAgainst } from './live-shadow.ts';
import { HOUR_MS, pastHours } from './past-hours.ts';
import { policyRefusal } from './promotion.ts';

const START_MS = Date.UTC(2026, 0, 1);
const SWITCHING = USUAL_PLAN_RULES.switching;
const OFF = { mode: 'off', hashrateHs: 0, powerW: 10 } as const;
const NORMAL = { mode: 'normal', hashrateHs: 100e12, powerW: 3_000 } as const;
const MINER: NotedMiner = {
  minerId: 'm',
  wish: 'off',
  policy: OFF,
  planner: NORMAL,
  policyBefore: 'normal',
  plannerBefore: 'normal',
  policySinceMs: START_MS,
  usualPowerW: 3_000,
};
const NOTE: PolicyNote = { fromMs: START_MS, pricePerKwh: 0.1, earnedPerThDay: 0.06, miners: [MINER] };
const stored = (price: number) =>
  pastHours({
    startMs: START_MS - 2 * HOUR_MS,
    timeZone: 'UTC',
    pricePerKwh: new Float64Array(4).fill(price),
    earnedPerThDay: new Float64Array(4).fill(Number.NaN),
  });
const seen = (...notes: readonly PolicyNote[]): PolicyShadow => ({ ...newShadow('a', 'EUR'), notes });

describe('hours in the planner’s shadow', () => {
  it('count nothing while they run, and what both brought when they are over', () => {
    const shadow = seen(NOTE);
    expect(scoredShadow(shadow, stored(0.1), SWITCHING, START_MS + 0.9 * HOUR_MS)).toBe(shadow);
    const { notes, scored } = scoredShadow(shadow, stored(0.1), SWITCHING, START_MS + HOUR_MS);
    expect(notes).toEqual([]);
    // 100 TH/s earn 0.25 an hour, and 3 kW cost 0.30; at rest 10 W.
    expect(scored[0]?.planner).toBeCloseTo(-0.05, 9);
    expect(scored[0]?.policy).toBeCloseTo(-0.001, 9);
  });

  it('are paid at the price that was stored for them', () => {
    const { scored } = scoredShadow(seen(NOTE), stored(0.5), SWITCHING, START_MS + HOUR_MS);
    expect(scored[0]?.planner).toBeCloseTo(0.25 - 1.5, 9);
  });

  it('cost the planner a start where it woke the miner, and the policy none', () => {
    const note = { ...NOTE, miners: [{ ...MINER, plannerBefore: 'off' as const }] };
    const { scored } = scoredShadow(seen(note), stored(0.1), SWITCHING, START_MS + HOUR_MS);
    expect(scored[0]?.planner).toBeCloseTo(-0.05 - (0.25 * 270) / 3_600 - 0.015, 9);
    expect(scored[0]?.policy).toBeCloseTo(-0.001, 9);
  });

  it('of which nobody ever tells a price wait three days, and are given up', () => {
    const shadow = seen({ ...NOTE, pricePerKwh: Number.NaN });
    const scoredAfter = (hours: number) =>
      scoredShadow(shadow, stored(Number.NaN), SWITCHING, START_MS + hours * HOUR_MS);
    expect(scoredAfter(70).notes).toHaveLength(1);
    expect(scoredAfter(73)).toMatchObject({ notes: [], scored: [] });
  });
});

/** So many hours in which the policy brings so much more a day than the planner, and some luck. */
function hoursOf(count: number, perDay: number): readonly ScoredHour[] {
  const random = new Random(4);
  return Array.from({ length: count }, (_, hour) => ({
    fromMs: START_MS + hour * HOUR_MS,
    policy: perDay / 24 + 0.02 * random.normal(),
    planner: 0,
  }));
}

describe('what the shadow says', () => {
  it('has no interval before a week is full', () => {
    expect(shadowStanding({ scored: [] })).toEqual({ hours: 0 });
    expect(shadowStanding({ scored: hoursOf(100, 1) }).gain).toBeUndefined();
    expect(shadowStanding({ scored: hoursOf(168, 1) }).gain?.low95).toBeGreaterThan(0.5);
  });

  it('speaks against the policy after a week of sure loss, or eight weeks without a sure gain', () => {
    const against = (count: number, perDay: number) =>
      speaksAgainst(shadowStanding({ scored: hoursOf(count, perDay) }));
    expect(against(100, -1)).toBe(false);
    expect(against(200, -1)).toBe(true);
    expect(against(200, 0)).toBe(false);
    expect(against(8 * 168, -0.02)).toBe(true);
    expect(against(8 * 168, 1)).toBe(false);
  });

  it('passes over hours in which nobody looked', () => {
    const scored = hoursOf(400, 1).filter((_, hour) => hour % 3 > 0);
    const { hours, mean } = shadowStanding({ scored });
    expect(hours).toBe(266);
    expect(mean).toBeCloseTo(1, 0);
  });
});

describe('the policy may choose the hours', () => {
  const gain = { mean: 1, low95: 0.5, high95: 1.5 };
  const test = {
    atMs: START_MS,
    currency: 'EUR',
    finding: { kind: 'promoted', days: 80, policyPerDay: 2, plannerPerDay: 1, gain },
    tested: { fromMs: 0, toMs: 1, sha256: 'a', file: {} },
  } as const;
  const now = { sha256: 'a', currency: 'EUR' };

  it('after a test that is a sure gain', () => {
    expect(policyRefusal({ test }, { hours: 0 }, now)).toBeUndefined();
  });

  it.each([
    ['untested', {}, { hours: 0 }, now, 'not-tested'],
    [
      'after a test that is no sure gain',
      { test: { ...test, finding: { ...test.finding, kind: 'planner-speaks' as const } } },
      { hours: 0 },
      now,
      'no-sure-gain',
    ],
    ['as another policy', { test }, { hours: 0 }, { ...now, sha256: 'b' }, 'other-policy'],
    ['in other money', { test }, { hours: 0 }, { ...now, currency: 'USD' }, 'other-currency'],
    [
      'against its own shadow',
      { test },
      { hours: 200, gain: { mean: -1, low95: -2, high95: -0.1 } },
      now,
      'shadow',
    ],
  ] as const)('never %s', (_, kept, shadow, told, why) => {
    expect(policyRefusal(kept, shadow, told)).toBe(why);
  });
});
