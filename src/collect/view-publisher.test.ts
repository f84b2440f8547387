import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fakeFleet } from '../../tests/preview/fake-fleet.ts';
import type { FleetView } from '../domain/fleet-view.ts';
import { DEFAULT_SETTINGS } from '../domain/settings.ts';
import { ViewPublisher } from './view-publisher.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function publisher(size = 0) {
  const told: number[] = [];
  const heard: number[] = [];
  const view = (): FleetView => ({
    fleet: 'real',
    atMs: Date.now(),
    leading: true,
    miners: fakeFleet(size, 0).miners,
    alerts: [],
    settings: DEFAULT_SETTINGS,
  });
  const views = new ViewPublisher({ nowMs: Date.now, view, tellOthers: ({ atMs }) => void told.push(atMs) });
  views.subscribe(({ atMs }) => void heard.push(atMs));
  heard.length = 0;
  return { views, told, heard };
}

test('the first news goes out at once, a burst after it as one', () => {
  const { views, heard, told } = publisher();
  views.soon();
  vi.advanceTimersByTime(0);
  expect(heard).toHaveLength(1);
  for (let change = 0; change < 50; change += 1) views.soon();
  vi.advanceTimersByTime(199);
  expect(heard).toHaveLength(1);
  vi.advanceTimersByTime(1);
  expect(heard).toHaveLength(2);
  expect(told).toEqual(heard);
});

test('what somebody waits for is out before they go on, and once', () => {
  const { views, heard } = publisher();
  views.soon();
  views.now();
  expect(heard).toHaveLength(1);
  vi.advanceTimersByTime(1_000);
  expect(heard).toHaveLength(1);
});

test('a clock that is set back delays nothing', () => {
  const { views, heard } = publisher();
  views.now();
  vi.setSystemTime(Date.now() - 3_600_000);
  views.soon();
  vi.advanceTimersByTime(200);
  expect(heard).toHaveLength(2);
});

test('nothing is heard after the end', () => {
  const { views, heard } = publisher();
  views.soon();
  views.stop();
  views.now();
  vi.advanceTimersByTime(1_000);
  expect(heard).toEqual([]);
});

test('a fleet of 1,000 is told once a second, however closely its answers come', () => {
  const { views, heard } = publisher(1_000);
  views.now();
  for (let answer = 0; answer < 20; answer += 1) {
    views.soon();
    vi.advanceTimersByTime(100);
  }
  expect(heard).toHaveLength(3);
});
