import { expect, test } from 'vitest';
import type { HealthFinding, RepairOutcome } from '../../domain/health/health-report.ts';
import { type Happenings, timelineEntries } from './timeline-entries.ts';

const finding: HealthFinding = {
  id: 'f',
  trouble: 'fan-wear',
  minerIds: ['a', 'b'],
  severity: 'watch',
  sinceMs: 100,
  foundAtMs: 200,
  endedAtMs: 400,
  confidence: 0.9,
  evidence: [{ figure: 'fan-speed', nats: 3, sinceMs: 100, charts: ['fanRpm'] }],
  checks: [],
  byFixedRules: {},
};
const alert = {
  id: 'x',
  minerIds: ['b'],
  severity: 'act',
  openedAtMs: 300,
  evidence: { sinceMs: 290 },
} as const;
const happened: Happenings = {
  findings: [finding],
  log: [{ id: 'l', minerId: 'a', atMs: 350, kind: 'part-failed', component: 'fan', told: 'hand' }],
  alerts: [
    { ...alert, kind: 'unreachable' },
    { ...alert, id: 'y', kind: 'finding' },
  ],
  events: [{ id: 'e', minerId: 'c', atMs: 50, kind: 'restarted' }],
};
const range = { fromMs: 0, toMs: 1000 };
const ids = (over: Partial<Parameters<typeof timelineEntries>[1]> = {}) =>
  timelineEntries(happened, { ...range, ...over }).map(({ id }) => id);

test('everything stands in one order, newest first, a finding when it was found and when it ended', () => {
  expect(ids()).toEqual(['ended f', 'log l', 'alert x', 'found f', 'event e']);
});

test('work stands with what came of it, trouble by trouble where that differs', () => {
  const repair = { eventId: 'l', minerId: 'a', kind: 'cleaned', atMs: 350 } as const;
  const words = (...outcomes: readonly RepairOutcome[]) => {
    const findings = outcomes.map((outcome, index) => ({
      ...finding,
      id: `${index}`,
      trouble: index === 0 ? ('fan-wear' as const) : ('thermal-resistance' as const),
      repairs: [
        { ...repair, outcome },
        { ...repair, eventId: 'another', outcome: 'refuted' as const },
      ],
    }));
    const log = [{ id: 'l', minerId: 'a', atMs: 350, kind: 'cleaned', told: 'hand' }] as const;
    const all = timelineEntries({ ...happened, findings, log }, range);
    return all.find(({ id }) => id === 'log l')?.what;
  };
  expect(words('undecided')).toBe('Cleaned (the readings cannot tell whether it helped)');
  expect(words('confirmed', 'confirmed')).toBe('Cleaned (it helped)');
  expect(words('confirmed', 'refuted')).toMatch(/^Cleaned \(.*fan.*: it helped; .*: it did not help\)$/i);
});

test('of one miner stands what concerns it, also with others', () => {
  expect(ids({ minerId: 'b' })).toEqual(['ended f', 'alert x', 'found f']);
  expect(ids({ minerId: 'c' })).toEqual(['event e']);
});

test('nothing from outside of the time stands there', () => {
  expect(ids({ fromMs: 60, toMs: 300 })).toEqual(['alert x', 'found f']);
});

test('a finding is shown by its own evidence, anything else by hashrate and temperature', () => {
  const [ended, logged] = timelineEntries(happened, range);
  expect(ended?.charts).toEqual(['fanRpm']);
  expect(ended?.finding).toBe(finding);
  expect(logged?.what).toBe('Fan failed');
  expect(logged?.charts[0]).toBe('hashrateHs');
});
