import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cause } from '../../domain/health/cause.ts';
import type { HealthFinding } from '../../domain/health/health-report.ts';
import type { MinerOutlook } from '../../domain/health/lifetime.ts';
import type { Component } from '../../domain/health/maintenance.ts';
import { maintenancePlan, type PlanInput, type PlannedMiner } from './maintenance-plan.ts';

const DAY = 86_400_000;
const HOUR = 3_600_000;
const NOW = 1_000 * DAY;

/** Brings 8.64 a day and draws 1.44 kWh an hour at 0.1: 5.184 a day are left. */
const miner: PlannedMiner = {
  id: 'm1',
  size: 'big',
  money: { revenuePerDay: 8.64, powerW: 1440, pricePerKwh: 0.1 },
  chipOverAirK: 40,
};
const NET = 8.64 - 1.44 * 24 * 0.1;

function finding(cause: Cause, chance: number, more: Partial<HealthFinding> = {}): HealthFinding {
  return {
    id: 'f1',
    minerIds: ['m1'],
    trouble: 'thermal-resistance',
    sinceMs: NOW - 20 * DAY,
    foundAtMs: NOW - 2 * DAY,
    confidence: 0.999,
    severity: 'watch',
    size: { value: 0.25, low: 0.2, high: 0.3, unit: 'part' },
    evidence: [],
    causes: { causes: [{ cause, chance, reasons: [] }], otherwise: 1 - chance },
    checks: [],
    byFixedRules: {},
    ...more,
  };
}

function outlook(component: Component, weekChance: number, ageDays?: number): MinerOutlook {
  const days = [0, 7, 30, 90, 365];
  const lives = days.map((day) => (1 - weekChance) ** (day / 7));
  const chances = [7, 30, 90].map((each) => {
    const chance = 1 - (1 - weekChance) ** (each / 7);
    return { days: each, chance, low: chance / 2, high: Math.min(1, chance * 2) };
  });
  const survival = { days, survival: lives, low: lives, high: lives };
  return {
    minerId: 'm1',
    chances,
    components: [
      {
        component,
        ageDays,
        chances,
        survival,
        ownEvents: 0,
        ownDays: 0,
        expectedEvents: 0,
        basis: 'published',
        sources: [],
      },
    ],
  };
}

const nothing: PlanInput = {
  nowMs: NOW,
  miners: [miner],
  findings: [],
  outlooks: [],
  perWorkHour: 12,
  perUsd: 1,
  powerPrices: [],
};
/** Cleaning: 4 for air, half an hour at 12 and half an hour of net. */
const CLEANING = 4 + 6 + NET / 48;

