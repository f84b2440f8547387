import { expect, test } from 'vitest';
import { fakeView, type Scenario } from '../../../tests/preview/fake-views.ts';
import { fleetStatus, problems } from './fleet-status.ts';

const nowMs = Date.UTC(2026, 0, 5, 12, 0);
const plain = (text: string | undefined) => text?.replaceAll(/[\u00a0\u202f]/g, ' ');
const statusOf = (scenario: Scenario) => fleetStatus(fakeView(scenario, nowMs), nowMs, 'here');
const words = (scenario: Scenario) =>
  plain([statusOf(scenario)?.headline, statusOf(scenario)?.detail].filter(Boolean).join(' '));

test('a fleet without trouble is fine, in one short sentence', () => {
  expect(words('fine')).toBe('All 6 miners fine.');
});

test('an owner who has typed no price is led to it, but not in the demo', () => {
  expect(statusOf('fine')?.next?.href).toBe('/pay');
  expect(fleetStatus(fakeView('fine', nowMs, 'demo'), nowMs, 'here')?.next).toBeUndefined();
});

test('a miner that stopped silently is named with its time and odds, and its page is one press away', () => {
  expect(words('silent-death')).toBe(
    '5 of 6 miners fine. Kitchen Gamma: no shares for 14 min (99.9 % sure it stopped).',
  );
  expect(statusOf('silent-death')?.next).toEqual({ label: 'Look at Kitchen Gamma', href: '/miner/a1' });
});

test('of many troubles the worst is told and the others are counted', () => {
  const sentence = words('troubles');
  expect(sentence).toMatch(/^1 of 6 miners fine\. /);
  expect(sentence).toMatch(/And 4 more things\.$/);
  expect(statusOf('troubles')?.tone).toBe('act');
});

test('three miners that fell together are one problem, and the way to them is looked at', () => {
  expect(problems(fakeView('together', nowMs), nowMs)).toHaveLength(1);
  expect(words('together')).toContain(
    '3 of 6 miners fine. Kitchen Gamma, Desk Supra and 1 more: no answer for 6 min',
  );
  expect(statusOf('together')?.next?.href).toBe('/add');
});

test('a stale miner is told with the age of its last answer before any alert is sure', () => {
  expect(words('stale')).toBe('5 of 6 miners fine. Attic NerdQ: last answer 2 min ago, stale.');
});

test('without the helper nobody is called fine', () => {
  expect(words('no-helper')).toMatch(/^Nobody is watching: .* What you see was true at \d/);
  expect(words('no-helper')).not.toContain('fine');
});

test('a phone without a network does not say that nobody is watching, nor in the tone of an alarm', () => {
  const status = fleetStatus(fakeView('no-helper', nowMs), nowMs, 'offline');
  expect(status).toMatchObject({
    tone: 'waiting',
    headline: 'This device is offline. The computer that runs Davylamp may be watching.',
  });
  expect(status?.detail).toMatch(/^What you see was true at \d/);
});

test('a phone that does not reach the computer says so, and no more', () => {
  expect(fleetStatus(fakeView('no-helper', nowMs), nowMs, 'away')).toMatchObject({
    tone: 'waiting',
    headline: 'This device does not reach the computer that runs Davylamp, which may be watching.',
  });
  expect(fleetStatus(fakeView('not-paired', nowMs), nowMs, 'away')?.headline).toMatch(/^Nobody is watching/);
});

test('without the helper there is one problem, not one a miner', () => {
  expect(problems(fakeView('not-paired', nowMs), nowMs)).toHaveLength(1);
});

test('before the first answer the page waits and claims nothing', () => {
  expect(statusOf('waiting')).toEqual({
    tone: 'waiting',
    headline: 'Waiting for the first answer of 6 miners.',
  });
});

test('until the first answers the page asks, and calls nobody fine or ill by what was true before', () => {
  for (const scenario of ['fine', 'troubles'] as const) {
    const asking = { ...fakeView(scenario, nowMs), asking: true, alerts: [] };
    expect(fleetStatus(asking, nowMs, 'here')).toMatchObject({
      tone: 'waiting',
      headline: 'Asking 6 miners …',
      detail: expect.stringMatching(/^What you see was true at /),
    });
    expect(problems(asking, nowMs)).toEqual([]);
  }
});

test('a fleet without miners has no status', () => {
  expect(statusOf('empty')).toBeUndefined();
});

test('a paused miner is fine and mentioned', () => {
  const view = fakeView('fine', nowMs);
  const [first, ...others] = view.miners;
  if (!first) throw new Error('the fake fleet is empty');
  const paused = { ...view, miners: [{ ...first, state: 'paused' as const }, ...others] };
  expect(fleetStatus(paused, nowMs, 'here')?.detail).toBe('1 of them is paused.');
});
