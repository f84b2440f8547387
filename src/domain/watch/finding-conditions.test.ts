import { expect, test } from 'vitest';
import type { HealthFinding } from '../health/health-report.ts';
import { findingConditions } from './finding-conditions.ts';

const sag: HealthFinding = {
  id: 'f1',
  minerIds: ['a', 'b'],
  trouble: 'supply-sag',
  severity: 'watch',
  sinceMs: 5,
  foundAtMs: 10,
  confidence: 0.999,
  evidence: [
    { figure: 'supply', nats: 9, sinceMs: 5, charts: ['voltageInV', 'currentA'] },
    { figure: 'errors', nats: 12, sinceMs: 5, charts: ['hwErrorPct'] },
  ],
  causes: { causes: [{ cause: 'weak-supply', chance: 0.9, reasons: [] }], otherwise: 0.1 },
  checks: [],
  byFixedRules: {},
};

test('a finding is a condition of each miner that it concerns, with its likeliest cause and its strongest chart', () => {
  expect(findingConditions([sag])).toMatchObject(
    ['a', 'b'].map((minerId) => ({
      kind: 'finding',
      minerId,
      severity: 'watch',
      confidence: 0.999,
      evidence: {
        sinceMs: 5,
        chart: 'hwErrorPct',
        found: { findingId: 'f1', trouble: 'supply-sag', cause: { cause: 'weak-supply', chance: 0.9 } },
      },
    })),
  );
});

test('what has ended, and what only informs, is no condition', () => {
  expect(
    findingConditions([
      { ...sag, endedAtMs: 20 },
      { ...sag, severity: 'info' },
    ]),
  ).toEqual([]);
});

test('what a miner itself tells has no odds, and a finding without causes names none', () => {
  const [told] = findingConditions([{ ...sag, confidence: 1, causes: undefined, evidence: [] }]);
  expect(told?.confidence).toBeUndefined();
  expect(told?.evidence.found?.cause).toBeUndefined();
  expect(told?.evidence.chart).toBeUndefined();
});
