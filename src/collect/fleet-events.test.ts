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

const POOL = { url: 'stratum+tcp://a:1', user: 'bc1qabcdefghijklmnopqrst7f3k.shed', active: true };
const BACKUP = { url: 'stratum+tcp://b:1', user: 'me' };

test('a pool of its own list that takes over is the device’s own doing, one from elsewhere is not', () => {
  const before = observed({ pools: [POOL, BACKUP] });
  const over = observed({
    pools: [
      { ...POOL, active: false },
      { ...BACKUP, active: true },
    ],
  });
  expect(eventsBetween('m', before, over)).toMatchObject([{ kind: 'pool-changed', isOwn: true }]);
  const sent = observed({ pools: [{ url: 'stratum+tcp://c:1', user: 'me', active: true }] });
  const [event] = eventsBetween('m', before, sent);
  expect(event?.kind).toBe('pool-changed');
  expect(event?.isOwn).toBeUndefined();
});

test('another payout address at the same pool is told by its ends', () => {
  const before = observed({ pools: [POOL, BACKUP] });
  const thief = { ...POOL, user: 'bc1qzzzzzzzzzzzzzzzzzzzz9x9x.shed' };
  expect(eventsBetween('m', before, observed({ pools: [thief, BACKUP] }))).toMatchObject([
    {
      kind: 'pools-set',
      from: 'stratum+tcp://a:1 for bc1qab…7f3k.shed',
      to: 'stratum+tcp://a:1 for bc1qzz…9x9x.shed',
    },
  ]);
  expect(kinds(before, observed({ pools: [] }))).toEqual([]);
});

test('a mode, a limit and a fan that were set are told as they were and are', () => {
  const told = (before: Partial<Reading>, after: Partial<Reading>) =>
    eventsBetween('m', observed(before), observed(after)).map(
      ({ kind, from, to }) => `${kind} ${from} ${to}`,
    );
  expect(told({ workMode: 'eco' }, { workMode: 'turbo' })).toEqual(['mode-changed eco turbo']);
  expect(told({ powerLimitW: 3000 }, { powerLimitW: 2800 })).toEqual(['power-limit-changed 3000 W 2800 W']);
  expect(told({ fanSet: { auto: true } }, { fanSet: { auto: false, percent: 70 } })).toEqual([
    'fan-changed automatic 70 %',
  ]);
  expect(told({ fans: [{ percent: 40 }] }, { fans: [{ percent: 60 }] })).toEqual([]);
});

test('a mode of rest is a pause and no other mode', () => {
  const [working, resting] = [
    observed({ workMode: 'normal', paused: false }),
    observed({ workMode: 'sleep', paused: true }),
  ];
  expect(kinds(working, resting)).toEqual(['paused']);
  expect(kinds(resting, working)).toEqual(['resumed']);
});
