import { expect, test } from 'vitest';
import { fakeView } from '../../tests/preview/fake-views.ts';
import { notificationsBetween } from './alert-notifications.ts';

const nowMs = Date.UTC(2026, 0, 5, 12, 0);
const fine = fakeView('fine', nowMs);
const silent = fakeView('silent-death', nowMs);
const ended = {
  ...silent,
  alerts: silent.alerts.map((alert) => ({ ...alert, resolvedAtMs: alert.resolvedAtMs ?? nowMs })),
};

test('an alert that wants action is notified once, and leads to its miner', () => {
  const [news, ...others] = notificationsBetween(fine, silent);
  expect(news).toMatchObject({ title: 'Kitchen Gamma: Finds nothing', path: '/miner/a1', silent: false });
  expect(news?.body).toContain('7.2 shares should have come');
  expect(others).toEqual([]);
  expect(notificationsBetween(silent, silent)).toEqual([]);
});

test('its end is notified too, without sound, in the place of its beginning', () => {
  const [begin] = notificationsBetween(fine, silent);
  const [end] = notificationsBetween(silent, ended);
  expect(end).toMatchObject({ tag: begin?.tag, silent: true });
});

test('what is only to be watched is not worth a notification', () => {
  const together = fakeView('together', nowMs);
  expect(together.alerts.map(({ severity }) => severity)).toEqual(['watch']);
  expect(notificationsBetween(fine, together)).toEqual([]);
});

test('an alert that turns from watch to act is news', () => {
  const watched = {
    ...silent,
    alerts: silent.alerts.map((alert) => ({ ...alert, severity: 'watch' as const })),
  };
  expect(notificationsBetween(watched, silent)).toHaveLength(1);
});

test('an alert that was over before this page looked is not news', () => {
  expect(notificationsBetween(fine, ended)).toEqual([]);
});

/** The same fleet while its first miner is muted. */
const muted = (view: typeof silent, untilMs = nowMs + 60_000) => ({
  ...view,
  miners: view.miners.map((each) =>
    each.miner.id === 'a1'
      ? { ...each, miner: { ...each.miner, mute: { untilMs, by: 'owner' as const } } }
      : each,
  ),
});

test('of a muted miner nobody is notified, neither of its trouble nor of the end of it', () => {
  expect(notificationsBetween(muted(fine), muted(silent))).toEqual([]);
  expect(notificationsBetween(muted(silent), muted(ended))).toEqual([]);
});

test('what is still wrong when a mute ends is notified then', () => {
  const later = { ...muted(silent), atMs: nowMs + 60_001 };
  expect(notificationsBetween(muted(silent), later)).toHaveLength(1);
  expect(notificationsBetween(later, later)).toEqual([]);
});
