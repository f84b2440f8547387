import { describe, expect, test } from 'vitest';
import type { HealthFinding, MinerLearning } from '../../domain/health/health-report.ts';
import { healthSentence, knownWords } from './health-sentence.ts';

const NOW_MS = Date.UTC(2026, 10, 22, 12);
const QUARTER_MS = 900_000;
const NAMES = new Map([
  ['a', 'Kitchen'],
  ['b', 'Garage'],
  ['c', 'Attic'],
]);

const finding = (id: string, over: Partial<HealthFinding> = {}): HealthFinding => ({
  id,
  trouble: 'fan-wear',
  minerIds: ['b'],
  severity: 'watch',
  sinceMs: NOW_MS - 86_400_000,
  foundAtMs: NOW_MS - 3_600_000,
  confidence: 0.973,
  evidence: [],
  checks: [],
  byFixedRules: {},
  ...over,
});
const learned: MinerLearning = { minerId: 'a', hours: 336, needed: 336 };
const sentence = (
  findings: readonly HealthFinding[],
  learning: readonly MinerLearning[] = [learned],
  judgedToMs = NOW_MS,
) => healthSentence({ findings, learning, fromMs: NOW_MS - 30 * 86_400_000, judgedToMs }, NAMES, NOW_MS);

const withAlarm = (findings: readonly HealthFinding[]) => {
  const report = { findings, learning: [learned], fromMs: NOW_MS - 86_400_000, judgedToMs: NOW_MS };
  const words = 'Kitchen: no shares for 14 min.';
  return healthSentence(report, NAMES, NOW_MS, [{ words, minerIds: ['a'], severity: 'act' }]);
};

describe('the sentence', () => {
  test('names the worst finding, whom it concerns, and how sure it is', () => {
    const { headline, tone, worst } = sentence([finding('f')]);
    expect(headline).toBe(
      '1 of 3 miners needs you: Garage – the fan is wearing, 97 % sure.'.replace('97 %', '97\u00a0%'),
    );
    expect(tone).toBe('watch');
    expect(worst?.id).toBe('f');
  });

  test('counts miners and not findings, and says how many more stand below', () => {
    const both = [finding('f', { severity: 'act' }), finding('g'), finding('h', { minerIds: ['c'] })];
    const { headline, tone, details } = sentence(both);
    expect(headline).toMatch(/^2 of 3 miners need you/);
    expect(tone).toBe('act');
    expect(details[0]).toBe('2 more findings below.');
  });

  test('says nothing is fine while an alarm stands', () => {
    const { headline, tone, details } = withAlarm([]);
    expect(headline).toBe('1 of 3 miners needs you. Kitchen: no shares for 14 min.');
    expect(tone).toBe('act');
    expect(details[0]).toBe('The watch has found nothing else.');
  });

  test('names what wants action before what can wait, and counts the miners of both', () => {
    const { headline, tone, details, worst } = withAlarm([finding('f')]);
    expect(headline).toBe('2 of 3 miners need you. Kitchen: no shares for 14 min.');
    expect(tone).toBe('act');
    expect(details[0]).toBe('1 finding below.');
    expect(worst?.id).toBe('f');
  });

  test('names a finding that wants action before an alarm, which it tells of below', () => {
    const { headline, details } = withAlarm([finding('f', { severity: 'act' })]);
    expect(headline).toMatch(/^2 of 3 miners need you: Garage – the fan is wearing/);
    expect(details[0]).toBe('Kitchen: no shares for 14 min.');
  });

  test('counts no miner that was removed', () => {
    expect(sentence([finding('f', { minerIds: ['b', 'gone'] })]).headline).toMatch(/^1 of 3/);
  });

  test('does not ask for anybody on account of what is only worth knowing', () => {
    const { headline, tone } = sentence([finding('f', { severity: 'info' })]);
    expect(headline).toBe('Nothing that needs you. 1 thing to know stands below.');
    expect(tone).toBe('good');
  });

  test.each([
    ['has ended', { endedAtMs: NOW_MS - QUARTER_MS }],
    ['its owner called false', { verdict: 'false-alarm' as const }],
  ])('says nothing of a finding that %s', (_, over) => {
    expect(sentence([finding('f', over)]).headline).toBe('Nothing wrong found.');
  });

  test('leaves odds out where the miner itself tells it', () => {
    expect(sentence([finding('f', { confidence: 1 })]).headline).toMatch(
      /the fan is wearing, as it says itself\.$/,
    );
  });

  test('never calls it fine while the normal of a miner is not known', () => {
    const { headline, tone, details } = sentence([], [{ minerId: 'a', hours: 9.9 * 24, needed: 14 * 24 }]);
    expect(headline).toContain('so far');
    expect(tone).toBe('waiting');
    expect(details.join(' ')).toContain('Kitchen: 9 of 14 days known.');
  });

  test('never calls it fine while the watch is behind, and says up to when it judged', () => {
    const { tone, details } = sentence([], [learned], NOW_MS - 2 * 3_600_000);
    expect(tone).toBe('waiting');
    expect(details.join(' ')).toContain('Judged up to');
    expect(sentence([], [learned], NOW_MS - 2 * QUARTER_MS).tone).toBe('good');
  });
});

test('what is known is cut and never rounded up to all of it', () => {
  expect(knownWords(335.9, 336)).toBe('13 of 14 days');
  expect(knownWords(11.9, 12)).toBe('11 of 12 hours');
});
