import { describe, expect, test } from 'vitest';
import type { HealthFinding } from '../../domain/health/health-report.ts';
import { raceOf, standings } from './rule-race.ts';
import { ruleRows } from './rule-rows.ts';

const HOUR_MS = 3_600_000;

function found(afterHours: number, byFixedRules: HealthFinding['byFixedRules']): HealthFinding {
  return {
    id: `${afterHours}`,
    trouble: 'slow-decline',
    minerIds: ['a'],
    severity: 'watch',
    sinceMs: 0,
    foundAtMs: afterHours * HOUR_MS,
    confidence: 0.99,
    evidence: [],
    checks: [],
    byFixedRules,
  };
}

function row(afterHours: number, byFixedRules: HealthFinding['byFixedRules']) {
  const [only] = ruleRows([found(afterHours, byFixedRules)]);
  if (!only) throw new Error('there is no row');
  return only;
}

describe('a race', () => {
  test('is run by those who called, the soonest first, each where it called', () => {
    const { lanes, silent } = raceOf(row(6, { 'hashrate-drop': HOUR_MS, 'chip-hot': 12 * HOUR_MS }));
    expect(lanes.map(({ racer }) => racer)).toEqual(['hashrate-drop', 'davylamp', 'chip-hot']);
    expect(silent).toEqual(['efficiency-rise', 'chip-jump']);
    const [first, second, third] = lanes.map(({ at }) => at);
    expect((second ?? 0) / (first ?? 1)).toBeCloseTo(6);
    expect((third ?? 0) / (second ?? 1)).toBeCloseTo(2);
    expect(third).toBeLessThan(1);
  });

  test('that is over at once stands at the beginning of its scale, not at its end', () => {
    expect(raceOf(row(0, {})).lanes).toEqual([{ racer: 'davylamp', afterMs: 0, at: 0 }]);
  });

  test('is won, shared within a quarter of an hour, lost, or run alone', () => {
    const rows = [
      row(1, { 'chip-hot': 2 * HOUR_MS }),
      row(1, { 'chip-hot': 1.2 * HOUR_MS }),
      row(3, { 'chip-hot': 2 * HOUR_MS, 'chip-jump': 9 * HOUR_MS }),
      row(3, {}),
      row(4, {}),
    ];
    expect(standings(rows)).toEqual({ first: 1, together: 1, later: 1, alone: 2 });
  });
});
