import { describe, expect, test } from 'vitest';
import type { BudgetMeter, HealthFinding } from '../../domain/health/health-report.ts';
import type { PlannedWork } from '../../domain/health/maintenance.ts';
import { budgetSentences, verdictOf } from './budget-words.ts';
import { chartLines } from './chart-lines.ts';
import { evidenceRange } from './evidence-range.ts';
import { namesOf } from './miner-names.ts';
import { payWords, recoveryWords } from './plan-words.ts';
import { ruleRows } from './rule-rows.ts';
import { survivalPoints, survivalScale } from './survival-words.ts';

const DAY_MS = 86_400_000;

describe('the alarm budget', () => {
  const budget: BudgetMeter = {
    promisedPerMonth: 1,
    watchedDays: 30.4,
    raised: 5,
    calledFalse: 1,
    seenPerMonth: { value: 1, low: 0.05, high: 4.7 },
    byFixedRules: 11,
  };
  const seen = (low: number, high: number) => ({
    ...budget,
    seenPerMonth: { value: (low + high) / 2, low, high },
  });

  test('is kept or broken only where the whole interval says so', () => {
    expect(verdictOf(budget)).toBe('mayKeep');
    expect(verdictOf(seen(0.1, 1))).toBe('keeps');
    expect(verdictOf(seen(1.01, 3))).toBe('breaks');
  });

  test('says how it was counted', () => {
    expect(budgetSentences(budget)[1]).toBe(
      'In 30 days the watch called 5 times by its statistics; you called 1 of them false.',
    );
  });

  test('says nothing of a month after less than a day', () => {
    expect(budgetSentences({ ...budget, watchedDays: 0.9 })).toHaveLength(2);
  });
});

describe('the lines of a chart', () => {
  const columns = {
    atMs: Float64Array.of(1, 2),
    values: {
      tempChipMaxC: Float64Array.of(60, 61),
      fanRpm: Float64Array.of(4000, 4100),
      powerW: Float64Array.of(100, 101),
      roomTempC: Float64Array.of(20, 21),
      tempVrC: Float64Array.of(Number.NaN, Number.NaN),
    },
  };

  test('are of two units at most, and leave out what the miner does not tell', () => {
    const lines = chartLines(['tempVrC', 'tempChipMaxC', 'fanRpm', 'powerW', 'roomTempC'], columns, {});
    expect(lines.map(({ key, axis }) => [key, axis])).toEqual([
      ['tempChipMaxC', 'left'],
      ['fanRpm', 'right'],
      ['roomTempC', 'left'],
    ]);
  });

  test('are one empty line where it tells none of them', () => {
    expect(chartLines(['tempVrC'], columns, {}).map(({ key }) => key)).toEqual(['tempVrC']);
    expect(chartLines([], columns, {})).toEqual([]);
  });
});

test('a chart of evidence begins as long before a trouble as it lasted, a day to three weeks', () => {
  const nowMs = 100 * DAY_MS;
  expect(evidenceRange(nowMs - 5 * DAY_MS, undefined, nowMs)).toEqual({ fromMs: 90 * DAY_MS, toMs: nowMs });
  expect(evidenceRange(nowMs - 3_600_000, undefined, nowMs).fromMs).toBe(nowMs - 3_600_000 - DAY_MS);
  expect(evidenceRange(50 * DAY_MS, undefined, nowMs).fromMs).toBe(29 * DAY_MS);
  expect(evidenceRange(50 * DAY_MS, 52 * DAY_MS, nowMs).toMs).toBe(53 * DAY_MS);
});

test('many names are cut, and the rest is counted', () => {
  const names = new Map(['a', 'b', 'c', 'd', 'e'].map((id) => [id, id.toUpperCase()]));
  const others = (count: number) => `${count} others`;
  expect(namesOf(['a', 'gone', 'b'], names, others)).toMatch(/^A and B$/);
  expect(namesOf(['a', 'b', 'c', 'd', 'e'], names, others)).toContain('2 others');
  expect(namesOf(['gone'], names, others)).toBe('–');
});

test('rules stand beside a finding from the soonest on, and nothing called before it began', () => {
  const finding: HealthFinding = {
    id: 'f',
    trouble: 'hot-room',
    minerIds: ['a'],
    severity: 'act',
    sinceMs: 1000,
    foundAtMs: 3000,
    confidence: 0.9,
    evidence: [],
    checks: [],
    byFixedRules: { 'chip-hot': 5000, 'chip-jump': 900 },
  };
  expect(ruleRows([finding, { ...finding, id: 'g', severity: 'info' }])).toEqual([
    {
      finding,
      davylampMs: 2000,
      rules: [
        { rule: 'chip-jump', afterMs: 0 },
        { rule: 'chip-hot', afterMs: 4000 },
      ],
    },
  ]);
});

describe('a survival curve', () => {
  const curve = {
    days: [0, 100, 200, 300],
    survival: [1, 0.9, 0.8, 0.7],
    low: [1, 0.8, 0.6, 0.41],
    high: [1, 0.95, 0.9, 0.85],
  };

  test('is told at a third, two thirds and the end', () => {
    expect(survivalPoints(curve).map((point) => point.replaceAll('\u00a0', ' '))).toEqual([
      'in 100 days 90 % (80 % to 95 %)',
      'in 200 days 80 % (60 % to 90 %)',
      'in 300 days 70 % (41 % to 85 %)',
    ]);
    expect(survivalPoints({ days: [], survival: [], low: [], high: [] })).toEqual([]);
  });

  test('is drawn from the tenth below it, so that one that hardly falls does not look like a cliff', () => {
    expect(survivalScale(curve)).toEqual([0.4, 1]);
    expect(survivalScale({ ...curve, survival: [1, 0.999], low: [1, 0.998] })).toEqual([0.9, 1]);
    expect(survivalScale({ days: [], survival: [], low: [], high: [] })).toEqual([0.9, 1]);
  });
});

describe('planned work', () => {
  const money = (value: number) => ({ value, low: value, high: value });
  const work: PlannedWork = {
    id: 'w',
    minerId: 'a',
    work: 'clean',
    because: 'learned',
    dueAtMs: 0,
    costOfDoing: money(7),
    costOfWaitingPerDay: money(0.5),
    recovery: { value: 4, low: 2, high: 6, unit: 'K' },
  };

  test('pays for itself after what doing costs by what waiting costs a day', () => {
    expect(payWords(work).replaceAll('\u00a0', ' ')).toBe('Pays for itself in about 14 d.');
    expect(payWords({ ...work, costOfWaitingPerDay: money(0) })).toContain('Waiting costs nothing now');
  });

  test('brings back what it does in the owner’s units', () => {
    expect(recoveryWords(work, {})?.replaceAll('\u00a0', ' ')).toBe('4.0 K (2.0 K to 6.0 K) cooler');
    expect(recoveryWords(work, { temperatureUnit: 'F' })).toContain('7.2');
    expect(recoveryWords({ ...work, recovery: undefined }, {})).toBeUndefined();
  });
});
