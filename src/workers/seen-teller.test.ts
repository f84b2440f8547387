import { expect, test, vi } from 'vitest';
import { DeviceError } from '../devices/transport.ts';
import type { Alert } from '../domain/alert.ts';
import type { SeenAlarm } from '../domain/channel.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { hasSeen } from './seen-alerts.ts';
import { SeenTeller } from './seen-teller.ts';

const NOW = Date.UTC(2026, 0, 15, 12);
const alert: Alert = {
  id: 'hot',
  kind: 'overheated',
  minerIds: ['a', 'b'],
  severity: 'act',
  openedAtMs: NOW,
  acknowledgedAtMs: NOW + 1,
  evidence: { sinceMs: NOW },
};
const view = (alerts: readonly Alert[], more: Partial<FleetView> = {}): FleetView => ({
  fleet: 'real',
  atMs: NOW,
  leading: true,
  recorder: { clockOffsetMs: 0 },
  miners: [],
  settings: DEFAULT_SETTINGS,
  alerts,
  ...more,
});

function teller(answer: () => Promise<void> = async () => {}) {
  const told: SeenAlarm[] = [];
  let nowMs = NOW;
  const seen = new SeenTeller({
    nowMs: () => nowMs,
    tell: async (alarm) => {
      await answer();
      told.push(alarm);
    },
  });
  return { seen, told, pass: (ms: number) => (nowMs += ms) };
}

test('what was seen is told once, of each of its miners', async () => {
  const { seen, told } = teller();
  await seen.fleetChanged(view([alert]));
  await seen.fleetChanged(view([alert]));
  expect(told).toEqual([
    { kind: 'overheated', minerId: 'a' },
    { kind: 'overheated', minerId: 'b' },
  ]);
});

test('while the helper is away it is told again, later and later, until it answers', async () => {
  vi.spyOn(console, 'info').mockReturnValue(undefined);
  let asked = 0;
  const { seen, told, pass } = teller(async () => {
    asked += 1;
    if (asked < 3) throw new DeviceError('no-proxy', 'away');
  });
  await seen.fleetChanged(view([alert]));
  await seen.fleetChanged(view([alert]));
  expect(asked).toBe(1);
  pass(5_000);
  await seen.fleetChanged(view([alert]));
  pass(5_000);
  await seen.fleetChanged(view([alert]));
  expect(asked).toBe(2);
  pass(5_000);
  await seen.fleetChanged(view([alert]));
  expect(told).toHaveLength(2);
  vi.restoreAllMocks();
});

test('a helper that knows no such alert is not asked for ever', async () => {
  let asked = 0;
  const { seen } = teller(async () => {
    asked += 1;
    throw new DeviceError('unreadable-reply', 'the request names no alarm');
  });
  await seen.fleetChanged(view([alert]));
  await seen.fleetChanged(view([alert]));
  expect(asked).toBe(2);
});

test('there is nothing to tell without a recorder, from a tab that follows, or of what is over or not seen', () => {
  expect(hasSeen(view([alert]))).toBe(true);
  expect(hasSeen(view([alert], { recorder: undefined }))).toBe(false);
  expect(hasSeen(view([alert], { leading: false }))).toBe(false);
  expect(hasSeen(view([{ ...alert, resolvedAtMs: NOW + 2 }]))).toBe(false);
  expect(hasSeen(view([{ ...alert, acknowledgedAtMs: undefined }]))).toBe(false);
});