describe('dust', () => {
  const costPerDay = { value: 0.4, low: 0.3, high: 0.5 };

  test('that costs more each day is cleaned after √(2C/g) days, as reckoned by hand', () => {
    const [work] = maintenancePlan({ ...nothing, findings: [finding('dust', 0.8, { costPerDay })] });
    // It grew to 0.8 · 0.4 a day within 20 days.
    const growth = (0.8 * 0.4) / 20;
    expect(work).toMatchObject({ id: 'm1 clean', work: 'clean', because: 'learned' });
    expect(work?.costOfDoing.value).toBeCloseTo(CLEANING, 9);
    expect(work?.costOfWaitingPerDay.value).toBeCloseTo(0.32, 9);
    expect(((work?.dueAtMs ?? 0) - NOW) / DAY + 20).toBeCloseTo(Math.sqrt((2 * CLEANING) / growth), 6);
  });

  test('gives back the kelvins that its resistance took', () => {
    const [work] = maintenancePlan({ ...nothing, findings: [finding('dust', 0.8, { costPerDay })] });
    // (T_chip − T_air) = R·P: a fifth of 40 K goes if a quarter more goes.
    expect(work?.recovery?.value).toBeCloseTo(8, 9);
    expect(work?.recovery).toMatchObject({ unit: 'K' });
    expect(work?.recovery?.low).toBeLessThan(8);
    expect(work?.recovery?.high).toBeGreaterThan(8);
  });

  test('that only threatens a trip costs its odds times the standstill', () => {
    const plan = maintenancePlan({
      ...nothing,
      findings: [finding('dust', 0.8)],
      outlooks: [outlook('cooling', 0.5)],
    });
    // Half of the trips of a week in each of its days, a day's standstill each, by the odds that it is dust.
    expect(plan[0]?.costOfWaitingPerDay.value).toBeCloseTo((0.5 / 7) * NET * 0.8, 9);
  });

  test('costs as much on the day that it is due as cleaning does in the long run, and later more', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 0.01, max: 100, noNaN: true }),
        fc.double({ min: 1, max: 300, noNaN: true }),
        fc.double({ min: 0.5, max: 1, noNaN: true }),
        (perDay, ageDays, chance) => {
          const cost = { value: perDay, low: perDay, high: perDay };
          const sinceMs = NOW - ageDays * DAY;
          const [work] = maintenancePlan({
            ...nothing,
            findings: [finding('dust', chance, { sinceMs, costPerDay: cost })],
          });
          if (!work) return;
          const days = (work.dueAtMs - sinceMs) / DAY;
          const growth = work.costOfWaitingPerDay.value / ageDays;
          const perDayIfEvery = (every: number) => work.costOfDoing.value / every + (growth * every) / 2;
          expect(growth * days).toBeCloseTo(perDayIfEvery(days), 3);
          expect(perDayIfEvery(days + 1)).toBeGreaterThanOrEqual(perDayIfEvery(days) - 1e-9);
          expect(work.dueAtMs).toBeLessThanOrEqual(NOW + 90 * DAY);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('parts', () => {
  const worn = finding('worn-fan', 0.9, { trouble: 'fan-wear' });

  test('that may fail any day are replaced, and those that hardly do are left alone', () => {
    const plan = (weekChance: number) =>
      maintenancePlan({ ...nothing, findings: [worn], outlooks: [outlook('fan', weekChance)] });
    expect(plan(0.5)).toMatchObject([{ work: 'replace-fan', because: 'finding', dueAtMs: worn.foundAtMs }]);
    // Three days of post at what the miner brings, times the odds.
    expect(plan(0.5)[0]?.costOfWaitingPerDay.value).toBeCloseTo((0.5 / 7) * 3 * NET * 0.9, 9);
    expect(plan(1e-5)).toEqual([]);
  });

  test('are due by age where their own odds cost more than new parts do, and never where nobody knows their age', () => {
    const aged = (weekChance: number, ageDays?: number) =>
      maintenancePlan({ ...nothing, outlooks: [outlook('fan', weekChance, ageDays)] });
    expect(aged(0.1, 2_000)).toMatchObject([{ work: 'replace-fan', because: 'age', dueAtMs: NOW }]);
    // Of a constant hazard the survival curve tells it again: −ln 0.9 a week.
    expect(aged(0.1, 2_000)[0]?.costOfWaitingPerDay.value).toBeCloseTo((-Math.log(0.9) / 7) * 3 * NET, 9);
    expect(aged(0.1)).toEqual([]);
    expect(aged(1e-5, 2_000)).toEqual([]);
  });

  test('of which both age and a finding speak are told of once', () => {
    const plan = maintenancePlan({
      ...nothing,
      findings: [worn],
      outlooks: [outlook('fan', 0.5, 2_000)],
    });
    expect(plan).toHaveLength(1);
    expect(plan[0]?.because).toBe('finding');
  });

  test('a lost board is looked at before it is sent away, and sent away only if it pays within a year', () => {
    const lost = (value: number) =>
      maintenancePlan({
        ...nothing,
        findings: [
          finding('lost-part', 0.9, { trouble: 'part-loss', costPerDay: { value, low: value, high: value } }),
        ],
      }).map(({ work }) => work);
    expect(lost(2.9)).toEqual(['check', 'repair-board']);
    expect(lost(0.3)).toEqual(['check']);
  });
});

describe('what is not worth it, or not known, is not told', () => {
  const costly = finding('dust', 0.8, { costPerDay: { value: 0.4, low: 0.3, high: 0.5 } });

  test.each<readonly [string, Partial<PlanInput>]>([
    ['a finding that ended', { findings: [{ ...costly, endedAtMs: NOW - 1 }] }],
    ['a false alarm', { findings: [{ ...costly, verdict: 'false-alarm' }] }],
    ['parts without a price', { findings: [costly], perUsd: undefined }],
    [
      'a miner without a price of power',
      { findings: [costly], miners: [{ ...miner, money: { revenuePerDay: 9 } }] },
    ],
    [
      'new paste for hash boards, which nobody prices',
      { findings: [{ ...costly, ...finding('dry-paste', 0.9) }] },
    ],
    [
      'dust that is due in years',
      { findings: [finding('dust', 0.8, { costPerDay: { value: 1e-4, low: 0, high: 1 } })] },
    ],
    ['another miner’s trouble', { findings: [{ ...costly, minerIds: ['m2'] }] }],
  ])('%s', (_, input) => {
    expect(maintenancePlan({ ...nothing, ...input })).toEqual([]);
  });
});

test('work that loses most a day comes first, and of a shared trouble each miner bears its part', () => {
  const miners = [miner, { ...miner, id: 'm2' }];
  const shared = finding('network', 0.9, {
    minerIds: ['m1', 'm2'],
    costPerDay: { value: 4, low: 4, high: 4 },
  });
  const own = finding('dust', 0.9, { minerIds: ['m2'], costPerDay: { value: 9, low: 9, high: 9 } });
  const plan = maintenancePlan({ ...nothing, miners, findings: [shared, own] });
  expect(plan.map(({ id }) => id)).toEqual(['m2 clean', 'm1 check', 'm2 check']);
  expect(plan[1]?.costOfWaitingPerDay.value).toBeCloseTo(2 * 0.999, 9);
});

test('work stands where a standstill costs least, and costs less there', () => {
  const powerPrices = Array.from({ length: 48 }, (_, hour) => ({
    fromMs: NOW + hour * HOUR,
    toMs: NOW + (hour + 1) * HOUR,
    pricePerKwh: hour === 19 ? 0.5 : 0.1,
  }));
  const findings = [finding('dust', 0.8, { costPerDay: { value: 0.4, low: 0.3, high: 0.5 } })];
  const [work] = maintenancePlan({ ...nothing, findings, powerPrices });
  expect(work?.window).toEqual({ fromMs: NOW + 19 * HOUR, toMs: NOW + 20 * HOUR });
  // Half an hour of 1.44 kW at 0.4 more.
  expect(work?.costOfDoing.value).toBeCloseTo(CLEANING - 0.5 * 1.44 * 0.4, 9);
});

test('amounts lie within their intervals, whatever is lost and however sure', () => {
  const chance = fc.double({ min: 0, max: 1, noNaN: true });
  const amount = fc.double({ min: 0, max: 1e9, noNaN: true });
  const cause = fc.constantFrom<Cause>('dust', 'dry-paste', 'worn-fan', 'weak-supply', 'lost-part', 'pool');
  const size = fc.constantFrom('small', 'quad', 'big');
  fc.assert(
    fc.property(
      cause,
      chance,
      amount,
      size,
      chance,
      amount,
      (likely, odds, value, machine, week, revenue) => {
        const money = { ...miner.money, revenuePerDay: revenue };
        const costPerDay = { value, low: value / 2, high: value * 2 };
        const plan = maintenancePlan({
          ...nothing,
          miners: [{ ...miner, size: machine, money }],
          findings: [finding(likely, odds, { costPerDay })],
          outlooks: [outlook('fan', week * 0.999, 100)],
        });
        for (const { costOfDoing, costOfWaitingPerDay, dueAtMs } of plan) {
          expect(Number.isFinite(dueAtMs)).toBe(true);
          expect(costOfWaitingPerDay.value).toBeGreaterThan(0);
          for (const each of [costOfDoing, costOfWaitingPerDay]) {
            expect(each.low).toBeLessThanOrEqual(each.value + 1e-9 * Math.abs(each.value));
            expect(each.high).toBeGreaterThanOrEqual(each.value - 1e-9 * Math.abs(each.value));
          }
        }
      },
    ),
    { numRuns: 100 },
  );
});
