import { describe, expect, test } from 'vitest';
import { goneOf, readWatchedMachines, remembered, type WatchedMachine } from './watched-machines.ts';

const DAY_MS = 86_400_000;

function span(minerId: string, fromDay: number, toDay: number): WatchedMachine {
  return {
    minerId,
    watchedFromMs: fromDay * DAY_MS,
    watchedToMs: toDay * DAY_MS,
    size: 'small',
    load: {},
    coolingFindings: [],
  };
}

describe('the machines that are remembered', () => {
  test('are those that went, with those that are there as they are now', () => {
    const before = remembered([], [span('a', 0, 10), span('b', 0, 10)]);
    expect(remembered(before, [span('a', 0, 20)])).toEqual([span('b', 0, 10), span('a', 0, 20)]);
  });

  test('have a span for each time that one was there', () => {
    const again = remembered([span('a', 0, 10)], [span('a', 30, 40)]);
    expect(again).toEqual([span('a', 0, 10), span('a', 30, 40)]);
    expect(goneOf(again, [span('a', 30, 41)])).toEqual([span('a', 0, 10)]);
    expect(remembered(again, [span('a', 30, 41)])).toHaveLength(2);
  });

  test('are read as they were kept, and what is damaged is left out', () => {
    const found = { minerIds: ['a'], trouble: 'thermal-resistance', sinceMs: DAY_MS } as const;
    const whole = { ...span('a', 0, 10), load: { chipC: 61 }, newAtMs: -DAY_MS, coolingFindings: [found] };
    const damaged = [
      null,
      { ...whole, minerId: 1 },
      { ...whole, watchedToMs: Number.NaN },
      { ...whole, size: 'huge' },
      { ...whole, load: { chipC: 'hot' } },
      { ...whole, coolingFindings: [{}] },
    ];
    expect(readWatchedMachines(structuredClone([whole, ...damaged]))).toEqual([whole]);
    expect(readWatchedMachines(undefined)).toEqual([]);
    expect(readWatchedMachines({ 0: whole })).toEqual([]);
  });
});
