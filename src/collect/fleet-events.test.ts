import { expect, test } from 'vitest';
import type { Reading } from '../domain/reading.ts';
import { eventsBetween, type Observation } from './fleet-events.ts';

const observed = (change: Partial<Reading>, firmware = 'v2.12.0'): Observation => ({
  identity: { family: 'axeos', algorithm: 'sha256', firmware },
  reading: { atMs: 1_000, fans: [], shares: {}, boards: [], pools: [], faults: [], oddities: [], ...change },
});
const kinds = (before: Observation, after: Observation) =>
  eventsBetween('m', before, after).map((event) => event.kind);

test('an up-time that falls is a restart, one that wobbles is not', () => {
  expect(kinds(observed({ uptimeS: 5_000 }), observed({ uptimeS: 12 }))).toEqual(['restarted']);
  expect(kinds(observed({ uptimeS: 5_000 }), observed({ uptimeS: 4_998 }))).toEqual([]);
});

test('another clock or voltage is a changed setting, told as it was and is', () => {
  const [event] = eventsBetween(
    'm',
    observed({ frequencyMhz: 525, voltageCoreSetV: 1.15 }),
    observed({ frequencyMhz: 575, voltageCoreSetV: 1.2 }),
  );
  expect(event).toMatchObject({ kind: 'setting-changed', from: '525 MHz, 1150 mV', to: '575 MHz, 1200 mV' });
});

test('a clock that a device moves by itself is no changed setting', () => {
  expect(kinds(observed({ frequencyMhz: 450.9 }), observed({ frequencyMhz: 452.1 }))).toEqual([]);
});

test('a pool that takes over is told', () => {
  const on = (url: string) => observed({ pools: [{ url, active: true }] });
  expect(kinds(on('stratum+tcp://a:1'), on('stratum+tcp://b:1'))).toEqual(['pool-changed']);
});

test('a field that one answer lacks is no change', () => {
  expect(kinds(observed({ uptimeS: 100, bestShare: 5, paused: false }), observed({}))).toEqual([]);
});

test('firmware, best share, pause and return are told', () => {
  expect(
    kinds(observed({ bestShare: 100, paused: false }), observed({ bestShare: 200, paused: true }, 'v2.13.0')),
  ).toEqual(['firmware-changed', 'best-share', 'paused']);
  expect(kinds(observed({ paused: true }), observed({ paused: false }))).toEqual(['resumed']);
});
