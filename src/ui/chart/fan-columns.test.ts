import { expect, test } from 'vitest';
import type { ForecastStep } from '../../domain/forecast.ts';
import { fanColumns, fanRange } from './fan-columns.ts';

const past = { atMs: Float64Array.of(1, 2, 3), values: Float64Array.of(10, 11, 12) };
const step = (atMs: number, value: number, exact?: ForecastStep['exact']): ForecastStep => ({
  atMs,
  value,
  low80: value - 1,
  high80: value + 1,
  low95: value - 2,
  high95: value + 2,
  exact,
});
const none = Number.NaN;

test('the fan opens at the last known value', () => {
  const columns = fanColumns({ past, steps: [step(4, 13), step(5, 14)] });
  expect([...columns.atMs]).toEqual([1, 2, 3, 4, 5]);
  expect([...columns.known]).toEqual([10, 11, 12, none, none]);
  expect([...columns.foreseen]).toEqual([none, none, 12, 13, 14]);
  expect([...columns.low80]).toEqual([none, none, 12, 12, 13]);
  expect([...columns.high95]).toEqual([none, none, 12, 15, 16]);
});

test('steps that are known belong to what is known, and the fan opens behind them', () => {
  const columns = fanColumns({ past, steps: [step(4, 13, 'published'), step(5, 14)] });
  expect([...columns.known]).toEqual([10, 11, 12, 13, none]);
  expect([...columns.foreseen]).toEqual([none, none, none, 13, 14]);
});

test('a forecast of before lies over what came, in the same moments', () => {
  const columns = fanColumns({
    past,
    steps: [step(2, 20), step(3, 21, 'protocol'), step(4, 22)],
    came: [11, none, 30],
  });
  expect([...columns.known]).toEqual([10, 11, 12, 30]);
  expect([...columns.foreseen]).toEqual([10, 20, 21, 22]);
});

test('without a past there is a fan all the same', () => {
  const empty = { atMs: new Float64Array(0), values: new Float64Array(0) };
  const columns = fanColumns({ past: empty, steps: [step(4, 13)] });
  expect([...columns.foreseen]).toEqual([13]);
  expect(fanRange({ past: empty, steps: [step(4, 13)] }, 2)).toEqual({ fromMs: 4, toMs: 4 });
});

test('as much of the past is shown as is asked for and known', () => {
  const steps = [step(4, 13), step(5, 14)];
  expect(fanRange({ past, steps }, 2)).toEqual({ fromMs: 2, toMs: 5 });
  expect(fanRange({ past, steps }, 50)).toEqual({ fromMs: 1, toMs: 5 });
});
