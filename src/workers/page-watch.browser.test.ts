import { afterEach, expect, test, vi } from 'vitest';
import { watchPage } from './page-watch.ts';

afterEach(() => {
  vi.restoreAllMocks();
  Reflect.deleteProperty(navigator, 'getBattery');
});

function withBattery(charging: boolean) {
  const battery = Object.assign(new EventTarget(), { charging });
  Object.defineProperty(navigator, 'getBattery', { configurable: true, value: async () => battery });
  return battery;
}

test('what the device runs on is told at first, and when it changes', async () => {
  const battery = withBattery(false);
  const told = vi.fn();
  const stop = watchPage(told);
  await vi.waitFor(() => expect(told).toHaveBeenLastCalledWith({ isHidden: false, isOnBattery: true }));
  battery.charging = true;
  battery.dispatchEvent(new Event('chargingchange'));
  expect(told).toHaveBeenLastCalledWith({ isHidden: false, isOnBattery: false });
  stop();
});

test('whether anybody sees the page is told, until it is stopped', () => {
  const told = vi.fn();
  const stop = watchPage(told);
  const seen = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden');
  document.dispatchEvent(new Event('visibilitychange'));
  expect(told.mock.lastCall?.[0].isHidden).toBe(true);
  stop();
  seen.mockReturnValue('visible');
  document.dispatchEvent(new Event('visibilitychange'));
  expect(told.mock.lastCall?.[0].isHidden).toBe(true);
});
