import { describe, expect, test } from 'vitest';
import type { HealthFinding } from '../../domain/health/health-report.ts';
import { leftWork } from './left-work.ts';
import { maintenancePlan, type PlanInput, type PlannedMiner } from './maintenance-plan.ts';

const DAY_MS = 86_400_000;
const NOW_MS = 1_000 * DAY_MS;

const earning: PlannedMiner = {
  id: 'm1',
  size: 'small',
  money: { revenuePerDay: 0.5, powerW: 18, pricePerKwh: 0.3 },
};
const losing: PlannedMiner = { ...earning, money: { ...earning.money, revenuePerDay: 0.03 } };

/** Dust that costs a hundredth of what an hour of work does. */
const dusty: HealthFinding = {
  id: 'f1',
  minerIds: ['m1'],
  trouble: 'thermal-resistance',
  sinceMs: NOW_MS - 20 * DAY_MS,
  foundAtMs: NOW_MS - 2 * DAY_MS,
  confidence: 0.999,
  severity: 'watch',
  size: { value: 0.25, low: 0.2, high: 0.3, unit: 'part' },
  evidence: [],
  causes: { causes: [{ cause: 'dust', chance: 0.9, reasons: [] }], otherwise: 0.1 },
  checks: [],
  costPerDay: { value: 1e-4, low: 0, high: 2e-4 },
  byFixedRules: {},
};

const input: PlanInput = {
  nowMs: NOW_MS,
  miners: [earning],
  findings: [dusty],
  outlooks: [],
  perWorkHour: 15,
  perUsd: 0.9,
  powerPrices: [],
};

const left = (more: Partial<PlanInput>) => {
  const given = { ...input, ...more };
  return leftWork(given, maintenancePlan(given));
};

describe('what would mend a finding, and is not planned, says why', () => {
  test.each<readonly [string, string, Partial<PlanInput>]>([
    ['waiting costs less than the work', 'costs-more', {}],
    ['a miner that runs at a loss misses nothing while it stands', 'runs-at-a-loss', { miners: [losing] }],
    ['nobody knows what it earns', 'earnings-unknown', { miners: [{ ...earning, money: {} }] }],
    ['nobody knows what the parts cost here', 'parts-unpriced', { perUsd: undefined }],
  ])('%s', (_, because, more) => {
    expect(left(more)).toEqual([
      { id: 'm1 clean', minerId: 'm1', work: 'clean', because, failure: undefined },
    ]);
  });
});

test('how likely the part is to stop the machine is told for the longest time ahead', () => {
  const chances = [7, 90].map((days) => ({ days, chance: days / 100, low: 0, high: 1 }));
  const survival = { days: [], survival: [], low: [], high: [] };
  const cooling = {
    component: 'cooling',
    chances,
    survival,
    ownEvents: 0,
    ownDays: 0,
    expectedEvents: 0,
    basis: 'published',
    sources: [],
  } as const;
  const outlooks = [{ minerId: 'm1', chances, components: [cooling] }];
  // Money would ask for it, were it not that nobody knows the price.
  const [work] = left({ outlooks, perUsd: undefined });
  expect(work?.failure).toEqual({ days: 90, chance: 0.9 });
});

test('what is planned, a false alarm, what is over, and a mere look are not named', () => {
  const costly = { ...dusty, costPerDay: { value: 5, low: 4, high: 6 } };
  expect(left({ findings: [costly] })).toEqual([]);
  expect(left({ findings: [{ ...dusty, verdict: 'false-alarm' }] })).toEqual([]);
  expect(left({ findings: [{ ...dusty, endedAtMs: NOW_MS - DAY_MS }] })).toEqual([]);
  expect(left({ findings: [{ ...dusty, causes: undefined }] })).toEqual([]);
});
