import { expect, test } from 'vitest';
import { deviceName } from './device-name.ts';

test.each([
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) Safari/604.1', 5, 'iPhone'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605.1.15', 5, 'iPad'],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Chrome/142.0.0.0', 0, 'Mac'],
  ['Mozilla/5.0 (Linux; Android 10; K) Chrome/142.0.0.0 Mobile', 5, 'Android phone'],
  ['Mozilla/5.0 (Windows NT 10.0; Win64; x64) Firefox/145.0', 10, 'Windows computer'],
  ['Mozilla/5.0 (X11; Linux x86_64) Firefox/145.0', 0, 'Linux computer'],
  ['something else', 0, 'Device'],
])('%s is called by what its owner calls it', (userAgent, maxTouchPoints, name) => {
  expect(deviceName({ userAgent, maxTouchPoints })).toBe(name);
});
