import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fakeView, SCENARIOS } from '../../../tests/preview/fake-views.ts';
import type { FleetView } from '../../domain/fleet-view.ts';
import { COUNTERS, type FleetFilter, isFiltering, NO_FILTER, sift } from './fleet-filter.ts';
import { fleetStatus } from './fleet-status.ts';

const nowMs = Date.UTC(2026, 0, 5, 12, 0);
const TAGS: Readonly<Record<string, readonly string[]>> = {
  a1: ['Kitchen'],
  e5: ['garage', 'loud'],
  f6: ['Garage'],
};

function tagged(view: FleetView): FleetView {
  const miners = view.miners.map((each) => ({
    ...each,
    miner: { ...each.miner, tags: TAGS[each.miner.id] },
  }));
  return { ...view, miners };
}

const troubles = tagged(fakeView('troubles', nowMs));
const names = (filter: Partial<FleetFilter>, view = troubles) =>
  sift(view, { ...NO_FILTER, ...filter }, nowMs).shown.map(({ miner }) => miner.name);

test('each state of the cards is counted once, and stale and lost ones do not answer', () => {
  expect(sift(troubles, NO_FILTER, nowMs).counts).toEqual({
    all: 6,
    problems: 5,
    hashing: 0,
    degraded: 2,
    paused: 1,
    offline: 1,
    unanswered: 2,
  });
});

test('a miner that hashes with an open alert hashes and is a problem', () => {
  const [first] = fakeView('silent-death', nowMs).alerts;
  const view = { ...fakeView('fine', nowMs), alerts: first ? [first] : [] };
  expect(names({ counter: 'hashing' }, view)).toContain('Kitchen Gamma');
  expect(names({ counter: 'problems' }, view)).toEqual(['Kitchen Gamma']);
});

test('the problems are those that the status sentence does not call fine', () => {
  for (const scenario of SCENARIOS) {
    const view = fakeView(scenario, nowMs);
    const said = /^(\d) of (\d) miners fine/.exec(fleetStatus(view, nowMs, 'here')?.headline ?? '');
    if (said) expect(sift(view, NO_FILTER, nowMs).counts.problems).toBe(Number(said[2]) - Number(said[1]));
  }
});

test('a tag is found in every writing, and counted by its most frequent one', () => {
  expect(names({ tag: 'GARAGE' })).toEqual(['Garage S19j', 'Cellar Ultra']);
  expect(sift(troubles, NO_FILTER, nowMs).tags).toEqual([
    { tag: 'garage', count: 2 },
    { tag: 'Kitchen', count: 1 },
    { tag: 'loud', count: 1 },
  ]);
});

test('all words must stand somewhere in name, model, address or tags', () => {
  expect(names({ words: 'bitaxe' })).toEqual(['Kitchen Gamma', 'Desk Supra', 'Cellar Ultra']);
  expect(names({ words: ' BITAXE  garage ' })).toEqual(['Cellar Ultra']);
  expect(names({ words: '192.168.1.181' })).toEqual(['Kitchen Gamma']);
  expect(names({ words: 'no such miner' })).toEqual([]);
});

test('nothing typed but a blank filters nothing', () => {
  expect(isFiltering({ ...NO_FILTER, words: '  ' })).toBe(false);
  expect(isFiltering({ ...NO_FILTER, tag: 'x' })).toBe(true);
});

const filters = fc.record({
  counter: fc.constantFrom(...COUNTERS),
  tag: fc.constantFrom(undefined, 'garage', 'loud', 'nowhere'),
  words: fc.constantFrom('', 'a', 'garage', 'axe', 'zzz'),
});

test('what stands on a counter or a tag is the number of cards that pressing it shows', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SCENARIOS), filters, (scenario, filter) => {
      const view = tagged(fakeView(scenario, nowMs));
      const { counts, tags } = sift(view, filter, nowMs);
      for (const counter of COUNTERS) {
        expect(sift(view, { ...filter, counter }, nowMs).shown).toHaveLength(counts[counter]);
      }
      for (const { tag, count } of tags) {
        expect(sift(view, { ...filter, tag }, nowMs).shown).toHaveLength(count);
      }
    }),
  );
});

test('the states share all miners out among them, none twice', () => {
  fc.assert(
    fc.property(fc.constantFrom(...SCENARIOS), filters, (scenario, filter) => {
      const { counts } = sift(fakeView(scenario, nowMs), filter, nowMs);
      const { hashing, degraded, paused, offline, unanswered } = counts;
      expect(hashing + degraded + paused + offline + unanswered).toBe(counts.all);
    }),
  );
});
