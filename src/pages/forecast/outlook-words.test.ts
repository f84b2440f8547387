import { expect, test } from 'vitest';
import type { Forecast, ForecastStep } from '../../domain/forecast.ts';
import { outlookWords } from './outlook-words.ts';

const HOUR_MS = 3_600_000;
const nowMs = Date.UTC(2026, 0, 1, 12);
const options = { temperatureUnit: 'C', locale: 'en-GB' } as const;
const stepAt = (i: number, value: number, exact?: ForecastStep['exact']): ForecastStep => ({
  atMs: nowMs + (i + 1) * HOUR_MS,
  value,
  low80: exact ? value : value - 1,
  high80: exact ? value : value + 1,
  low95: exact ? value : value - 2,
  high95: exact ? value : value + 2,
  exact,
});
function forecastOf(values: readonly number[], season: number, exact?: ForecastStep['exact']): Forecast {
  const subject = { kind: 'miner', id: 'a', name: 'Gamma' } as const;
  const target = { id: 'power:a:hour', quantity: 'power', subject, unit: 'W' } as const;
  return {
    target: { ...target, step: 'hour', horizon: values.length, season },
    madeAtMs: nowMs,
    steps: values.map((value, i) => stepAt(i, value, exact)),
    speakers: [],
  };
}
const plain = (words: readonly string[]) => words.map((each) => each.replaceAll('\u00a0', ' '));

test('the end of the horizon is told first, with both of its ranges', () => {
  const [first, ranges, ...more] = plain(outlookWords(forecastOf([20, 21, 22], 1), options));
  expect(first).toMatch(/^Power of Gamma in 3 h \(Thu.* 1 Jan,? .*\d\d:\d\d\): about 22 W\.$/);
  expect(ranges).toBe(
    'Four times of five it lies between 21 W and 23 W, nineteen times of twenty between 20 W and 24 W.',
  );
  expect(more).toEqual([]);
});

test('what is published or the law of the chain is told as known, without a range', () => {
  const words = plain(outlookWords(forecastOf([20, 21], 1, 'published'), options));
  expect(words).toHaveLength(1);
  expect(words[0]).toContain('21 W. That is known, not foreseen.');
});

test('where hours differ by themselves the least and the greatest are told, too', () => {
  const words = plain(outlookWords(forecastOf([20, 30, 15, 22], 24), options));
  expect(words.at(-1)).toMatch(/^Least around .*\d\d:\d\d \(15 W\), most around .*\d\d:\d\d \(30 W\)\.$/);
  expect(outlookWords(forecastOf([20, 20, 20], 24), options)).toHaveLength(2);
});

test('nothing is said of nothing', () => {
  expect(outlookWords(forecastOf([], 1), options)).toEqual([]);
});
