import { describe, expect, test } from 'vitest';
import type {
  Contest,
  ContestBand,
  ContestEntry,
  ForecastScores,
  ForecastStep,
} from '../../domain/forecast.ts';
import { bandWords, isAllKnown, pWords, speakerName, spokenBands, whyWords } from './speaker-words.ts';

const scores = (mase: number) => ({ mase }) as ForecastScores;
const rule: ContestEntry = {
  speaker: { kind: 'rule', name: 'persistence' },
  scores: scores(1),
  verdict: 'is-rule',
};
const trees = (mase: number, p: number, verdict: ContestEntry['verdict']): ContestEntry => ({
  speaker: { kind: 'model', name: 'boosted trees', modelId: 'm/1' },
  scores: scores(mase),
  p,
  verdict,
});
const contest = { fromMs: 0, toMs: 61 * 86_400_000, origins: 61 } as Contest;
const band = (...entries: ContestEntry[]) =>
  ({ fromStep: 1, toStep: 7, entries, speaker: rule.speaker }) as ContestBand;
const why = (speaker: ContestEntry['speaker'], ...entries: ContestEntry[]) =>
  whyWords(speaker, band(...entries), contest, 'en-GB');

describe('who speaks is told with the figures that decided', () => {
  test('the simple rule, because the best model is worse', () => {
    expect(why(rule.speaker, rule, trees(1.04, 0.83, 'loses'))).toBe(
      'The simple rule is better here (MASE 1.00 against 1.04 of Boosted trees, p = 0.83, on 61 days).',
    );
  });
  test('the simple rule, because a lead may be chance', () => {
    expect(why(rule.speaker, trees(0.98, 0.31, 'not-better'), rule)).toBe(
      'The simple rule speaks: no lead over it is beyond chance (nearest: Boosted trees, MASE 0.98 against 1.00, p = 0.31, on 61 days).',
    );
  });
  test('the simple rule, because the season repeats itself to the letter', () => {
    const told = { ...trees(Number.NaN, Number.NaN, 'not-better'), scores: { mase: Number.NaN, mae: 0.001 } };
    expect(why(rule.speaker, rule, told as ContestEntry)).toContain('leaves nothing to do better');
  });
  test('a model that wins', () => {
    const won = trees(0.88, 0.0004, 'speaks');
    expect(why(won.speaker, won, rule)).toBe(
      'Boosted trees: better than the simple rule here (MASE 0.88 against 1.00, p < 0.001, on 61 days).',
    );
  });
  test('a model that its owner let speak against the contest', () => {
    const kept = trees(1.1, 0.9, 'loses');
    expect(why(kept.speaker, rule, kept)).toContain('because you said so');
  });
  test('the simple rule, where nobody else could take part', () => {
    expect(why(rule.speaker, rule)).toContain('nobody else took part');
    expect(why(rule.speaker, rule, trees(Number.NaN, Number.NaN, 'too-little-data'))).toContain('too short');
    expect(why(rule.speaker, rule, trees(Number.NaN, Number.NaN, 'failed'))).toContain('all others failed');
  });
});

test('a contest of less than a day and a half is told as one day', () => {
  const short = { ...contest, toMs: 80_000_000 };
  expect(whyWords(rule.speaker, band(rule, trees(1.2, 0.9, 'loses')), short, 'en-GB')).toContain('on 1 day)');
});

test('names are plain words, and unknown ones stay as they are', () => {
  expect(speakerName({ name: 'seasonal naive' })).toBe('As a season ago (seasonal naive)');
  expect(speakerName({ name: 'tomorrow’s method' })).toBe('Tomorrow’s method');
});

test('a band is told by its hours or days', () => {
  const day = { step: 'day', horizon: 7 } as const;
  expect(bandWords({ fromStep: 1, toStep: 7 }, day)).toBe('All 7 days');
  expect(bandWords({ fromStep: 1, toStep: 1 }, day)).toBe('Day 1');
  expect(bandWords({ fromStep: 7, toStep: 24 }, { step: 'hour', horizon: 24 })).toBe('Hours 7 to 24');
});

test('p is written as people write it, and not at all where there is none', () => {
  expect(pWords(0.03, 'en-GB')).toBe('p = 0.030');
  expect(pWords(0.31, 'en-GB')).toBe('p = 0.31');
  expect(pWords(1e-9, 'en-GB')).toBe('p < 0.001');
  expect(pWords(Number.NaN)).toBe('');
});

test('where all steps are published or fixed nobody has to speak', () => {
  const known = { exact: 'tariff' } as ForecastStep;
  expect(isAllKnown({ steps: [known, known] })).toBe(true);
  expect(isAllKnown({ steps: [known, {} as ForecastStep] })).toBe(false);
  expect(isAllKnown({ steps: [] })).toBe(false);
});

test('bands begin behind what is published, and end with what is shown', () => {
  const bands = [
    { fromStep: 1, toStep: 1 },
    { fromStep: 2, toStep: 6 },
    { fromStep: 7, toStep: 24 },
  ] as ContestBand[];
  const stepsOf = (count: number) => Array.from({ length: count }, () => ({}) as ForecastStep);
  const shown = (publishedSteps?: number) =>
    spokenBands({ ...contest, bands }, { steps: stepsOf(16), publishedSteps }).map((each) => [
      each.fromStep,
      each.toStep,
    ]);
  expect(shown(12)).toEqual([
    [13, 13],
    [14, 16],
  ]);
  expect(shown()).toEqual([
    [1, 1],
    [2, 6],
    [7, 16],
  ]);
});
