import { describe, expect, test } from 'vitest';
import type { Contest, ForecastScores } from '../../domain/forecast.ts';
import { directionWords, heldRanges, residualWords } from './held-words.ts';

const plain = (words: string) => words.replaceAll('\u00a0', ' ');
const kept = (coverage80: number, count = 240) => ({ count, coverage80, coverage95: 0.95, days: 10 });
const step = { step: 'hour' } as const;

describe('the ranges that were kept', () => {
  test('are told with how often they held, and of how many', () => {
    const [eighty, ninetyFive] = heldRanges({ kept: kept(0.79) }, step, 'en-GB');
    expect(plain(eighty?.words ?? '')).toBe('80 % ranges held 79 % of the last 240 hours');
    expect(eighty?.verdict).toBe('As they should.');
    expect(ninetyFive?.verdict).toBe('As they should.');
  });
  test('are called too narrow or too wide only by more than chance', () => {
    const verdict = (share: number, count?: number) =>
      heldRanges({ kept: kept(share, count) }, step)[0]?.verdict;
    expect(verdict(0.7)).toContain('Too narrow');
    expect(verdict(0.9)).toContain('Wider');
    expect(verdict(0.5, 8)).toBe('Too few to judge.');
  });
  test('give way to those of the contest, and to nothing', () => {
    const speaker = { kind: 'rule', name: 'persistence' } as const;
    const scores = { count: 61, coverage80: 0.82, coverage95: 0.97 } as ForecastScores;
    const entries = [{ speaker, scores, verdict: 'is-rule' as const }];
    const contest = { bands: [{ fromStep: 1, toStep: 7, speaker, entries }] } as unknown as Contest;
    const [held] = heldRanges({ contest }, { step: 'day' }, 'en-GB');
    expect(plain(held?.words ?? '')).toBe('80 % ranges held 82 % in the contest over 61 days');
    expect(heldRanges({}, step)).toEqual([]);
  });
});

describe('directions', () => {
  const of = (share: number, low: number, high: number, baseRate: number) =>
    directionWords({ direction: { share, low, high, baseRate, count: 240 } } as ForecastScores, 'en-GB');
  test('are told with their interval and what a constant guess gets', () => {
    const [said, base, verdict] = of(0.54, 0.48, 0.6, 0.52).map(plain);
    expect(said).toBe('It said the right direction 54 % of 240 times (in the long run 48 % to 60 %).');
    expect(base).toBe('Always saying the more frequent one is right 52 % of the time.');
    expect(verdict).toBe('It does no better than that, as far as can be told.');
  });
  test('are better or worse only beyond their interval', () => {
    expect(of(0.7, 0.64, 0.76, 0.55)[2]).toBe('It does better than that.');
    expect(of(0.4, 0.34, 0.46, 0.55)[2]).toBe('It does worse than that.');
    expect(of(Number.NaN, Number.NaN, Number.NaN, Number.NaN)).toEqual(['Too few to tell.']);
  });
});

test('what the errors say is told test by test', () => {
  const of = (ljungBoxP: number, biasP: number, uniformP: number) =>
    residualWords({ residuals: { ljungBoxP, biasP, uniformP } } as Contest, 'en-GB');
  expect(of(0.01, 0.4, Number.NaN)).toEqual([
    'Its errors follow from those before (p = 0.010): there is more to be learned.',
    'It leans to neither side (p = 0.40).',
  ]);
  expect(of(Number.NaN, Number.NaN, Number.NaN)).toEqual(['Too few errors to tell.']);
});
