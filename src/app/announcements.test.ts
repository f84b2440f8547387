import { beforeAll, expect, test } from 'vitest';
import { fakeView, type Scenario } from '../../tests/preview/fake-views.ts';
import { loadAlertDetails } from '../ui/alert-details.ts';
import { announcements } from './announcements.ts';

beforeAll(loadAlertDetails);

const nowMs = Date.UTC(2026, 0, 5, 12, 0);
const between = (before: Scenario, after: Scenario, laterMs = 10_000) =>
  announcements(fakeView(before, nowMs), fakeView(after, nowMs + laterMs), 'here').map((words) =>
    words.replaceAll(/[\u00a0\u202f]/g, ' '),
  );

test('figures that tick are never read out', () => {
  expect(between('fine', 'fine')).toEqual([]);
  expect(between('troubles', 'troubles')).toEqual([]);
});

test('an alert that opens is read out once, with its sentence', () => {
  expect(between('fine', 'silent-death')).toEqual([
    'Kitchen Gamma: no shares for 14 min (99.9 % sure it stopped).',
  ]);
});

test('a state that changes without an alert is read out in two words', () => {
  expect(between('fine', 'stale')).toEqual(['Attic NerdQ: stale.']);
  expect(between('stale', 'fine')).toEqual(['Attic NerdQ: hashing.']);
});

test('the end of an alert is read out as its end', () => {
  const before = fakeView('silent-death', nowMs);
  const after = fakeView('fine', nowMs + 60_000);
  const ended = before.alerts.map((alert) => ({
    ...alert,
    resolvedAtMs: alert.resolvedAtMs ?? nowMs + 60_000,
  }));
  expect(announcements(before, { ...after, alerts: ended }, 'here')[0]).toContain(
    'finds shares again after 15',
  );
});

test('when the helper goes, that is one sentence and not one a miner', () => {
  expect(between('fine', 'no-helper')).toEqual(['Nobody is watching: the helper does not answer.']);
  expect(between('no-helper', 'fine')).toEqual(['The helper answers again.']);
});

test('a phone that loses its way to the helper does not call out that nobody watches', () => {
  const spoken = announcements(fakeView('fine', nowMs), fakeView('no-helper', nowMs), 'away');
  expect(spoken).toEqual([
    'This device does not reach the computer that runs Davylamp, which may be watching.',
  ]);
});

test('of miners that fell together none is called back by itself while the others are away', () => {
  const before = fakeView('together', nowMs);
  const { miners } = fakeView('fine', nowMs + 10_000);
  const alerts = before.alerts.map((alert) => ({ ...alert, backIds: ['a1'] }));
  const after = {
    ...before,
    alerts,
    atMs: nowMs + 10_000,
    miners: before.miners.map((view, place) => (view.miner.id === 'a1' ? (miners[place] ?? view) : view)),
  };
  expect(announcements(before, after, 'here')).toEqual([]);
});
