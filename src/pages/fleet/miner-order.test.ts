import { expect, test } from 'vitest';
import { fakeView } from '../../../tests/preview/fake-views.ts';
import { orderedMiners, type Sort } from './miner-order.ts';

const nowMs = Date.UTC(2026, 0, 5, 12, 0);
const names = (sort: Sort, scenario: 'fine' | 'troubles') =>
  orderedMiners(fakeView(scenario, nowMs), sort, nowMs).map(({ miner }) => miner.name);

test('the worst stand first: what wants action, then stale, then degraded, then paused', () => {
  expect(names('worst', 'troubles')).toEqual([
    'Bathroom Nano',
    'Garage S19j',
    'Kitchen Gamma',
    'Cellar Ultra',
    'Attic NerdQ',
    'Desk Supra',
  ]);
});

test('miners that are equally well stand by name', () => {
  expect(names('worst', 'fine')).toEqual(names('name', 'fine'));
  expect(names('name', 'fine')[0]).toBe('Attic NerdQ');
});

test('by hashrate the largest stands first, and one without a live figure last', () => {
  expect(names('hashrate', 'fine')[0]).toBe('Garage S19j');
  expect(names('hashrate', 'troubles').slice(-2)).toEqual(['Cellar Ultra', 'Garage S19j']);
});

test('by temperature the hottest stands first', () => {
  expect(names('temperature', 'fine')[0]).toBe('Bathroom Nano');
});
