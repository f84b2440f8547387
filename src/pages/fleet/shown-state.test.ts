import { expect, test } from 'vitest';
import { fakeView } from '../../../tests/preview/fake-views.ts';
import { shownState, staleWithoutHelper } from './shown-state.ts';

const nowMs = Date.UTC(2026, 0, 5, 12, 0);

test('a view whose collector fell silent turns stale by the page’s own clock, and accuses nobody', () => {
  const view = fakeView('fine', nowMs);
  const [miner] = view.miners;
  if (!miner) throw new Error('the fake fleet is empty');
  const after = (ms: number) => shownState(miner, view.settings, nowMs + ms);
  expect([after(0), after(40_000), after(60_000), after(20 * 60_000)]).toEqual([
    'hashing',
    'hashing',
    'stale',
    'stale',
  ]);
});

test('a clock that was set back makes nothing stale', () => {
  const view = fakeView('fine', nowMs);
  const states = view.miners.map((miner) => shownState(miner, view.settings, nowMs - 3_600_000));
  expect(new Set(states)).toEqual(new Set(['hashing']));
});

test('the moment the helper is gone, no miner is live, and a lost one stays lost', () => {
  const cut = staleWithoutHelper({ ...fakeView('troubles', nowMs), proxyProblem: 'no-proxy' });
  expect(cut.miners.map(({ state }) => state)).toEqual(['stale', 'stale', 'stale', 'stale', 'lost', 'stale']);
});

test('with the helper a view stays as the collector gave it', () => {
  const view = fakeView('troubles', nowMs);
  expect(staleWithoutHelper(view)).toBe(view);
});
